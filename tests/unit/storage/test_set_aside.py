"""Articles that were set aside: what raw holds of them, and when they come back."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from orchestration.pipeline import steps
from orchestration.pipeline.progress import report_nothing
from orchestration.settings import Settings
from orchestration.storage.warehouse import connect

NOW = datetime(2026, 3, 1, 12)
DAY = NOW.date()
COUNTS = """
select
    (select count(*) from raw.articles),
    (select count(*) from raw.claims),
    (select count(*) from raw.rejected_articles where reason = 'failed_check')
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings under which three articles have landed and are loaded."""
    lines = (json.dumps({"id": str(n), "text": f"Shelling killed {n} civilians in Homs."}) for n in range(2, 5))
    (tmp_path / "news.jsonl").write_text("\n".join(lines))
    settings = Settings(data_dir=tmp_path / "data", workers=1)
    steps.discover_documents(settings, [tmp_path / "news.jsonl"], NOW)
    steps.parse_day(settings, DAY)
    steps.extract_days(settings, [DAY], report_nothing)
    steps.load_raw(settings, [DAY])
    return settings


def count(settings: Settings) -> tuple[int, ...]:
    with connect(settings.warehouse_file, read_only=True) as db:
        return tuple(db.execute(COUNTS).fetchall()[0])


def test_first_the_claims_are_left_out_then_the_article(settings: Settings) -> None:
    assert count(settings) == (3, 3, 0)
    with connect(settings.warehouse_file, read_only=True) as db:
        ((document_id, uri),) = db.execute("select document_id, uri from raw.documents where uri like '%:2'").fetchall()
    assert steps.set_documents_aside(settings, {document_id: "No figure is odd."}, "these models") == {uri}
    assert count(settings) == (3, 2, 1)
    assert steps.load_raw(settings, [DAY]) == {}
    steps.set_documents_aside(settings, {document_id: "No title is missing."}, "these models")
    assert count(settings) == (2, 2, 1)

    steps.release_documents(settings, "these models")
    assert count(settings) == (2, 2, 1)
    steps.release_documents(settings, "other models")
    assert count(settings) == (3, 3, 0)
