"""The documents that did not become articles: a count for each reason, and a list.

Here belong the queries. The meaning of a reason belongs to `ingest`; how rows are printed belongs to `terminal.tables`.
"""

from __future__ import annotations

import duckdb

from orchestration.published.query import NothingPublishedError, WrongSqlError, run_query
from orchestration.terminal.tables import ResultSet

_SELECTED = "from marts.rejected_documents where (not is_superseded or $superseded) and reason = coalesce($reason, reason)"
_REASONS = f"""
select reason, is_retriable as retry_helps, count(*) as documents {_SELECTED}
group by reason, is_retriable order by documents desc, reason, retry_helps
"""
_DOCUMENTS = f"""
select landed_on, reason, uri as name, message, is_retriable as retry_helps{{more}} {_SELECTED}
order by reason, landed_on, name, document_id
"""


def count_reasons(db: duckdb.DuckDBPyConnection, reason: str | None, *, superseded: bool) -> ResultSet:
    """Counts the rejected documents for each reason. Raises `NothingPublishedError`."""
    return _run_query(db, _REASONS, reason, superseded)


def list_documents(db: duckdb.DuckDBPyConnection, reason: str | None, *, superseded: bool) -> ResultSet:
    """Lists the rejected documents; with `superseded` also those that were repaired later. Raises `NothingPublishedError`."""
    return _run_query(db, _DOCUMENTS.format(more=", is_superseded as repaired" if superseded else ""), reason, superseded)


def _run_query(db: duckdb.DuckDBPyConnection, sql: str, reason: str | None, superseded: bool) -> ResultSet:
    try:
        return run_query(db, sql, {"reason": reason, "superseded": superseded})
    except WrongSqlError as error:
        raise NothingPublishedError(
            f"an earlier version of Tallywire wrote the published file ({error}). Run `tallywire run` to update it."
        ) from None
