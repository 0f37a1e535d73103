"""Rows hold each column of their schema: one that a row forgot would land as NULL, and nobody would notice."""

from __future__ import annotations

import pyarrow as pa
import pytest

from orchestration.extract import ARTICLES_READ, SCHEMAS
from orchestration.extract.extractor import Extractor
from orchestration.extract.rows import Rows, make_tables
from tests.unit.extract.reading import article

TEXT = (
    "Rebels killed nine farmers near Hama on Monday. The army destroyed two tanks, the Northern Observatory said. "
    "John Smith, 40, was shot dead in Homs."
)


def test_each_row_has_the_columns_of_its_schema(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Rows] = []

    def note(rows: Rows) -> dict[str, pa.Table]:
        made.append(rows)
        return make_tables(rows)

    monkeypatch.setattr("orchestration.extract.extractor.make_tables", note)
    extractor.extract(pa.Table.from_pylist([article(TEXT)], schema=ARTICLES_READ))
    _, rows = made  # the first are the empty tables
    for name in set(SCHEMAS) - {"rejected_articles"}:
        assert rows[name], name
        for row in rows[name]:
            assert sorted(row) == sorted(SCHEMAS[name].names), name
