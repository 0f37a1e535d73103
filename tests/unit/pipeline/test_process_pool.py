"""Work in processes: results in order, and no call that hangs, eats memory or kills its process stops the others."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from orchestration.pipeline.process_pool import Budget, FailedCall, Work, WorkerKilledError, map_in_processes

BUDGET = Budget(seconds=0.5, megabytes=1000)


def leave() -> None:
    """A process that ends before its first call."""
    os._exit(1)


def double(number: int) -> int:
    return 2 * number


def misbehave(number: int, how: str) -> int:
    """Doubles numbers, but not 7."""
    if number == 7:
        match how:
            case "loops":
                while True:
                    pass
            case "waits":
                time.sleep(600)
            case "backtracks":
                re.match(r"(a+)+$", "a" * 40 + "b")
            case "hears no signal":  # one call of compiled code
                sum(range(10**12))
            case "eats memory":
                bytearray(4 * 2**30)
            case "is killed":
                os.kill(os.getpid(), signal.SIGKILL)
            case "leaves":
                os._exit(3)
    return 2 * number


def note_and_die_once(number: int, folder: Path) -> int:
    """Number 3 kills its process the first time only, as when the system is short of memory for a moment."""
    (folder / f"{number}-{os.getpid()}-{time.monotonic_ns()}").touch()
    if number == 3 and len(list(folder.glob("3-*"))) == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("how", ["loops", "backtracks", "waits", "hears no signal", "eats memory", "is killed", "leaves"])
def test_one_call_that_misbehaves_stops_no_other(how: str, workers: int) -> None:
    work = Work(misbehave, BUDGET)
    results = list(map_in_processes(work, [(n, how) for n in range(50)], workers=workers))
    failed = results.pop(7)
    assert results == [2 * n for n in range(50) if n != 7]
    expected = {"loops": TimeoutError, "backtracks": TimeoutError, "eats memory": MemoryError}.get(how, WorkerKilledError)
    assert isinstance(failed, FailedCall)
    assert type(failed.error) is expected


def test_a_process_killed_for_another_reason_costs_no_result(tmp_path: Path) -> None:
    work = Work(note_and_die_once, BUDGET)
    assert list(map_in_processes(work, [(n, tmp_path) for n in range(30)], workers=2)) == [2 * n for n in range(30)]
    assert len(list(tmp_path.glob("3-*"))) == 2


def test_a_process_that_cannot_start_is_no_fault_of_the_calls() -> None:
    with pytest.raises(WorkerKilledError, match="before it read anything"):
        list(map_in_processes(Work(double, BUDGET, leave), [(1,), (2,)], workers=1))


def test_other_errors_reach_the_caller_and_no_process_stays() -> None:
    with pytest.raises(TypeError):
        list(map_in_processes(Work(double, BUDGET), [(1,), (None, None)], workers=2))
    assert not [child for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())]


def test_no_calls_start_no_process() -> None:
    assert list(map_in_processes(Work(double, BUDGET, leave), [], workers=2)) == []


def note_and_wait(folder: Path) -> None:
    """Notes its process and runs until it is killed."""
    (folder / str(os.getpid())).touch()
    while True:
        time.sleep(0.1)


def test_no_process_outlives_the_one_that_started_it(tmp_path: Path) -> None:
    code = f"""
from pathlib import Path
from tests.unit.pipeline.test_process_pool import *
if __name__ == "__main__":
    list(map_in_processes(Work(note_and_wait, Budget(60, 1000)), [(Path({str(tmp_path)!r}),)] * 40, workers=2))
"""
    program = subprocess.Popen([sys.executable, "-c", code])
    try:
        deadline = time.monotonic() + 60
        while len(list(tmp_path.iterdir())) < 2 and time.monotonic() < deadline:
            time.sleep(0.05)
    finally:
        program.kill()
        program.wait()
    pids = [int(path.name) for path in tmp_path.iterdir()]
    assert len(pids) == 2
    while any(map(psutil.pid_exists, pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [pid for pid in pids if psutil.pid_exists(pid)]
