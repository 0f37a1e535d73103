"""The parts of the campaign: each does harm to a data folder of its own and counts what was lost or wrong.

Here belong the harm and what must be true afterwards. The table is printed by `__main__`.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tests.faults.bad_inputs import write_bad_inputs
from tests.faults.damage import DAMAGES
from tests.integration import news
from tests.integration.tally import RUN_SECONDS, Tally

NOW = "2025-06-05T12:00:00"
_KILLS_BEFORE_A_WHOLE_RUN = 10
_GOOD = 10
_CONSISTENT = """
select
    (select count(*) from marts.articles),
    (select count(*) from marts.event_mentions left join marts.events using (event_id)
     where event_mentions.event_id is not null and events.event_id is null)
"""


@dataclass(frozen=True)
class Outcome:
    """A line of the table: what was done, how often, and how often something was lost or wrong."""

    fault: str
    times: int
    wrong: int
    remark: str


class Folders:
    """Data folders of the campaign, one below another."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._n = 0

    def open_folder(self, source: Tally | None = None) -> Tally:
        """A fresh data folder, or a copy of another one."""
        self._n += 1
        tally = Tally(self.root / str(self._n) / "data")
        if source is not None:
            shutil.copytree(source.data, tally.data, symlinks=True)
        return tally

    def write_news(self, *days: dict[str, str]) -> Path:
        self._n += 1
        return news.write(self.root / f"inbox{self._n}", *days)


@dataclass
class Reads:
    """What readers saw."""

    n: int = 0
    n_wrong: int = 0


@contextmanager
def _read_all_the_time(tally: Tally, expected: set[int]) -> Iterator[Reads]:
    """Opens and asks the published file again and again, from two threads."""
    reads, stop = Reads(), threading.Event()
    guard = threading.Lock()

    def read() -> None:
        while not stop.is_set():
            try:
                with duckdb.connect(str(tally.published), read_only=True) as db:
                    n_articles, n_lost = db.execute(_CONSISTENT).fetchall()[0]
                is_wrong = n_articles not in expected or n_lost > 0
            except duckdb.Error:
                is_wrong = True
            with guard:
                reads.n += 1
                reads.n_wrong += is_wrong

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        yield reads
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def kill_runs(folders: Folders, n_kills: int, seed: int) -> list[Outcome]:
    """Kills runs at random moments while readers read. A whole run after every tenth kill must give the usual marts."""
    chance = random.Random(seed)  # noqa: S311  moments of kills, not secrets
    before, both = folders.write_news(news.DAY_ONE), folders.write_news(news.DAY_ONE, news.DAY_TWO)
    first = folders.open_folder()
    first.run(before, now=NOW)
    undisturbed = folders.open_folder(first)
    start = time.monotonic()
    undisturbed.run(both, now=NOW)
    seconds, digest = time.monotonic() - start, undisturbed.digest()
    n_reads = n_wrong_reads = n_different = n_rounds = 0
    done = 0
    while done < n_kills:
        tally = folders.open_folder(first)
        with _read_all_the_time(tally, {2, 4}) as reads:
            for _ in range(min(_KILLS_BEFORE_A_WHOLE_RUN, n_kills - done)):
                job = tally.start(both, now=NOW)
                time.sleep(chance.uniform(0, 1.1 * seconds))
                os.killpg(job.pid, signal.SIGKILL)
                job.communicate()
                done += 1
            tally.run(both, now=NOW)
        n_rounds += 1
        n_different += tally.digest() != digest
        n_reads, n_wrong_reads = n_reads + reads.n, n_wrong_reads + reads.n_wrong
        shutil.rmtree(tally.data)
    return [
        Outcome("kill -9 at a random moment", done, n_different, f"{n_rounds} whole runs afterwards, compared by digest"),
        Outcome("reads meanwhile", n_reads, n_wrong_reads, "each opens the published file and compares its tables"),
    ]


