"""docs/input-formats.md: each example of a format is read as the line under it says."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from orchestration.ingest.discover import find_documents
from orchestration.ingest.parse import parse_document
from orchestration.ingest.records import ParsedArticle, Rejection

PAGE = Path(__file__).parents[3] / "docs" / "input-formats.md"
EXAMPLE = re.compile(r"^```\w+ (\S+)\n((?:(?!```).*\n)+)```\n\n(Read|Rejected): (.*)$", re.MULTILINE)
EXAMPLES = {name: (content, verb, result) for name, content, verb, result in EXAMPLE.findall(PAGE.read_text(encoding="utf-8"))}


def test_the_page_has_examples() -> None:
    blocks = re.findall(r"^```\w+ (\S+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert list(EXAMPLES) == blocks
    assert len(blocks) >= 12


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_read_as_the_page_says(tmp_path: Path, name: str) -> None:
    content, verb, result = EXAMPLES[name]
    (tmp_path / name).write_text(content, encoding="utf-8")
    (found,) = map(parse_document, find_documents([tmp_path], landed_at=datetime(2026, 12, 1)))
    if verb == "Rejected":
        assert isinstance(found, Rejection), found
        assert f"`{found.reason}`." == result
        return
    assert isinstance(found, ParsedArticle), found
    assert "killed four civilians in Sarmin" in found.text
    assert (found.title, found.published_at_method) == ("Shelling in Sarmin", "given")
    assert found.published_on == datetime(2026, 4, 7).date() or found.published_at == datetime(2026, 4, 7, 9, 15)
    assert json.loads(found.extra or "{}").get("read_as", {}) == dict(re.findall(r"`(\w+)` from `([\w.-]+)`", result))
