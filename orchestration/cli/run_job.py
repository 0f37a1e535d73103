"""One run of the Dagster job in this process, for `tallywire run` and `tallywire crawl`.

Here belongs how the run starts, reports failure and is canceled. The steps of the job belong to `defs` and `pipeline`.
"""

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

from orchestration.cli.quiet_libraries import silence_libraries
from orchestration.cli.shutdown import StoppedError, kill_children, run_until_stopped, wait_for_job
from orchestration.pipeline.process_pool import forbid_new_processes
from orchestration.pipeline.progress import add_listener
from orchestration.settings import Settings
from orchestration.storage.landing import LandingError
from orchestration.storage.lock import LockTimeoutError
from orchestration.terminal.console import SafeConsole
from orchestration.terminal.progress_display import make_display

if TYPE_CHECKING:
    from dagster import DagsterInstance, DagsterRun, ExecuteInProcessResult


class RunFailedError(RuntimeError):
    """The job failed. The message says which step failed and why."""


def run_job(settings: Settings, paths: Sequence[Path] | None, console: SafeConsole) -> None:
    """Runs the job on `paths`, or on the outlets that are due if there are none.

    Raises `RunFailedError`, `SettingsError` for an invalid variable, and `StoppedError` after a request to stop. By then all
    child processes have ended; threads may still run.
    """
    run = _Run(settings, paths, console)
    try:
        with silence_libraries(settings.dagster_home / "libraries.log", console.print_text):
            run_until_stopped(run.execute)
    except StoppedError:
        run.cancel()
        raise
    finally:
        run.display.close()


class _Run:
    def __init__(self, settings: Settings, paths: Sequence[Path] | None, console: SafeConsole) -> None:
        self._settings = settings
        self._paths = paths
        self._instance: DagsterInstance | None = None
        self.display = make_display(console)

    def execute(self) -> None:
        """Runs the job. Raises `RunFailedError` and `SettingsError`."""
        from orchestration.dbt_bridge.manifest import DbtParseError

        try:
            result = self._execute_job()
        except (DbtParseError, LandingError, LockTimeoutError, OSError, duckdb.Error) as error:  # before the first step
            raise RunFailedError(str(error)) from error
        if not result.success:
            raise RunFailedError(_describe_failure(result))

    def _execute_job(self) -> ExecuteInProcessResult:
        from orchestration.cli.dagster_home import identify_process, open_instance
        from orchestration.defs.run_tags import PROCESS_TAG, make_range_tags
        from orchestration.pipeline.steps import get_extractor_version, list_pending_days

        get_extractor_version(self._settings)  # reports a missing model before anything is written
        with open_instance(self._settings.dagster_home, captures_output=False) as instance:
            self._instance = instance
            add_listener(self.display)
            from orchestration.definitions import defs  # needs DAGSTER_HOME, and makes the dbt manifest

            _silence_loggers()
            today = self._settings.clock().date()
            first = min([today, *list_pending_days(self._settings)])
            ops = {} if self._paths is None else {"discovery": {"config": {"paths": [str(p) for p in self._paths]}}}
            return defs.resolve_job_def("crawl" if self._paths is None else "build").execute_in_process(
                instance=instance,
                raise_on_error=False,
                tags={PROCESS_TAG: identify_process(), **make_range_tags(first, max(today, first))},
                run_config={
                    "ops": ops,
                    "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
                },
            )

    def cancel(self) -> None:
        """Ends the processes of the run and marks it as canceled. The next start repairs what fails here."""
        self.display.close()
        own: list[DagsterRun] = []
        if self._instance is not None:
            with suppress(Exception):
                own = _find_own_runs(self._instance)
                _cancel_runs(self._instance, own)
        forbid_new_processes()
        kill_children()
        wait_for_job()
        if self._instance is not None:
            with suppress(Exception):  # a step that lost its child processes may have marked the run as successful
                _cancel_runs(self._instance, own)
        for run_id in (run.run_id for run in own):
            shutil.rmtree(self._settings.data_dir / "dbt" / run_id, ignore_errors=True)


def _find_own_runs(instance: DagsterInstance) -> list[DagsterRun]:
    """Returns the runs of this process with their current status."""
    from dagster import RunsFilter

    from orchestration.cli.dagster_home import identify_process
    from orchestration.defs.run_tags import PROCESS_TAG

    return [record.dagster_run for record in instance.get_run_records(RunsFilter(tags={PROCESS_TAG: identify_process()}))]


def _cancel_runs(instance: DagsterInstance, runs: Sequence[DagsterRun]) -> None:
    """Marks the unfinished runs as canceled and frees their slots."""
    from dagster import DagsterRunStatus

    for run in runs:
        now = None if run.is_finished else instance.get_run_by_id(run.run_id)
        if now is not None and now.status is not DagsterRunStatus.CANCELED:
            instance.report_run_canceling(now)
            instance.report_run_canceled(now, "The process of this run was stopped.")
            instance.event_log_storage.free_concurrency_slots_for_run(run.run_id)


def _silence_loggers() -> None:
    """Keeps log lines of libraries off the terminal. They are in the run's event log."""
    for name in ("dagster", "dbt", "alembic", "py4j"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


def _describe_failure(result: ExecuteInProcessResult) -> str:
    failures = [e for e in result.all_node_events if e.is_step_failure]
    if not failures:
        return "the run failed before its first step. Start `make dev` and read its log there."
    failed = failures[0]
    error = failed.step_failure_data.error
    if error and error.cause:  # Dagster wraps our error; ours names the input
        error = error.cause
    message = error.message.strip() if error else "no reason was given"
    return f"step {failed.step_key} failed.\n{message}\nThe previously published version stays in place."
