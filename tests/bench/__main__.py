"""`python -m tests.bench`: generates articles, measures the plain loop and Tallywire on them, prints a table and JSON.

This process stays small: on Linux a process's peak memory is at least that of the one which started it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench.articles import generated, of_corpus, write_files, write_lines
from tests.bench.elsewhere import mixed

_BYTES_OF_AN_ARTICLE = 2_000


def _measure(name: str, *arguments: object) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.bench.measures", name, *map(str, arguments)]
    result: dict[str, Any] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return result


class _Bench:
    def __init__(self, folder: Path, corpus: Path | None) -> None:
        self.folder, self.corpus = folder, corpus
        self.measured: list[dict[str, Any]] = []

    def articles(self) -> Any:
        return of_corpus(self.corpus) if self.corpus else generated()

    def measure(self, what: str, name: str, *arguments: object) -> dict[str, Any]:
        result = {"what": what, **_measure(name, *arguments)}
        result["articles_a_second"] = round(result["articles"] / result["seconds"])
        self.measured.append(result)
        print(
            f"{what:<52} {result['articles']:>9,} {result['seconds']:>8.1f} s {result['processor_seconds']:>8.1f} s "
            f"{result['articles_a_second']:>8,}/s {result['peak_mb']:>6.0f} MB"
            + "".join(
                f"  {step} {result[f'{step}_seconds']:.1f} s" for step in ("landing", "parsing") if f"{step}_seconds" in result
            ),
            flush=True,
        )
        return result

    def ours(self, what: str, inbox: Path, workers: int, *, keep: bool = False) -> dict[str, Any]:
        data = self.folder / "data"
        result = self.measure(f"Tallywire, {what}, {workers} worker(s)", "tallywire", inbox, data, workers)
        if not keep:
            shutil.rmtree(data)
        return result

    def lines(self, n: int, workers: list[int]) -> dict[str, float]:
        """The ratio to the plain loop by number of workers."""
        inbox = write_lines(self.articles(), n, self.folder / "articles.jsonl")
        plain = self.measure("plain loop, one .jsonl", "plain", inbox, self.folder / "plain")
        shutil.rmtree(self.folder / "plain")
        ratios = {}
        for number in workers:
            ours = self.ours("one .jsonl", inbox, number, keep=number == workers[-1])
            ratios[f"ratio_{number}_workers"] = round(plain["seconds"] / ours["seconds"], 3)
        self.ours("the same again, all known", inbox, 1)
        inbox.unlink()
        return ratios

    def reading(self, n: int) -> dict[str, float]:
        """The ratio to plain `nlp.pipe`: on articles of conflict, and where nine of ten are about something else."""
        ratios = {}
        for what, articles in (("conflict", self.articles()), ("mixed", mixed(self.articles()))):
            inbox = write_lines(articles, n, self.folder / "articles.jsonl")
            ratios[f"reading_ratio_{what}"] = round(
                self.measure(f"extraction and nlp.pipe, {what}", "reading", inbox)["ratio"], 2
            )
        return ratios

    def growth(self, words: int) -> dict[str, float]:
        """For each shape of text, the exponent with which the time of extraction grows with the length."""
        shapes = self.measure(f"extraction, shapes of {words:,} words", "growth", words)["shapes"]
        print(f"{'shape of text':<52} {'exponent':>9} {'words a second':>15}")
        for shape, found in shapes.items():
            print(f"{shape:<52} {found['exponent']:>9} {found['words_a_second']:>15,}")
        return {"growth_exponent_worst": max(found["exponent"] for found in shapes.values())}

    def extraction(self, n: int, workers: list[int]) -> dict[str, float]:
        """How much faster several processes extract, and peak memory of one with a tenth of the articles and with all."""
        results: dict[str, float] = {}
        measured: dict[int, dict[str, Any]] = {}
        for number, part in ((1, n // 10), *((number, n) for number in workers)):
            inbox, data = write_lines(self.articles(), part, self.folder / "articles.jsonl"), self.folder / "data"
            measured[number if part == n else 0] = self.measure(
                f"extraction, {number} worker(s)", "extraction", inbox, data, number
            )
            shutil.rmtree(data)
        for number in workers[1:]:
            results[f"extraction_speed_up_{number}_workers"] = round(measured[1]["seconds"] / measured[number]["seconds"], 2)
        results["extraction_peak_mb"] = round(measured[1]["peak_mb"])
        results["extraction_memory_growth_by_10x"] = round(measured[1]["peak_mb"] / measured[0]["peak_mb"], 2)
        return results

    def flat(self, what: str, n: int, *, as_files: bool) -> dict[str, float]:
        """Peak memory with a quarter of the articles, and with all."""
        peaks = []
        for part in (n // 4, n):
            inbox = self.folder / "inbox"
            if as_files:
                write_files(self.articles(), part, inbox)
            else:
                inbox.mkdir()
                write_lines(self.articles(), part, inbox / "articles.jsonl")
            peaks.append(self.ours(what, inbox, 1)["peak_mb"])
            shutil.rmtree(inbox)
        return {f"memory_growth_by_4x_{what.replace(' ', '_')}": round(peaks[1] / peaks[0], 2)}

    def warehouse(self, n: int) -> dict[str, float]:
        """dbt's part of a day after n articles over the same day after 1,000; stories over datasketch."""
        small, large = self.folder / "small", self.folder / "large"
        self.measure("landing rows of a day before, generated", "history", small, 1)
        after_a_day = self.measure("dbt, a day after 1,000 articles", "day", small)
        self.measure("landing rows of the history, generated", "history", large, max(1, n // 1_000))
        stories = self.measure("stories: signatures, and their models in dbt", "stories", large)
        datasketch = self.measure("candidates by MinHashLSH of datasketch", "datasketch", large)
        after_all = self.measure("dbt, the same day after the history", "day", large)
        shutil.rmtree(small)
        shutil.rmtree(large)
        return {
            f"{ratio}_{seconds}": round(one[seconds] / other[seconds], 3)
            for ratio, one, other in (
                ("day_after_history_over_day_after_day", after_all, after_a_day),
                ("stories_over_datasketch", stories, datasketch),
            )
            for seconds in ("seconds", "processor_seconds")
        }


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description="Speed of extraction, dbt, landing and parsing, and memory."
    )
    parser.add_argument("--articles", type=int, default=100_000, help="in one .jsonl file; 0: leave landing and parsing out")
    parser.add_argument("--history", type=int, default=100_000, help="articles before the measured day; 0: leave dbt out")
    parser.add_argument("--files", type=int, default=100_000, help="small files in one folder; 0: leave this out")
    parser.add_argument(
        "--read", type=int, default=500, help="articles whose reading is compared with plain nlp.pipe; 0: leave this out"
    )
    parser.add_argument(
        "--extract", type=int, default=2_000, help="articles to extract for memory and workers; 0: leave this out"
    )
    parser.add_argument(
        "--growth", type=int, default=8_000, help="words of the shorter text of each shape; 0: leave the growth of time out"
    )
    parser.add_argument("--gigabytes", type=float, default=0, help="also one .jsonl of this size; 0: leave this out")
    parser.add_argument("--corpus", type=Path, help="folder of .jsonl to take the articles from, instead of generated ones")
    parser.add_argument("--workers", type=int, nargs="+", default=sorted({1, os.cpu_count() or 1}))
    parser.add_argument("--folder", type=Path, help="where to work (default: the folder for temporary files)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tallywire-bench-", dir=given.folder) as folder:
        bench = _Bench(Path(folder), given.corpus)
        print(f"{'':<52} {'articles':>9} {'time':>10} {'processor':>10} {'speed':>10} {'peak':>9}")
        results: dict[str, Any] = bench.reading(given.read) if given.read else {}
        if given.growth:
            results |= bench.growth(given.growth)
        if given.extract:
            results |= bench.extraction(given.extract, given.workers)
        if given.history:
            results |= bench.warehouse(given.history)
        if given.articles:
            results |= bench.lines(given.articles, given.workers)
            results |= bench.flat("one jsonl", given.articles, as_files=False)
        if given.files:
            results |= bench.flat("small files", given.files, as_files=True)
        if given.gigabytes:
            results |= bench.flat("a large jsonl", int(given.gigabytes * 2**30 / _BYTES_OF_AN_ARTICLE), as_files=False)
    for name, value in results.items():
        print(f"{name:<52} {value}")
    print(json.dumps({**results, "measured": bench.measured}))


if __name__ == "__main__":
    main()
