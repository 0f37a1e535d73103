"""The documents that did not become articles, as a person wants to see them: how many of each reason, then each one.

What a reason means belongs to `ingest`; how rows are shown to `rows`.
"""

from __future__ import annotations

import duckdb

from orchestration.published.query import NothingPublishedError, WrongSqlError, ask
from orchestration.terminal.tables import Answer

_CHOSEN = "from marts.rejected_documents where (not is_superseded or $superseded) and reason = coalesce($reason, reason)"
_REASONS = f"""
select reason, is_retriable as retry_helps, count(*) as documents {_CHOSEN}
group by reason, is_retriable order by documents desc, reason, retry_helps
"""
_DOCUMENTS = f"""
select landed_on, reason, uri as name, message, is_retriable as retry_helps{{more}} {_CHOSEN}
order by reason, landed_on, name, document_id
"""


def reasons(db: duckdb.DuckDBPyConnection, reason: str | None, *, superseded: bool) -> Answer:
    """How many documents were rejected for each reason. Raises `NothingPublishedError`."""
    return _ask(db, _REASONS, reason, superseded)


def documents(db: duckdb.DuckDBPyConnection, reason: str | None, *, superseded: bool) -> Answer:
    """Each rejected document; with `superseded` also those that were repaired later. Raises `NothingPublishedError`."""
    return _ask(db, _DOCUMENTS.format(more=", is_superseded as repaired" if superseded else ""), reason, superseded)


def _ask(db: duckdb.DuckDBPyConnection, sql: str, reason: str | None, superseded: bool) -> Answer:
    try:
        return ask(db, sql, {"reason": reason, "superseded": superseded})
    except WrongSqlError as error:
        raise NothingPublishedError(
            f"the published file is of an earlier Tallywire ({error}). Run `tallywire run` first."
        ) from None
