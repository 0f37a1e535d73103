"""One run of the job in this process: what `tallywire run` does."""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from orchestration.home import PROCESS_TAG, open_instance, this_process
from orchestration.landing import LandingError
from orchestration.lock import WAITING, LockTimeoutError
from orchestration.progress import listen
from orchestration.settings import Settings, SettingsError

if TYPE_CHECKING:
    from dagster import ExecuteInProcessResult


class RunFailedError(RuntimeError):
    """The job did not end well; the message says which step and why."""


class _Lines:
    """Progress for people: a moving line on a terminal, one plain line at the start and end of a step elsewhere."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._status = console.status("") if console.is_terminal else None

    def started(self, step: str) -> None:
        if self._status:
            self._status.start()
            self._status.update(f"{step} …")
        else:
            self._console.print(f"{step}: started", markup=False, highlight=False)

    def working(self, step: str, message: str) -> None:
        if self._status:
            self._status.update(f"{step} … {message}")

    def ended(self, step: str, message: str, seconds: float) -> None:
        if self._status:
            self._status.stop()
        self._console.print(f"{step}: {message} ({seconds:.1f} s)", markup=False, highlight=False)


class _LibraryNoise(io.TextIOBase):
    """Stands in for standard output while libraries run: what they print is in the run's log, but waiting is said."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def write(self, text: str) -> int:
        for line in text.splitlines():
            if line.startswith(WAITING):
                self._console.print(line, markup=False, highlight=False)
        return len(text)


def _silence_libraries() -> None:
    """What libraries log is in the run's event log; a person at the terminal sees our own lines."""
    for name in ("dagster", "dbt", "alembic", "py4j"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def run_job(settings: Settings, paths: Sequence[Path], console: Console) -> None:
    """Runs everything from `paths` to the published file. Raises `RunFailedError`."""
    from orchestration.dbt_manifest import DbtParseError

    try:
        _run_job(settings, paths, console)
    except (DbtParseError, LandingError, LockTimeoutError, SettingsError) as error:  # before the first step
        raise RunFailedError(str(error)) from error


def _run_job(settings: Settings, paths: Sequence[Path], console: Console) -> None:
    with open_instance(settings.dagster_home) as instance:
        listen(_Lines(console))
        from orchestration.definitions import defs  # needs DAGSTER_HOME, and makes the dbt manifest
        from orchestration.flow import pending_days

        _silence_libraries()
        today = settings.clock().date()
        first = min([today, *pending_days(settings)])
        with redirect_stdout(_LibraryNoise(console)):
            result = defs.resolve_job_def("build").execute_in_process(
                instance=instance,
                raise_on_error=False,
                tags={
                    PROCESS_TAG: this_process(),
                    "dagster/asset_partition_range_start": first.isoformat(),
                    "dagster/asset_partition_range_end": max(today, first).isoformat(),
                },
                run_config={
                    "ops": {"discovery": {"config": {"paths": [str(p) for p in paths]}}},
                    "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
                },
            )
        if not result.success:
            raise RunFailedError(_why(result))


def _why(result: ExecuteInProcessResult) -> str:
    failures = [e for e in result.all_node_events if e.is_step_failure]
    if not failures:
        return "the run failed before its first step; look at it with `make dev`."
    failed = failures[0]
    error = failed.step_failure_data.error
    if error and error.cause:  # Dagster's own wrapper stands outside; what we raised names the input
        error = error.cause
    message = error.message.strip() if error else "no reason was given"
    return f"step {failed.step_key} failed.\n{message}\nReaders keep the version that was published before."
