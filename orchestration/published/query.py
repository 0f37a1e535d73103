"""Questions to the published file, in SQL: reading it and nothing else.

Here belongs what a question may touch and what its mistakes are called. How rows are shown belongs to `rows`.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from orchestration.terminal.tables import Answer, Column

_BATCH = 2_000
_ASKS = duckdb.ExpectedResultType.QUERY_RESULT
_BUILDS_TOO = {duckdb.StatementType.CREATE}
"""DuckDB splits a PIVOT in two, of which the first makes a type of its own."""


class NothingPublishedError(RuntimeError):
    """There is no published file, or it cannot be read; the message says what to do."""


class WrongSqlError(ValueError):
    """The question cannot be answered as it was put; the message is one line and says what to do."""


@contextmanager
def open_published(published: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published file, from which no statement reaches another file, the network or the settings.

    Raises `NothingPublishedError`.
    """
    if not published.is_file():
        raise NothingPublishedError(f"nothing is published in {published.parent.parent}. Run `tallywire run` first.")
    # A large sort may spill; not beside the published file, which others may share.
    spill = Path(tempfile.gettempdir()) / f"tallywire-query-{os.getpid()}"
    try:
        db = duckdb.connect(
            str(published),
            read_only=True,
            config={
                "enable_external_access": False,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
                "python_enable_replacements": False,
                "temp_directory": str(spill),
            },
        )
    except duckdb.Error as error:
        raise NothingPublishedError(f"{published} cannot be read: {_one_line(error)} `tallywire run` publishes anew.") from None
    try:
        db.execute("set TimeZone = 'UTC'")
        db.execute("set search_path = 'marts,exports'")
        db.execute("set lock_configuration = true")
        yield db
    finally:
        db.close()


def ask(db: duckdb.DuckDBPyConnection, sql: str, values: dict[str, Any] | None = None) -> Answer:
    """The answer to one question. Raises `WrongSqlError`, also while its rows are read."""
    with _named():
        try:
            sql.encode()
        except UnicodeEncodeError:
            raise WrongSqlError("the SQL is not valid UTF-8.") from None
        statements = duckdb.extract_statements(sql)
        questions = [s for s in statements if s.type not in _BUILDS_TOO]
        if len(questions) != 1 or _ASKS not in statements[-1].expected_result_type:
            wrong = "there is no question in the SQL" if not questions else "more than one statement, or one that asks nothing"
            raise WrongSqlError(f"{wrong}: give one select, show, describe, summarize or explain.")
        db.execute(sql, values)
    columns = [Column(name, str(kind)) for name, kind, *_ in db.description or []]
    return Answer(columns, _rows(db))


def _rows(db: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while True:
        with _named():
            batch = db.fetchmany(_BATCH)
        if not batch:
            return
        yield from batch


@contextmanager
def _named() -> Iterator[None]:
    """Turns DuckDB's errors about the question into `WrongSqlError`; those about the machine pass."""
    try:
        yield
    except (duckdb.IOException, duckdb.OutOfMemoryException, duckdb.InternalException, duckdb.InterruptException):
        raise
    except duckdb.Error as error:
        raise WrongSqlError(_one_line(error)) from None


def _one_line(error: duckdb.Error) -> str:
    """DuckDB's message without the picture of the line that follows it."""
    return " ".join(str(error).partition("\nLINE ")[0].split())
