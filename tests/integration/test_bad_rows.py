"""A row that breaks a check of the tables costs its article only: it is set aside and named, and the rest is published."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pytest

from orchestration.pipeline import extract_worker, steps
from orchestration.pipeline.extract_worker import LandedArticle
from orchestration.pipeline.progress import report_nothing
from orchestration.settings import Settings
from tests.integration import news
from tests.integration.tally import Tally

pytestmark = pytest.mark.xdist_group("bad rows")

NOW = datetime(2025, 6, 5, 12)


def _set(table: pa.Table, column: str, value: object) -> pa.Table:
    at = table.schema.get_field_index(column)
    return table.set_column(at, table.schema.field(at), pa.array([value] * table.num_rows, table.schema.field(at).type))


def extract_bad_rows(article: LandedArticle, model: str) -> dict[str, pa.Table]:
    """The worker's function, with rows that no rule should make: an unknown outcome, and a range that is turned around."""
    tables = extract_worker.extract_article(article, model)
    claims = tables["claims"]
    sentences = " ".join(claims["sentence"].to_pylist())
    if "Aleppo" in sentences:
        claims = _set(claims, "outcome", "vanished")
    if "Tabqa" in sentences or "commander" in sentences:
        claims = _set(_set(claims, "count_low", 9), "count_high", 4)
    return tables | {"claims": claims}


def test_articles_whose_rows_break_a_check_are_set_aside_and_the_rest_is_published(
    tally: Tally, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox = news.write(tmp_path / "inbox", news.DAY_ONE, news.DAY_TWO)
    settings = Settings(data_dir=tally.data, workers=1)
    steps.discover_documents(settings, [inbox], NOW)
    steps.parse_day(settings, NOW.date())
    monkeypatch.setattr(steps, "extract_article", extract_bad_rows)
    steps.extract_days(settings, [NOW.date()], report_nothing)

    printed = tally.run(inbox, now=NOW.isoformat())
    assert "set aside" in printed
    assert "battle.txt" in printed
    assert "shelling.txt" in printed
    assert "2 of them articles that could not be read" in printed
    rejected: dict[str, str] = dict(
        tally.query("select parse_filename(uri), message from marts.rejected_documents where reason = 'failed_check'")
    )
    assert set(rejected) == {"battle.txt", "shelling.txt"}
    assert "is one of killed, " in rejected["shelling.txt"]
    assert tally.query("select count(*) from marts.articles") == [(4,)]
    assert tally.query("select distinct location from marts.events") == [("Raqqa",)]
    assert tally.query("select count(*) from marts.claims where sentence like '%Aleppo%' or sentence like '%commander%'") == [
        (0,)
    ]

    before = tally.digest()
    (tally.data / "warehouse.duckdb").unlink()
    tally.run(inbox, now=NOW.isoformat())
    assert tally.digest() == before
