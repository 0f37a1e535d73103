"""The examples of docs/why.md are true: a run of its fictional reports prints what the page shows."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from orchestration.settings import PROJECT_DIR
from tests.integration.newsroom import Newsroom
from tests.integration.tally import TALLYWIRE, Tally

PAGE = PROJECT_DIR / "docs" / "why.md"


def read_example(heading: str) -> tuple[str, list[str]]:
    """Returns the reports of an example, and the lines of output that the page shows."""
    section = PAGE.read_text(encoding="utf-8").partition(f"## {heading}")[2].partition("\n## ")[0]
    reports, shown = re.findall(r"```(?:json)?\n(.*?)```", section, re.DOTALL)
    return reports, [line for line in shown.splitlines() if line.strip() not in {"", "…"}]


def remove_scores(lines: list[str]) -> list[str]:
    return [re.sub(r" \(\d\.\d\d\)", "", line) for line in lines]


def run_why(tally: Tally, event_id: str) -> list[str]:
    done = subprocess.run(
        [TALLYWIRE, "why", event_id], env=tally.environment(), capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_the_examples_of_the_docs_page_are_true(newsroom: Callable[[], Newsroom], tmp_path: Path) -> None:
    newsroom_folder = newsroom()
    for day, heading in ((datetime(2025, 3, 6), "Example 1"), (datetime(2025, 3, 7), "Example 2")):
        reports, shown = read_example(heading)
        inbox = tmp_path / ("market.jsonl" if heading == "Example 1" else "late.jsonl")
        inbox.write_text(reports, encoding="utf-8")
        newsroom_folder.take(day, inbox)
        printed = remove_scores(run_why(newsroom_folder, "f7f9"))
        assert len(shown) > 10
        assert [line for line in remove_scores(shown) if line not in printed] == []
