"""Read-only SQL queries to the published file.

Here belongs what a query may access, and the errors it can raise. How rows are printed belongs to `terminal.tables`.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from orchestration.terminal.tables import Column, ResultSet

_ROWS_PER_FETCH = 2_000
_READING_TYPES = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
"""DuckDB counts show, describe, summarize, pivot, values and table as SELECT."""


class NothingPublishedError(RuntimeError):
    """There is no published file, or it cannot be read. The message says what to do."""


class WrongSqlError(ValueError):
    """The SQL is not a valid query. The message is one line and says what to do."""


@contextmanager
def open_published(published: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Opens the published file. No statement can reach another file, the network or the settings.

    Raises `NothingPublishedError`.
    """
    if not published.is_file():
        raise NothingPublishedError(f"nothing is published in {published.parent.parent}. Run `tallywire run` first.")
    # A large sort may spill to disk. The folder of the published file may be shared, so it spills elsewhere.
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
        raise NothingPublishedError(
            f"{published} cannot be read: {_format_error(error)} Run `tallywire run` to publish it again."
        ) from None
    try:
        db.execute("set TimeZone = 'UTC'")
        db.execute("set search_path = 'marts,exports'")
        db.execute("set lock_configuration = true")
        yield db
    finally:
        db.close()


def run_query(db: duckdb.DuckDBPyConnection, sql: str, values: dict[str, Any] | None = None) -> ResultSet:
    """Runs one query. Raises `WrongSqlError`, also later while its rows are read."""
    with _convert_errors():
        try:
            sql.encode()
        except UnicodeEncodeError:
            raise WrongSqlError("the SQL is not valid UTF-8.") from None
        # The parser itself reads files for some statements (import database): it must run on the locked connection.
        statements = [s for s in db.extract_statements(sql) if not _is_setup_of_pivot(s)]
        if len(statements) != 1 or statements[0].type not in _READING_TYPES:
            raise WrongSqlError(f"{_name_wrong_statement(statements)}. Give one select, show, describe, summarize or explain.")
        db.execute(sql, values)
    columns = [Column(name, str(kind)) for name, kind, *_ in db.description or []]
    return ResultSet(columns, _fetch_rows(db))


def _is_setup_of_pivot(statement: duckdb.Statement) -> bool:
    """Whether DuckDB added this statement. It splits a PIVOT in two: the first creates a type and has no text of its own."""
    return statement.type == duckdb.StatementType.CREATE and not statement.query.strip()


def _name_wrong_statement(statements: list[duckdb.Statement]) -> str:
    if not statements:
        return "the SQL contains no query"
    if len(statements) > 1:
        return "the SQL contains several statements"
    return f"{statements[0].type.name} is not allowed: a query can only read the published file"


def _fetch_rows(db: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while True:
        with _convert_errors():
            batch = db.fetchmany(_ROWS_PER_FETCH)
        if not batch:
            return
        yield from batch


@contextmanager
def _convert_errors() -> Iterator[None]:
    """Turns DuckDB's errors about the query into `WrongSqlError`. Errors of the machine pass unchanged."""
    try:
        yield
    except (duckdb.IOException, duckdb.OutOfMemoryException, duckdb.InternalException, duckdb.InterruptException):
        raise
    except duckdb.Error as error:
        raise WrongSqlError(_format_error(error)) from None


def _format_error(error: duckdb.Error) -> str:
    """DuckDB's message on one line, without the excerpt of the SQL below it."""
    return " ".join(str(error).partition("\nLINE ")[0].split())
