"""Runs whose process died are put right before the next one starts."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from orchestration.cli.dagster_home import PROCESS_TAG, end_abandoned_runs, end_dead_runs, open_instance, this_process


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


def started(instance: dg.DagsterInstance, process: str) -> str:
    run = instance.create_run_for_job(idle, tags={PROCESS_TAG: process})
    instance.handle_new_event(_start_event(run.run_id))
    return run.run_id


def status_of(instance: dg.DagsterInstance, run_id: str) -> dg.DagsterRunStatus:
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


def dead_process() -> str:
    code = "from orchestration.cli.dagster_home import this_process; print(this_process())"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_a_run_of_a_dead_process_is_failed_and_a_live_one_left_alone(instance: dg.DagsterInstance) -> None:
    dead, alive = started(instance, dead_process()), started(instance, this_process())
    elsewhere = started(instance, "another-machine/1/0.00")
    assert end_dead_runs(instance) == [dead]
    assert status_of(instance, dead) == dg.DagsterRunStatus.FAILURE
    assert status_of(instance, alive) == dg.DagsterRunStatus.STARTED
    assert status_of(instance, elsewhere) == dg.DagsterRunStatus.STARTED
    assert end_dead_runs(instance) == []


A_RUN_THAT_IS_KILLED = """
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


def test_a_killed_run_of_the_page_is_failed_and_one_at_work_left_alone(instance: dg.DagsterInstance) -> None:
    subprocess.run([sys.executable, "-c", A_RUN_THAT_IS_KILLED], capture_output=True, check=False)
    killed = instance.get_runs()[0].run_id
    assert status_of(instance, killed) == dg.DagsterRunStatus.STARTED

    @dg.op
    def looks() -> list[str]:
        return end_abandoned_runs(instance)

    @dg.job
    def at_work() -> None:
        looks()

    assert at_work.execute_in_process(instance=instance).output_for_node("looks") == [killed]
    assert status_of(instance, killed) == dg.DagsterRunStatus.FAILURE


def test_nothing_calls_home(instance: dg.DagsterInstance) -> None:
    assert not instance.telemetry_enabled
