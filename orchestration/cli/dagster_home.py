"""The Dagster home of a data folder: its settings file, and runs whose process died.

Here belongs what has to be true of the instance before a run starts. Dagster definitions belong to `defs`.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from pathlib import Path

import psutil
from dagster import AssetKey, AssetMaterialization, DagsterEventType, DagsterInstance, DagsterRun, DagsterRunStatus, RunsFilter
from dagster._core.instance import InstanceRef

from orchestration.settings import PROJECT_DIR, Settings
from orchestration.storage.atomic_files import write_durably
from orchestration.storage.lock import lock

PROCESS_TAG = ".dagster/tallywire_process"
"""Which process a run of the command line belongs to; tags that begin so are not shown in the UI."""
_OPEN_SECONDS = 300
"""Opening takes a second or two; whoever waits this long waits for a process that hangs."""
_UNFINISHED = [
    DagsterRunStatus.STARTING,
    DagsterRunStatus.STARTED,
    DagsterRunStatus.CANCELING,
]

_NO_CAPTURE: Mapping[str, object] = {
    "compute_logs": {"module": "dagster._core.storage.noop_compute_log_manager", "class": "NoOpComputeLogManager"}
}

_DAGSTER_YAML = """\
# Written by Tallywire's set-up; yours to edit, it is not written again.
telemetry:
  enabled: false
nux:
  # No invitation to a newsletter in front of the first page.
  enabled: false
run_queue:
  # A run that someone starts from the page begins at once.
  dequeue_interval_seconds: 1
run_monitoring:
  enabled: true
  free_slots_after_run_end_seconds: 30
concurrency:
  pools:
    # Runs that touch the warehouse take turns in the queue. The file lock beside the warehouse is what guards it.
    granularity: run
    default_limit: 1
"""

_ENV_FILE = PROJECT_DIR / ".env"
_ENV = f"""\
# Written by set-up. dg and dagster, typed in this folder, read it: they use the runs of the data folder.
TALLYWIRE_DATA_DIR=${{TALLYWIRE_DATA_DIR:-{PROJECT_DIR}/warehouse/data}}
DAGSTER_HOME=${{TALLYWIRE_DATA_DIR}}/dagster_home
DAGSTER_DISABLE_TELEMETRY=1
"""


def set_up(chosen: Settings) -> None:
    """Makes commands typed by hand in the checkout use the Dagster home of the data folder. For set-up, once."""
    open_instance(chosen.dagster_home).dispose()
    if not _ENV_FILE.is_file():
        write_durably(_ENV_FILE, _ENV.encode())


def prepare_home(home: Path) -> None:
    """Writes dagster.yaml unless it is there, and makes `home` this process's DAGSTER_HOME."""
    settings_file = home / "dagster.yaml"
    if not settings_file.is_file():
        write_durably(settings_file, _DAGSTER_YAML.encode())
    os.environ["DAGSTER_HOME"] = str(home)


def this_process() -> str:
    """This process in a word that no later process will share."""
    return _word(psutil.Process())


def _word(process: psutil.Process) -> str:
    return f"{socket.gethostname()}/{process.pid}/{process.create_time():.2f}"


def _is_gone(word: str) -> bool:
    host, pid, _ = word.rsplit("/", 2)
    if host != socket.gethostname():
        return False
    try:
        return _word(psutil.Process(int(pid))) != word
    except psutil.NoSuchProcess:
        return True


def end_dead_runs(instance: DagsterInstance) -> list[str]:
    """Marks runs of the command line whose process is dead as failed and frees what they held. Returns their ids."""
    ended = []
    for record in instance.get_run_records(RunsFilter(statuses=_UNFINISHED)):
        run = record.dagster_run
        word = run.tags.get(PROCESS_TAG)
        if word and _is_gone(word):
            _report_dead(instance, run)
            ended.append(run.run_id)
    return ended


def _process_is_gone(instance: DagsterInstance, run: DagsterRun) -> bool:
    for record in instance.get_records_for_run(run.run_id, of_type=DagsterEventType.ENGINE_EVENT).records:
        event = record.event_log_entry.dagster_event
        pid = event.engine_event_data.metadata.get("pid") if event else None
        if pid is not None:
            try:
                return psutil.Process(int(str(pid.value))).create_time() > record.timestamp  # another one, under the same number
            except psutil.NoSuchProcess:
                return True
    return False  # it has not begun: Dagster's own monitoring gives up on it in time


def end_abandoned_runs(instance: DagsterInstance) -> list[str]:
    """Marks runs that the UI or a command typed by hand started, and whose process is dead, as failed. Returns their ids.

    Dagster notes the number of their process but not the machine: for the one front of a data folder, on its own machine.
    """
    records = instance.get_run_records(RunsFilter(statuses=_UNFINISHED))
    runs = [r.dagster_run for r in records if PROCESS_TAG not in r.dagster_run.tags]
    abandoned = [run for run in runs if _process_is_gone(instance, run)]
    for run in abandoned:
        _report_dead(instance, run)
    return [run.run_id for run in abandoned]


def note_unused_doors(instance: DagsterInstance) -> None:
    """Tells Dagster that neither door to articles, the inbox or the web, was left undone: most people use one of them, and its
    page would warn them before each build that the other has not run."""
    for door in ("discovery", "crawled"):
        if instance.get_latest_materialization_event(AssetKey(door)) is None:
            instance.report_runless_asset_event(AssetMaterialization(door, description="Not used so far."))


def _report_dead(instance: DagsterInstance, run: DagsterRun) -> None:
    instance.report_run_failed(run, "The process of this run died before the run ended.")
    instance.event_log_storage.free_concurrency_slots_for_run(run.run_id)


def open_instance(home: Path, *, captures_output: bool = True) -> DagsterInstance:
    """The Dagster instance of `home`, with dead runs put right.

    A run whose output a person sees on the terminal leaves it there: `captures_output` is for the others.
    """
    # One at a time: two processes that create Dagster's tables at once stumble over each other.
    with lock(home.with_name(f"{home.name}.lock"), timeout=_OPEN_SECONDS, purpose="opening the Dagster home"):
        prepare_home(home)
        overrides = {} if captures_output else _NO_CAPTURE
        instance = DagsterInstance.from_ref(InstanceRef.from_dir(str(home), overrides=overrides))
        end_dead_runs(instance)
    return instance
