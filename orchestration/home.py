"""The Dagster home of a data folder: its settings file, and runs whose process died.

Here belongs what has to be true of the instance before a run starts. Dagster definitions belong to `defs`.
"""

from __future__ import annotations

import os
import socket
from pathlib import Path

import dagster as dg
import psutil
from dagster import DagsterInstance, DagsterRunStatus, RunsFilter

from orchestration.durable import write_durably
from orchestration.lock import lock

PROCESS_TAG = "tallywire/process"
_OPEN_SECONDS = 300
"""Opening takes a second or two; whoever waits this long waits for a process that hangs."""
_UNFINISHED = [
    DagsterRunStatus.STARTING,
    DagsterRunStatus.STARTED,
    DagsterRunStatus.CANCELING,
]

_DAGSTER_YAML = """\
# Written by Tallywire's set-up.
telemetry:
  enabled: false
run_monitoring:
  enabled: true
  free_slots_after_run_end_seconds: 30
concurrency:
  pools:
    # Runs that touch the warehouse take turns in the queue. The file lock beside the warehouse is what guards it.
    granularity: run
    default_limit: 1
"""


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
            instance.report_run_failed(run, "The process of this run died before the run ended.")
            instance.event_log_storage.free_concurrency_slots_for_run(run.run_id)
            ended.append(run.run_id)
    return ended


def open_instance(home: Path) -> DagsterInstance:
    """The Dagster instance of `home`, with dead runs put right."""
    # One at a time: two processes that create Dagster's tables at once stumble over each other.
    with lock(home.with_name(f"{home.name}.lock"), timeout=_OPEN_SECONDS, purpose="opening the Dagster home"):
        prepare_home(home)
        instance = dg.DagsterInstance.get()
        end_dead_runs(instance)
    return instance
