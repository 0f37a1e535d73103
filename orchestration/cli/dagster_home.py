"""The Dagster home of a data folder: its settings file, and runs whose process died.

Here belongs what prepares the Dagster instance before a run starts. Dagster definitions belong to `defs`.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from pathlib import Path

import psutil
from dagster import AssetKey, AssetMaterialization, DagsterEventType, DagsterInstance, DagsterRun, DagsterRunStatus, RunsFilter
from dagster._core.instance import InstanceRef

from orchestration.defs.run_tags import PROCESS_TAG
from orchestration.settings import PROJECT_DIR, Settings
from orchestration.storage.atomic_files import write_durably
from orchestration.storage.lock import hold_lock

_MAX_OPEN_SECONDS = 300
"""Opening takes a second or two. After this long, the process that holds the lock hangs."""
_UNFINISHED = [
    DagsterRunStatus.STARTING,
    DagsterRunStatus.STARTED,
    DagsterRunStatus.CANCELING,
]

_NO_CAPTURE: Mapping[str, object] = {
    "compute_logs": {"module": "dagster._core.storage.noop_compute_log_manager", "class": "NoOpComputeLogManager"}
}

_DAGSTER_YAML = """\
# Written once by Tallywire's set-up. You may edit it.
telemetry:
  enabled: false
nux:
  # No newsletter invitation before the first page.
  enabled: false
run_queue:
  # A run that is started in the UI begins at once.
  dequeue_interval_seconds: 1
run_monitoring:
  enabled: true
  free_slots_after_run_end_seconds: 30
concurrency:
  pools:
    # Runs that use the warehouse take turns in the queue. The lock file next to the warehouse protects it.
    granularity: run
    default_limit: 1
"""

_ENV_FILE = PROJECT_DIR / ".env"
_ENV = f"""\
# Written by set-up. dg and dagster read it when they start in this folder, so they use the runs of the data folder.
TALLYWIRE_DATA_DIR=${{TALLYWIRE_DATA_DIR:-{PROJECT_DIR}/warehouse/data}}
DAGSTER_HOME=${{TALLYWIRE_DATA_DIR}}/dagster_home
DAGSTER_DISABLE_TELEMETRY=1
"""


def set_up_home(chosen: Settings) -> None:
    """Makes `dg` and `dagster` commands in the checkout use the Dagster home of the data folder. Set-up calls it once."""
    open_instance(chosen.dagster_home).dispose()
    if not _ENV_FILE.is_file():
        write_durably(_ENV_FILE, _ENV.encode())


def prepare_home(home: Path) -> None:
    """Writes dagster.yaml if it is missing, and makes `home` this process's DAGSTER_HOME."""
    settings_file = home / "dagster.yaml"
    if not settings_file.is_file():
        write_durably(settings_file, _DAGSTER_YAML.encode())
    os.environ["DAGSTER_HOME"] = str(home)


def identify_process() -> str:
    """Returns an identifier of this process that no later process shares."""
    return _make_identifier(psutil.Process())


def _make_identifier(process: psutil.Process) -> str:
    return f"{socket.gethostname()}/{process.pid}/{process.create_time():.2f}"


def _is_process_gone(identifier: str) -> bool:
    host, pid, _ = identifier.rsplit("/", 2)
    if host != socket.gethostname():
        return False
    try:
        return _make_identifier(psutil.Process(int(pid))) != identifier
    except psutil.NoSuchProcess:
        return True


def fail_dead_runs(instance: DagsterInstance) -> list[str]:
    """Marks runs of the command line whose process died as failed, and frees their slots. Returns their ids."""
    failed = []
    for record in instance.get_run_records(RunsFilter(statuses=_UNFINISHED)):
        run = record.dagster_run
        identifier = run.tags.get(PROCESS_TAG)
        if identifier and _is_process_gone(identifier):
            _report_dead_run(instance, run)
            failed.append(run.run_id)
    return failed


def _is_run_process_gone(instance: DagsterInstance, run: DagsterRun) -> bool:
    for record in instance.get_records_for_run(run.run_id, of_type=DagsterEventType.ENGINE_EVENT).records:
        event = record.event_log_entry.dagster_event
        pid = event.engine_event_data.metadata.get("pid") if event else None
        if pid is not None:
            try:
                return psutil.Process(int(str(pid.value))).create_time() > record.timestamp  # a newer process has the same pid
            except psutil.NoSuchProcess:
                return True
    return False  # not started yet: Dagster's own monitoring fails it after a while


def fail_abandoned_runs(instance: DagsterInstance) -> list[str]:
    """Marks runs that the UI or a `dagster` command started, and whose process died, as failed. Returns their ids.

    Dagster records their pid but not their machine. So only the UI server of the data folder may call this, on its own machine.
    """
    records = instance.get_run_records(RunsFilter(statuses=_UNFINISHED))
    runs = [r.dagster_run for r in records if PROCESS_TAG not in r.dagster_run.tags]
    abandoned = [run for run in runs if _is_run_process_gone(instance, run)]
    for run in abandoned:
        _report_dead_run(instance, run)
    return [run.run_id for run in abandoned]


def mark_unused_inputs(instance: DagsterInstance) -> None:
    """Marks the inbox or the web as materialized if it was never used.

    Most people use only one of them. Otherwise Dagster warns before each build that the other one has not run.
    """
    for asset in ("discovery", "crawled"):
        if instance.get_latest_materialization_event(AssetKey(asset)) is None:
            instance.report_runless_asset_event(AssetMaterialization(asset, description="Not used yet."))


def _report_dead_run(instance: DagsterInstance, run: DagsterRun) -> None:
    instance.report_run_failed(run, "The process of this run died before the run ended.")
    instance.event_log_storage.free_concurrency_slots_for_run(run.run_id)


def open_instance(home: Path, *, captures_output: bool = True) -> DagsterInstance:
    """Opens the Dagster instance of `home`, and marks dead runs as failed.

    Without `captures_output`, the output of a run stays on the terminal.
    """
    # One process at a time: two that create Dagster's tables at once fail.
    with hold_lock(home.with_name(f"{home.name}.lock"), timeout=_MAX_OPEN_SECONDS, purpose="opening the Dagster home"):
        prepare_home(home)
        overrides = {} if captures_output else _NO_CAPTURE
        instance = DagsterInstance.from_ref(InstanceRef.from_dir(str(home), overrides=overrides))
        fail_dead_runs(instance)
    return instance
