"""What discovery must know about everything that was ever landed: a few bytes per document in memory, the rest on disk.

Here belongs which documents are landed, and which payloads are the latest of their key. How documents are found belongs to
`ingest`, where they are landed to `storage`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from orchestration.ingest.records import Document
from orchestration.ingest.schema import SIGHTINGS
from orchestration.storage.warehouse import open_temporary_database

_MIN_IDS_TO_SORT_IN = 50_000  # ids that are collected in a set before they are sorted in
_MAX_SORTED_PER_WAITING = 16  # and only once there is one for this many sorted ids, so that sorting stays cheap
_MAX_UNFLUSHED = 10_000
_MAX_ROWS_PER_FILE = 50_000


class DocumentIds:
    """A growing set of document ids that needs about 12 bytes per id, and 20 while ids are sorted."""

    def __init__(self, tables: Iterable[pa.Table]) -> None:
        """Starts with the column `document_id` of these tables."""
        parts = [_parse_ids(table["document_id"].to_pylist()) for table in tables]
        self._sorted = np.unique(np.concatenate(parts)) if parts else _parse_ids([])
        self._recent: set[int] = set()

    def add_id(self, document_id: str) -> bool:
        """Adds an id. Returns whether it was new."""
        number = int(document_id, 16)
        if number in self._recent:
            return False
        place = int(self._sorted.searchsorted(np.uint64(number)))
        if place < len(self._sorted) and self._sorted[place] == number:
            return False
        self._recent.add(number)
        if len(self._recent) >= max(_MIN_IDS_TO_SORT_IN, len(self._sorted) // _MAX_SORTED_PER_WAITING):
            recent = np.fromiter(self._recent, dtype=np.uint64, count=len(self._recent))
            self._sorted = np.concatenate((self._sorted, recent))
            self._sorted.sort(kind="stable")  # which merges runs, and in place
            self._recent.clear()
        return True


def _parse_ids(ids: list[str]) -> npt.NDArray[np.uint64]:
    """Ids of 16 hex digits as numbers of 8 bytes."""
    return np.frombuffer(bytes.fromhex("".join(ids)), dtype=">u8").astype(np.uint64)


class Sightings:
    """Compares the documents found now with those seen last, in a temporary database on disk."""

    def __init__(self, db: duckdb.DuckDBPyConnection) -> None:
        self._db = db
        self._found: list[tuple[str, str]] = []
        db.execute("create table found (document_id varchar, article_id varchar)")
        db.execute("create table seen (document_id varchar, article_id varchar, seen_at timestamp)")

    def note_document(self, document: Document) -> None:
        """Records that this document was found."""
        self._found.append((document.document_id, document.article_id))
        if len(self._found) >= _MAX_UNFLUSHED:
            self._flush()

    def _flush(self) -> None:
        if self._found:
            document_ids, article_ids = zip(*self._found, strict=True)
            self._insert_rows("found", pa.table({"document_id": document_ids, "article_id": article_ids}))
            self._found.clear()

    def _insert_rows(self, table: str, rows: pa.Table) -> None:
        self._db.register("new_rows", rows)
        self._db.execute(f"insert into {table} select * from new_rows")
        self._db.unregister("new_rows")

    def find_new(self, earlier: Iterable[pa.Table], now: datetime) -> Iterator[pa.Table]:
        """Yields sightings, in tables of bounded size: all documents of each key whose payloads differ from those seen last.

        `earlier` holds the sightings of all earlier discoveries.
        """
        self._flush()
        for table in earlier:
            self._insert_rows("seen", table.select(SIGHTINGS.names))
        rows = self._db.execute(_SELECT_NEW_SIGHTINGS, [now]).to_arrow_reader(_MAX_ROWS_PER_FILE)
        yield from _group_into_tables(rows)


_SELECT_NEW_SIGHTINGS = """
with seen_of_found as (
    select * from seen semi join found using (article_id)
),

last_seen as (
    select article_id, max(seen_at) as seen_at from seen_of_found group by article_id
),

latest as (
    select seen_of_found.article_id, seen_of_found.document_id
    from seen_of_found inner join last_seen using (article_id, seen_at)
),

appeared as (
    select article_id, document_id from found except select article_id, document_id from latest
),

vanished as (
    select article_id, document_id from latest except select article_id, document_id from found
),

changed as (
    select article_id from appeared union select article_id from vanished
)

select distinct document_id, article_id, $1::timestamp as seen_at
from found semi join changed using (article_id)
order by article_id, document_id
"""


def _group_into_tables(rows: pa.RecordBatchReader) -> Iterator[pa.Table]:
    """The rows in tables of about `_MAX_ROWS_PER_FILE` rows: the reader's own batches are smaller."""
    waiting: list[pa.RecordBatch] = []
    for batch in rows:
        waiting.append(batch)
        if sum(part.num_rows for part in waiting) >= _MAX_ROWS_PER_FILE:
            yield pa.Table.from_batches(waiting).cast(SIGHTINGS)
            waiting = []
    if waiting:
        yield pa.Table.from_batches(waiting).cast(SIGHTINGS)


@contextmanager
def open_sightings(folder: Path) -> Iterator[Sightings]:
    """Opens sightings in `folder`; the folder is deleted afterwards."""
    with open_temporary_database(folder) as db:
        yield Sightings(db)
