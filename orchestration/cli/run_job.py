"""One run of the job in this process: what `tallywire run` does."""

from __future__ import annotations

import logging
import shutil
import sys
import warnings
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from orchestration.cli.quiet_libraries import libraries_silenced
from orchestration.cli.shutdown import StoppedError, kill_children, until_stopped, wait_for_job
from orchestration.pipeline.progress import listen
from orchestration.settings import Settings
from orchestration.storage.landing import LandingError
from orchestration.storage.lock import LockTimeoutError
from orchestration.terminal.console import Paper
from orchestration.terminal.progress_display import display

if TYPE_CHECKING:
    from dagster import DagsterInstance, DagsterRun, ExecuteInProcessResult


class RunFailedError(RuntimeError):
    """The job did not end well; the message says which step and why."""


def run_job(settings: Settings, paths: Sequence[Path] | None, console: Paper) -> None:
    """Runs everything from `paths` to the published file; without paths, everything from the outlets that are due.

    Raises `RunFailedError`, `SettingsError` for a variable that turns out wrong, and `StoppedError` when somebody asked
    to stop: then all that the run started has ended, its threads aside.
    """
    run = _Run(settings, paths, console)
    try:
        with libraries_silenced(settings.dagster_home / "libraries.log", console.say):
            until_stopped(run.work)
    except StoppedError:
        run.abandon()
        raise
    finally:
        run.shown.close()


class _Run:
    def __init__(self, settings: Settings, paths: Sequence[Path] | None, console: Paper) -> None:
        self._settings = settings
        self._paths = paths
        self._instance: DagsterInstance | None = None
        self.shown = display(console)

    def work(self) -> None:
        """The run itself. Raises `RunFailedError` and `SettingsError`."""
        from orchestration.dbt_bridge.manifest import DbtParseError

        try:
            result = self._execute()
        except (DbtParseError, LandingError, LockTimeoutError, OSError, duckdb.Error) as error:  # before the first step
            raise RunFailedError(str(error)) from error
        if not result.success:
            raise RunFailedError(_why(result))

    def _execute(self) -> ExecuteInProcessResult:
        from orchestration.cli.dagster_home import PROCESS_TAG, open_instance, this_process
        from orchestration.pipeline.steps import current_extractor_version, pending_days

        current_extractor_version(self._settings)  # a wrong model is told before anything is written
        with open_instance(self._settings.dagster_home, captures_output=False) as instance:
            self._instance = instance
            listen(self.shown)
            from orchestration.definitions import defs  # needs DAGSTER_HOME, and makes the dbt manifest

            _silence_libraries()
            today = self._settings.clock().date()
            first = min([today, *pending_days(self._settings)])
            ops = {} if self._paths is None else {"discovery": {"config": {"paths": [str(p) for p in self._paths]}}}
            return defs.resolve_job_def("crawl" if self._paths is None else "build").execute_in_process(
                instance=instance,
                raise_on_error=False,
                tags={
                    PROCESS_TAG: this_process(),
                    "dagster/asset_partition_range_start": first.isoformat(),
                    "dagster/asset_partition_range_end": max(today, first).isoformat(),
                },
                run_config={
                    "ops": ops,
                    "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
                },
            )

    def abandon(self) -> None:
        """Ends what the run started and marks it as canceled. The next start puts right what this cannot."""
        self.shown.close()
        own: list[DagsterRun] = []
        if self._instance is not None:
            with suppress(Exception):
                own = _own_runs(self._instance)
                _cancel(self._instance, own)
        kill_children()
        wait_for_job()
        if self._instance is not None:
            with suppress(Exception):  # a step that lost its children may have called itself, and the run, a success
                _cancel(self._instance, own)
        for run_id in (run.run_id for run in own):
            shutil.rmtree(self._settings.data_dir / "dbt" / run_id, ignore_errors=True)


def _own_runs(instance: DagsterInstance) -> list[DagsterRun]:
    """The runs of this process, as they stand now."""
    from dagster import RunsFilter

    from orchestration.cli.dagster_home import PROCESS_TAG, this_process

    return [record.dagster_run for record in instance.get_run_records(RunsFilter(tags={PROCESS_TAG: this_process()}))]


def _cancel(instance: DagsterInstance, runs: Sequence[DagsterRun]) -> None:
    """Marks the runs that had not ended as canceled, unless they are, and frees what they held."""
    from dagster import DagsterRunStatus

    for run in runs:
        now = None if run.is_finished else instance.get_run_by_id(run.run_id)
        if now is not None and now.status is not DagsterRunStatus.CANCELED:
            instance.report_run_canceling(now)
            instance.report_run_canceled(now, "Somebody stopped the process of this run.")
            instance.event_log_storage.free_concurrency_slots_for_run(run.run_id)


def _silence_libraries() -> None:
    """What libraries log is in the run's event log; a person at the terminal sees our own lines."""
    for name in ("dagster", "dbt", "alembic", "py4j"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


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