def take_bad_inputs(folders: Folders) -> list[Outcome]:
    """One run over every bad input, among good articles: all good ones are events, and each bad one is named or read."""
    inbox = folders.root / "bad"
    inbox.mkdir()
    names = list(write_bad_inputs(inbox))
    for n in range(_GOOD):
        (inbox / f"good-{n}.txt").write_text(f"Gunmen shot dead {n + 2} farmers in the village of Kafr {n} near Homs on Monday.")
    tally = folders.open_folder()
    job = tally.start(inbox, now=NOW)
    printed, _ = job.communicate(timeout=RUN_SECONDS)
    if job.returncode != 0:
        return [Outcome("bad input", len(names), len(names), f"the run failed: {printed[-300:]}")]
    with duckdb.connect(str(tally.data / "warehouse.duckdb"), read_only=True) as db:
        uris = [uri for (uri,) in db.execute("select uri from raw.documents").fetchall()]
    vanished = [name for name in names if not any(name in uri for uri in uris)]
    n_good = tally.query("select count(distinct event_id) from marts.claims where is_counted and sentence like '%farmers%'")[0][0]
    is_traced = "Traceback" in printed
    return [
        Outcome(
            "bad input, named or read", len(names), len(vanished) + is_traced, ", ".join(map(repr, vanished)) or "in one run"
        ),
        Outcome("good articles among it", _GOOD, _GOOD - n_good, "each is an event"),
    ]


def damage_data(folders: Folders) -> list[Outcome]:
    """Damages a finished data folder in each way of `damage`; a run must heal it, or say what to do and change nothing."""
    inbox = folders.write_news(news.DAY_ONE, news.DAY_TWO)
    sound = folders.open_folder()
    sound.run(inbox, now=NOW)
    digest = sound.digest()
    outcomes = []
    for damage in DAMAGES:
        tally = folders.open_folder(sound)
        damage.do_harm(tally.data)
        job = tally.start(inbox, now=NOW)
        printed, _ = job.communicate(timeout=RUN_SECONDS)
        is_right = damage.words in printed and "Traceback" not in printed
        is_right &= (job.returncode == 0) == damage.heals
        is_right &= not damage.heals or tally.digest() == digest
        outcomes.append(Outcome(damage.name, 1, not is_right, "healed" if damage.heals else f"stopped: {damage.words}"))
        shutil.rmtree(tally.data)
    return outcomes


def repeat_runs(folders: Folders, n_runs: int) -> list[Outcome]:
    """Runs of five new articles each: what grows from run to run."""
    tally, inbox = folders.open_folder(), folders.root / "stream"
    inbox.mkdir()
    seconds, sizes, n_files = [], [], []
    for run in range(n_runs):
        for n in range(5):
            text = f"Shelling killed {n + 2} civilians in Homs on day {run} of the siege, doctors said. Report {run}-{n}."
            (inbox / f"{run}-{n}.txt").write_text(text)
        start = time.monotonic()
        tally.run(inbox, now=f"2025-06-{1 + run // 24:02d}T{run % 24:02d}:00:00")
        seconds.append(time.monotonic() - start)
        files = [file for file in (tally.data / "dagster_home").rglob("*") if file.is_file()]
        sizes.append(sum(file.stat().st_size for file in files) / 2**20)
        n_files.append(sum(file.is_file() for file in tally.data.rglob("*")))
    third = max(1, n_runs // 3)

    def compare(name: str, values: list[float], unit: str) -> Outcome:
        early, late = statistics.median(values[1 : third + 1] or values), statistics.median(values[-third:])
        return Outcome(
            f"{n_runs} runs: {name}", n_runs, 0, f"{early:.1f} {unit} in the first third, {late:.1f} {unit} in the last"
        )

    return [
        compare("time", seconds, "s"),
        compare("dagster_home", sizes, "MB"),
        compare("files", [float(n) for n in n_files], "files"),
    ]
