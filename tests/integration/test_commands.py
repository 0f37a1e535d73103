"""`tallywire run` as a process: what it prints, how it stops, and how it reports rejected documents."""

from __future__ import annotations

import gzip
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest

from tests.integration import news
from tests.integration.tally import RUN_SECONDS, TALLYWIRE, Tally

pytestmark = pytest.mark.xdist_group("commands")

STOPPED = "Stopped. Completed work was saved; run again to resume.\n"
RUSSIAN = (
    "Вчера в городе произошёл взрыв на рынке. Погибли четыре человека, сообщили местные власти. "
    "Ещё девять человек получили ранения, их доставили в больницу."
)


def run_command(tally: Tally, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = tally.environment()
    return subprocess.run([TALLYWIRE, *arguments], env=env, capture_output=True, text=True, timeout=RUN_SECONDS, check=False)


SHOW_STATUSES = """
import dagster as dg
with dg.DagsterInstance.get() as instance:
    print(*(record.dagster_run.status.value for record in instance.get_run_records()))
"""


def read_statuses(tally: Tally) -> list[str]:
    """Returns the status of each run in the data folder, the latest first."""
    env = tally.environment() | {"DAGSTER_HOME": str(tally.data / "dagster_home")}
    return subprocess.run(
        [sys.executable, "-c", SHOW_STATUSES], env=env, capture_output=True, text=True, check=True
    ).stdout.split()


def is_building(process: psutil.Process) -> bool:
    try:
        return "build" in process.cmdline()
    except psutil.Error:
        return False


@contextmanager
def start_run(tally: Tally, inbox: Path) -> Iterator[subprocess.Popen[str]]:
    """Starts a run and kills it at the end of the test."""
    with tally.start(inbox) as job:
        try:
            yield job
        finally:
            with suppress(ProcessLookupError):
                os.killpg(job.pid, signal.SIGKILL)


def stop_at_step(tally: Tally, inbox: Path, step: str, stop: Callable[[int], None]) -> None:
    """Starts a run, stops it in `step` and checks that it ended correctly."""
    with start_run(tally, inbox) as job:
        _stop_and_check(tally, job, step, stop)


def _stop_and_check(tally: Tally, job: subprocess.Popen[str], step: str, stop: Callable[[int], None]) -> None:
    assert job.stdout is not None
    for line in job.stdout:
        if line.startswith(f"{step}: started"):
            break
    running = psutil.Process(job.pid)
    if step == "dbt":  # wait until the dbt process is running
        give_up = time.monotonic() + RUN_SECONDS
        while not any(is_building(child) for child in running.children(recursive=True)):
            assert time.monotonic() < give_up
            time.sleep(0.05)
        time.sleep(3)
    children = running.children(recursive=True)
    stop(job.pid)
    assert job.stdout.read() == STOPPED
    assert job.wait(timeout=RUN_SECONDS) == 130
    assert not [c for c in children if c.is_running() and c.status() != psutil.STATUS_ZOMBIE], "a child process survived"
    assert not list((tally.data / "dbt").glob("*")), "unfinished files of dbt are removed"


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two English articles, one in another language, and two files that are rejected."""
    inbox = news.write(tmp_path_factory.mktemp("inbox"), news.DAY_ONE)
    (inbox / "empty.txt").write_text("")
    (inbox / "cut.txt.gz").write_bytes(gzip.compress(os.urandom(5000))[:-2000])
    (inbox / "russian.txt").write_text(RUSSIAN)
    return inbox


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory, inbox: Path) -> Tally:
    """A data folder with three stopped runs and no other."""
    tally = Tally(tmp_path_factory.mktemp("stopped") / "data")
    stop_at_step(tally, inbox, "extractions", lambda pid: os.kill(pid, signal.SIGINT))
    stop_at_step(tally, inbox, "dbt", lambda pid: os.killpg(pid, signal.SIGINT))  # as a terminal does on Ctrl-C
    stop_at_step(tally, inbox, "dbt", lambda pid: os.kill(pid, signal.SIGTERM))
    ended = read_statuses(tally)
    assert len(ended) == 3
    assert set(ended) <= {"CANCELED", "FAILURE"}, "the failure of dbt may be recorded first"
    return tally


@pytest.fixture(scope="module")
def first_run(stopped: Tally, inbox: Path) -> subprocess.CompletedProcess[str]:
    """The first run of the folder that is not stopped."""
    return run_command(stopped, "run", str(inbox))


def test_a_run_after_stopped_runs_is_complete(stopped: Tally, first_run: subprocess.CompletedProcess[str]) -> None:
    assert first_run.returncode == 0, first_run.stderr
    assert stopped.query("select count(*) from marts.articles") == [(3,)]
    assert read_statuses(stopped)[0] == "SUCCESS"


def test_a_run_prints_only_its_own_lines(first_run: subprocess.CompletedProcess[str]) -> None:
    steps = ["discovery", "documents", "articles", "extractions", "raw", "dbt", "publish"]
    expected = [pattern for step in steps for pattern in (f"{step}: started", rf"{step}: .+ \(\d+\.\d s\)")]
    lines = first_run.stderr.splitlines()
    assert all(line.partition(": ")[0] in steps for line in lines), first_run.stderr
    printed_steps = [
        line for line in lines if re.fullmatch(r"\w+: (started|.+ \(\d+\.\d s\))", line)
    ]  # a long step also reports its progress
    assert len(printed_steps) == len(expected), first_run.stderr
    assert all(re.fullmatch(p, line) for p, line in zip(expected, printed_steps, strict=True)), first_run.stderr
    printed = first_run.stdout.splitlines()
    assert printed[:2] == ["", "  articles            3 (2 about armed conflict; 1 in a language that is not read yet: ru 1)"]
    assert "  rejected documents  2 (see `tallywire rejected`)" in printed
    assert [line.partition(":")[0] for line in printed[-2:]] == ["Database", "Try"]


@pytest.mark.usefixtures("first_run")
def test_a_repaired_file_is_no_longer_rejected(stopped: Tally, inbox: Path) -> None:
    listed = run_command(stopped, "rejected", "--format", "csv")
    assert listed.returncode == 0
    assert {line.split(",")[2] for line in listed.stdout.splitlines()[1:]} == {"empty.txt", "cut.txt.gz"}

    (inbox / "empty.txt").write_text("Clashes near Tabqa\n\nTwo militants were killed near Tabqa on Sunday, a commander said.")
    assert "rejected documents  1 (see" in stopped.run(inbox)
    assert "empty.txt" not in run_command(stopped, "rejected").stdout
    assert "empty.txt" in run_command(stopped, "rejected", "--all").stdout


def wait_until_handled(number: signal.Signals, pid: int) -> None:
    """Waits until the process handles the signal. Before that the interpreter is still starting."""
    status = Path(f"/proc/{pid}/status")
    while not int(status.read_text().partition("SigCgt:")[2].split()[0], 16) >> (number - 1) & 1:
        time.sleep(0.02)


@pytest.mark.parametrize("seconds", [0.0, 1.0, 2.5])
def test_a_run_can_be_stopped_before_its_first_step(tally: Tally, tmp_path: Path, seconds: float) -> None:
    with start_run(tally, news.write(tmp_path / "inbox", news.DAY_ONE)) as job:
        wait_until_handled(signal.SIGTERM, job.pid)
        time.sleep(seconds)
        job.send_signal(signal.SIGTERM)
        printed, _ = job.communicate(timeout=RUN_SECONDS)
    assert job.returncode == 130
    assert printed.endswith(STOPPED)
    assert "Traceback" not in printed
