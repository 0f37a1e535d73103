"""Parsing landed documents in worker processes: which documents a file holds, and parsing one of them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from orchestration.ingest.parse import reject_document
from orchestration.ingest.schema import ARTICLES, REJECTED_DOCUMENTS
from orchestration.ingest.tables import make_table, parse_table
from orchestration.storage.landing import Landing

ParsedTables = tuple[pa.Table, pa.Table]
"""Articles and rejected documents."""


class LandedDocument(NamedTuple):
    """Where a landed document stands: the file, and the row in it."""

    root: Path
    day: date
    source: str
    row: int
    document_id: str
    uri: str


def list_documents(root: Path, day: date, source: str) -> list[LandedDocument]:
    """The documents of one file, in the order in which their articles are landed: by id."""
    keys = Landing(root).read_table("documents", day, source, columns=["document_id", "uri"]).to_pylist()
    documents = [LandedDocument(root, day, source, row, **key) for row, key in enumerate(keys)]
    return sorted(documents, key=lambda document: (document.document_id, document.uri, document.row))


@lru_cache(maxsize=1)
def _read_documents(root: Path, day: date, source: str) -> pa.Table:
    return Landing(root).read_table("documents", day, source)


def parse_landed(document: LandedDocument) -> ParsedTables:
    """Parses one document: one row, in one of the tables."""
    return parse_table(_read_documents(document.root, document.day, document.source).slice(document.row, 1))


def reject_landed(document: LandedDocument, error: Exception) -> ParsedTables:
    """The tables of a document that used up its budget or killed its process: a rejection."""
    rejection = reject_document(document.document_id, document.uri, error)
    return ARTICLES.empty_table(), make_table([rejection], REJECTED_DOCUMENTS)


def land_parsed(landing: Landing, day: date, name: str, parsed: list[ParsedTables]) -> None:
    """Lands what was parsed of the documents of one file."""
    articles = pa.concat_tables([ARTICLES.empty_table(), *(table for table, _ in parsed)]).combine_chunks()
    rejected = pa.concat_tables([REJECTED_DOCUMENTS.empty_table(), *(table for _, table in parsed)]).combine_chunks()
    landing.write_table("rejected_documents", day, rejected, name=name)
    landing.write_table("articles", day, articles, name=name)
