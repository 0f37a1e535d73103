"""The examples of docs/why.md are true: the output for its invented reports is what the page shows."""

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


def blocks(heading: str) -> tuple[str, list[str]]:
    """The reports of an example, and the output lines that the page shows for them."""
    section = PAGE.read_text(encoding="utf-8").partition(f"## {heading}")[2].partition("\n## ")[0]
    reports, said = re.findall(r"```(?:json)?\n(.*?)```", section, re.DOTALL)
    return reports, [line for line in said.splitlines() if line.strip() not in {"", "…"}]


def without_scores(lines: list[str]) -> list[str]:
    return [re.sub(r" \(\d\.\d\d\)", "", line) for line in lines]


def why(tally: Tally, event_id: str) -> list[str]:
    done = subprocess.run(
        [TALLYWIRE, "why", event_id], env=tally.environment(), capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_the_examples_of_the_page_are_true(newsroom: Callable[[], Newsroom], tmp_path: Path) -> None:
    found = newsroom()
    for day, heading in ((datetime(2025, 3, 6), "Example 1"), (datetime(2025, 3, 7), "Example 2")):
        reports, said = blocks(heading)
        inbox = tmp_path / ("market.jsonl" if heading == "Example 1" else "late.jsonl")
        inbox.write_text(reports, encoding="utf-8")
        found.take(day, inbox)
        explained = without_scores(why(found, "f7f9"))
        assert len(said) > 10
        assert [line for line in without_scores(said) if line not in explained] == []
