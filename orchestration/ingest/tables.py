"""Documents, articles and rejections as Arrow tables with the schemas of schema.py. What is in a row belongs to `parse`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter, itemgetter
from typing import Any

import pyarrow as pa

from orchestration.ingest import schema
from orchestration.ingest.parse import parse_document
from orchestration.ingest.records import Document, ParsedArticle, Rejection


def make_documents_table(documents: Iterable[Document]) -> pa.Table:
    """Documents as a table of schema.DOCUMENTS, in the given order."""
    return make_table(list(documents), schema.DOCUMENTS)


def parse_table(documents: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Parses documents into (articles, rejected documents), sorted by document_id. Each row becomes a row of one of them."""
    known = [name for name in schema.DOCUMENTS.names if name in documents.column_names]  # files landed long ago lack columns
    rows = documents.select(known).to_pylist()
    rows.sort(key=itemgetter("document_id", "uri"))  # a line that occurs twice in a file is one document, found in two places
    parsed = [parse_document(Document(**row)) for row in rows]
    return (
        make_table([row for row in parsed if isinstance(row, ParsedArticle)], schema.ARTICLES),
        make_table([row for row in parsed if isinstance(row, Rejection)], schema.REJECTED_DOCUMENTS),
    )


def make_table(rows: Sequence[Any], columns: pa.Schema) -> pa.Table:
    """A table of records that have these columns as attributes."""
    return pa.table({name: list(map(attrgetter(name), rows)) for name in columns.names}, schema=columns)
