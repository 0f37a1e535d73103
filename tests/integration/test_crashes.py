"""Two jobs at once, jobs that are killed, and readers during all of it."""

import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from tests.integration import news
from tests.integration.newsroom import Newsroom
from tests.integration.tally import RUN_SECONDS, Tally

pytestmark = pytest.mark.xdist_group("crashes")

NOW = datetime(2025, 6, 5, 12)
STEPS = ["discovery", "documents", "articles", "extractions", "raw", "dbt", "publish"]


@contextmanager
def reading(tally: Tally) -> Iterator[list[int]]:
    """A reader that opens and queries the published file in a loop; yields the numbers of articles that it saw."""
    seen: list[int] = []
    failed: list[BaseException] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                with duckdb.connect(str(tally.published), read_only=True) as db:
                    rows = db.execute(
                        "select (select count(*) from marts.articles), (select count(*) from marts.event_mentions "
                        "left join marts.events using (event_id) where event_mentions.event_id is not null "
                        "and events.event_id is null)"
                    ).fetchall()
                assert rows[0][1] == 0, "a mixture of two versions"
                seen.append(rows[0][0])
            except BaseException as error:
                failed.append(error)
                return
            time.sleep(0.1)

    thread = threading.Thread(target=read)
    thread.start()
    try:
        yield seen
    finally:
        stop.set()
        thread.join()
    assert not failed, failed
    assert seen


@pytest.fixture(scope="module")
def undisturbed(newsroom: Callable[[], Newsroom], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The digest of the marts if nothing disturbs the steps."""
    found = newsroom()
    found.take(NOW, news.write(tmp_path_factory.mktemp("inbox"), news.DAY_ONE, news.DAY_TWO))
    return found.digest()


def test_two_jobs_at_once_both_end_well(tally: Tally, tmp_path: Path, undisturbed: str) -> None:
    inbox = news.write(tmp_path / "inbox", news.DAY_ONE, news.DAY_TWO)
    jobs = [tally.start(inbox), tally.start(inbox)]
    printed = [job.communicate(timeout=2 * RUN_SECONDS)[0] for job in jobs]
    assert [job.returncode for job in jobs] == [0, 0], "\n".join(printed)
    assert tally.digest() == undisturbed
    said = [text for text in printed if "is held by process" in text]
    assert said, "one job waits, and names the holder of the lock:\n" + "\n".join(printed)
    assert any(f"held by process {job.pid}" in text for job in jobs for text in said) or "dbt" in said[0]


def wait_for(job: subprocess.Popen[str], step: str) -> None:
    assert job.stdout is not None
    for line in job.stdout:
        if line.startswith(f"{step}: started"):
            return
    pytest.fail(f"the job ended before step {step}")


@pytest.fixture(scope="module")
def published_before(newsroom: Callable[[], Newsroom], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the first day's reports."""
    found = newsroom()
    found.take(NOW, news.write(tmp_path_factory.mktemp("inbox"), news.DAY_ONE))
    return found.data


def test_a_job_killed_in_each_of_its_steps_needs_no_repair(
    tally: Tally, tmp_path: Path, published_before: Path, undisturbed: str
) -> None:
    """Each new start continues where the previous one was killed, and reaches the next step."""
    shutil.copytree(published_before, tally.data, symlinks=True)
    both = news.write(tmp_path / "inbox", news.DAY_ONE, news.DAY_TWO)
    with reading(tally) as seen:
        for step in STEPS:
            job = tally.start(both)
            wait_for(job, step)
            time.sleep({"extractions": 1.0, "dbt": 4.0}.get(step, 0.02))
            os.killpg(job.pid, signal.SIGKILL)
            job.communicate()
        tally.run(both)
        time.sleep(0.2)
    assert tally.digest() == undisturbed
    assert (seen[0], seen[-1]) == (2, 4)
    assert not [f for f in tally.landed() if f.endswith(".tmp") and not Path(f).name.startswith(".")]


def test_a_damaged_file_stops_the_run_by_its_name_and_readers_keep_what_they_have(
    tally: Tally, tmp_path: Path, published_before: Path
) -> None:
    shutil.copytree(published_before, tally.data, symlinks=True)
    damaged = next((tally.data / "landing" / "documents").rglob("*.parquet"))
    damaged.write_bytes(damaged.read_bytes()[:-9])
    job = tally.start(news.write(tmp_path / "inbox", news.DAY_ONE, news.DAY_TWO))
    printed, _ = job.communicate(timeout=RUN_SECONDS)
    assert job.returncode == 1, printed
    assert damaged.name in printed
    assert "backup" in printed
    assert "Traceback" not in printed
    assert tally.query("select count(*) from marts.articles") == [(2,)]
