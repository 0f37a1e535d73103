"""Runs whose process died are marked as failed before the next run starts."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from orchestration.cli.dagster_home import fail_abandoned_runs, fail_dead_runs, identify_process, open_instance
from orchestration.defs.run_tags import PROCESS_TAG


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dg.DagsterInstance]:
    monkeypatch.setenv("DAGSTER_HOME", "to be replaced")
    with open_instance(tmp_path / "home") as opened:
        yield opened


@dg.op
def nothing() -> None:
    pass


@dg.job
def idle() -> None:
    nothing()


def start_run(instance: dg.DagsterInstance, process: str) -> str:
    run = instance.create_run_for_job(idle, tags={PROCESS_TAG: process})
    instance.handle_new_event(_start_event(run.run_id))
    return run.run_id


def read_status(instance: dg.DagsterInstance, run_id: str) -> dg.DagsterRunStatus:
    run = instance.get_run_by_id(run_id)
    assert run is not None
    return run.status


def _start_event(run_id: str) -> dg.EventLogEntry:
    event = dg.DagsterEvent(event_type_value=dg.DagsterEventType.RUN_START.value, job_name="idle")
    return dg.EventLogEntry(  # type: ignore[no-untyped-call]
        error_info=None,
        level=20,
        user_message="",
        run_id=run_id,
        timestamp=0.0,
        job_name="idle",
        dagster_event=event,
    )


def identify_dead_process() -> str:
    code = "from orchestration.cli.dagster_home import identify_process; print(identify_process())"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_a_run_of_a_dead_process_fails_and_a_live_run_is_not_changed(instance: dg.DagsterInstance) -> None:
    dead, alive = start_run(instance, identify_dead_process()), start_run(instance, identify_process())
    elsewhere = start_run(instance, "another-machine/1/0.00")
    assert fail_dead_runs(instance) == [dead]
    assert read_status(instance, dead) == dg.DagsterRunStatus.FAILURE
    assert read_status(instance, alive) == dg.DagsterRunStatus.STARTED
    assert read_status(instance, elsewhere) == dg.DagsterRunStatus.STARTED
    assert fail_dead_runs(instance) == []


KILLED_RUN = """
import os, signal
import dagster as dg

@dg.op
def dies():
    os.kill(os.getpid(), signal.SIGKILL)

@dg.job
def dying():
    dies()

dying.execute_in_process(instance=dg.DagsterInstance.get())
"""


def test_a_killed_run_of_the_ui_fails_and_an_active_run_is_not_changed(instance: dg.DagsterInstance) -> None:
    subprocess.run([sys.executable, "-c", KILLED_RUN], capture_output=True, check=False)
    killed = instance.get_runs()[0].run_id
    assert read_status(instance, killed) == dg.DagsterRunStatus.STARTED

    @dg.op
    def fail_runs() -> list[str]:
        return fail_abandoned_runs(instance)

    @dg.job
    def at_work() -> None:
        fail_runs()

    assert at_work.execute_in_process(instance=instance).output_for_node("fail_runs") == [killed]
    assert read_status(instance, killed) == dg.DagsterRunStatus.FAILURE


def test_telemetry_is_off(instance: dg.DagsterInstance) -> None:
    assert not instance.telemetry_enabled
