"""What discovery remembers: ids of documents, and which payloads of a key were the latest."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pytest

from orchestration.ingest.records import Document, make_document
from orchestration.ingest.schema import SIGHTINGS
from orchestration.pipeline import landed_documents
from orchestration.pipeline.landed_documents import DocumentIds, Sightings, open_sightings

EARLIER, YESTERDAY, NOW = datetime(2026, 3, 1), datetime(2026, 3, 2), datetime(2026, 3, 3)
IDS = [f"{number * 2654435761 % 2**64:016x}" for number in range(1, 3000)] + ["0" * 16, "f" * 16]


@pytest.fixture
def sightings(tmp_path: Path) -> Iterator[Sightings]:
    with open_sightings(tmp_path / "discovery.tmp") as opened:
        yield opened


def document(key: str, payload: str) -> Document:
    return make_document(key, key, payload=payload.encode(), media_type="text/plain", landed_at=NOW)


def seen(*documents: Document, at: datetime) -> pa.Table:
    rows = [{"document_id": d.document_id, "article_id": d.article_id, "seen_at": at} for d in documents]
    return pa.Table.from_pylist(rows, schema=SIGHTINGS)


def new(sightings: Sightings, found: list[Document], *earlier: pa.Table) -> set[str]:
    for one in found:
        sightings.note_document(one)
    tables = list(sightings.find_new(earlier, NOW))
    assert all(table.schema == SIGHTINGS and set(table["seen_at"].to_pylist()) == {NOW} for table in tables)
    ids = [i for table in tables for i in table["document_id"].to_pylist()]
    assert len(ids) == len(set(ids))
    return set(ids)


def test_an_id_is_new_once_however_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landed_documents, "_MIN_IDS_TO_SORT_IN", 100)
    half = len(IDS) // 2
    ids = DocumentIds([pa.table({"document_id": IDS[:half]}), pa.table({"document_id": pa.array([], pa.string())})])
    assert [i for i in IDS if ids.add_id(i)] == IDS[half:]
    assert not any(ids.add_id(i) for i in reversed(IDS))


def test_the_first_discovery_knows_no_id() -> None:
    assert DocumentIds([]).add_id("00000000000000ff")


def test_what_is_found_first_is_sighted_once(sightings: Sightings) -> None:
    one, two = document("file:a", "1"), document("file:b", "1")
    assert new(sightings, [one, two, one]) == {one.document_id, two.document_id}


def test_what_is_still_the_latest_is_not_sighted_again(sightings: Sightings) -> None:
    one, gone = document("file:a", "1"), document("file:b", "1")
    assert new(sightings, [one], seen(one, gone, at=EARLIER)) == set()


def test_a_payload_that_returns_is_sighted_again(sightings: Sightings) -> None:
    old, newer = document("file:a", "old"), document("file:a", "newer")
    assert new(sightings, [old], seen(old, at=EARLIER), seen(newer, at=YESTERDAY)) == {old.document_id}


def test_all_payloads_of_a_key_are_sighted_when_one_appears_or_vanishes(sightings: Sightings) -> None:
    a1, a2, b1, b2, c1, c2 = (document(f"file:{key}", text) for key in "abc" for text in "12")
    earlier = seen(a1, b1, b2, c1, c2, at=YESTERDAY)
    assert new(sightings, [a1, a2, b1, c1, c2], earlier) == {a1.document_id, a2.document_id, b1.document_id}


def test_many_sightings_come_in_tables_of_bounded_size_and_in_order(
    monkeypatch: pytest.MonkeyPatch, sightings: Sightings
) -> None:
    monkeypatch.setattr(landed_documents, "_MAX_UNFLUSHED", 1000)
    monkeypatch.setattr(landed_documents, "_MAX_ROWS_PER_FILE", 4096)
    for number in range(10_000):
        sightings.note_document(document(f"file:{number}", "1"))
    tables = list(sightings.find_new([], NOW))
    assert [table.num_rows for table in tables[:-1]] == [4096] * (len(tables) - 1)
    keys = [key for table in tables for key in table["article_id"].to_pylist()]
    assert len(keys) == 10_000
    assert keys == sorted(keys)


def test_what_a_killed_discovery_left_is_cleared_and_nothing_stays(tmp_path: Path) -> None:
    folder = tmp_path / "discovery.tmp"
    folder.mkdir()
    (folder / "sightings.duckdb").write_bytes(b"half a database")
    with open_sightings(folder) as opened:
        opened.note_document(document("file:a", "1"))
        assert len(list(opened.find_new([], NOW))) == 1
    assert not folder.exists()
