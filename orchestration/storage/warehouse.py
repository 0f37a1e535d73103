"""The DuckDB file: opening it under the lock, and loading landed files into schema `raw`.

What the tables mean belongs to dbt; the copy for readers belongs to `publish`.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from orchestration.extract.schema import SCHEMAS as EXTRACTION_SCHEMAS
from orchestration.ingest.schema import ADDRESSES, ARTICLES, DOCUMENTS, FETCHES, REJECTED_DOCUMENTS, SIGHTINGS, SOURCES
from orchestration.settings import Settings
from orchestration.storage import set_aside
from orchestration.storage.atomic_files import name_by_origin
from orchestration.storage.landing import Landing
from orchestration.storage.lock import hold_lock
from orchestration.storage.notices import print_notice

_UNVERSIONED_SCHEMAS = {
    "sources": SOURCES,
    "addresses": ADDRESSES,
    "fetches": FETCHES,
    "documents": DOCUMENTS,
    "sightings": SIGHTINGS,
    "articles": ARTICLES,
    "rejected_documents": REJECTED_DOCUMENTS,
}
_COLUMNS_NOT_LOADED = {
    "documents": ("payload", "sidecar", "url", "fetched_at", "headers", "final_url"),
    "fetches": ("payload",),
}
"""Columns that stay in the landing zone: evidence, too large for the warehouse."""
OUTSIDE_KINDS = ("documents", "sightings", "sources", "addresses", "fetches")
"""The kinds that come from outside. The rest of the landing zone is derived from them."""


def connect(path: Path, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Opens a connection that never downloads or loads an extension by itself."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    connection = duckdb.connect(str(path), read_only=read_only, config=config)
    connection.execute("set TimeZone = 'UTC'")
    return connection


_MAX_TEMPORARY_MEMORY = "192MB"
"""Memory limit of a temporary database. Above it, DuckDB uses the disk."""


@contextmanager
def open_temporary_database(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Opens a database in `folder` for this process only. The folder is deleted before and afterwards."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        db = connect(folder / "temporary.duckdb")
        try:
            db.execute(f"set memory_limit = '{_MAX_TEMPORARY_MEMORY}'")
            yield db
        finally:
            db.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


_DAMAGE = re.compile(
    r"not a valid DuckDB|[Cc]orrupt|enough bytes|[Cc]hecksum|version number|[Dd]eserialize|[Ss]erialization|WAL file"
)
"""What DuckDB says of a file that is cut, overwritten, changed, or of another version. It says other things of a locked file."""


class DamagedWarehouseError(RuntimeError):
    """The warehouse was found to be damaged in the middle of the work, and set aside. The message says what to do."""


def _is_damage(error: duckdb.Error) -> bool:
    return _DAMAGE.search(str(error)) is not None


def _set_warehouse_aside(settings: Settings, error: duckdb.Error) -> Path:
    """Renames the warehouse and its write-ahead log; returns the new name of the warehouse."""
    n = 1
    while (aside := settings.warehouse_file.with_name(f"{settings.warehouse_file.name}.damaged-{n}")).exists():
        n += 1
    log = settings.warehouse_file.with_name(f"{settings.warehouse_file.name}.wal")
    if log.exists():
        log.replace(aside.with_name(f"{aside.name}.wal"))
    settings.warehouse_file.replace(aside)
    print_notice(
        f"{settings.warehouse_file} cannot be read ({error}). It is now {aside.name}; it is built again from the landing zone."
    )
    return aside


def _open_or_rebuild(settings: Settings) -> duckdb.DuckDBPyConnection:
    try:
        return connect(settings.warehouse_file)
    except duckdb.Error as error:
        if not _is_damage(error):
            raise
        _set_warehouse_aside(settings, error)
        return connect(settings.warehouse_file)


@contextmanager
def open_warehouse(settings: Settings, purpose: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """Opens the warehouse for writing, under its lock. One that cannot be opened is set aside, and a new one is begun.

    Raises `LockTimeoutError`, and `DamagedWarehouseError` if damage shows in the block.
    """
    with hold_lock(settings.warehouse_lock, timeout=settings.lock_timeout, purpose=purpose):
        db = _open_or_rebuild(settings)
        try:
            yield db
        except duckdb.Error as error:
            if not _is_damage(error):
                raise
            db.close()
            aside = _set_warehouse_aside(settings, error)
            raise DamagedWarehouseError(
                f"the warehouse was damaged and is now {aside.name}. Run again: it is built again from the landing zone."
            ) from error
        finally:
            db.close()


def check_warehouse(settings: Settings) -> None:
    """Reads every row of every table. Raises `DamagedWarehouseError` if the file is damaged; it is set aside then."""
    with open_warehouse(settings, "checking for damage") as db:
        for schema, table in db.execute("select schema_name, table_name from duckdb_tables()").fetchall():
            db.execute(f'select sum(hash(t)) from "{schema}"."{table}" as t').fetchall()


_LEFT_OUT = {"articles": "select document_id from aside where is_whole"}
"""Which documents are left out of a kind when articles are set aside. Of what was read from them, all are."""
_INSERT_SET_ASIDE = f"""
insert into raw.rejected_articles by name
select {", ".join(f"min({column}) as {column}" for column in EXTRACTION_SCHEMAS["rejected_articles"].names)}, ?::date as landed_on
from aside group by document_id
"""


@dataclass(frozen=True)
class LandedKind:
    name: str
    columns: pa.Schema
    is_versioned: bool

    @property
    def loaded_columns(self) -> list[str]:
        return [c for c in self.columns.names if c not in _COLUMNS_NOT_LOADED.get(self.name, ())]


KINDS: tuple[LandedKind, ...] = tuple(LandedKind(name, schema, False) for name, schema in _UNVERSIONED_SCHEMAS.items()) + tuple(
    LandedKind(name, schema, True) for name, schema in EXTRACTION_SCHEMAS.items()
)


def _create_raw_tables(db: duckdb.DuckDBPyConnection) -> None:
    """Creates what is missing. If a kind has other columns than before, all raw tables are made and loaded again."""
    known: dict[str, set[str]] = {}
    for table, column in db.execute(
        "select table_name, column_name from information_schema.columns where table_schema = 'raw'"
    ).fetchall():
        known.setdefault(table, set()).add(column)
    if any(kind.name in known and known[kind.name] != {*kind.loaded_columns, "landed_on"} for kind in KINDS):
        db.execute("drop schema raw cascade")
    db.execute("create schema if not exists raw")
    db.execute("create table if not exists raw.loaded_days (landed_on date primary key, fingerprint varchar)")
    for kind in KINDS:
        empty = pa.table({c: pa.array([], type=kind.columns.field(c).type) for c in kind.loaded_columns})
        db.register("empty_rows", empty)
        db.execute(f"create table if not exists raw.{kind.name} as select *, null::date as landed_on from empty_rows")
        db.unregister("empty_rows")


def list_landed_days(landing: Landing) -> list[date]:
    """Every day on which something was landed, in order."""
    return sorted({day for kind in OUTSIDE_KINDS for day in landing.list_days(kind)})


def fingerprint_day(landing: Landing, day: date, extractor_version: str) -> str:
    """A fingerprint of the rows that raw should contain for a day: equal fingerprints mean equal rows."""
    parts = [
        f"{kind.name}/{name}"
        for kind in KINDS
        for name in landing.list_names(kind.name, day, extractor_version if kind.is_versioned else None)
    ]
    parts += [f"{set_aside.KIND}/{name}" for name in landing.list_names(set_aside.KIND, day, extractor_version)]
    return name_by_origin("\n".join(parts), extractor_version)


def _read_loaded_days(db: duckdb.DuckDBPyConnection) -> dict[date, str]:
    return dict(db.execute("select landed_on, fingerprint from raw.loaded_days").fetchall())


def list_stale_days(db: duckdb.DuckDBPyConnection, landing: Landing, extractor_version: str) -> list[date]:
    """The days whose rows in raw differ from what is landed, in order."""
    _create_raw_tables(db)
    loaded, landed = _read_loaded_days(db), list_landed_days(landing)
    return sorted(
        {day for day in landed if loaded.get(day) != fingerprint_day(landing, day, extractor_version)}
        | (set(loaded) - set(landed))
    )


def load_days(db: duckdb.DuckDBPyConnection, landing: Landing, days: Iterable[date], extractor_version: str) -> dict[date, int]:
    """Makes the raw tables contain exactly what is landed on `days`. Each day is one transaction: delete, then insert.

    Of articles that were set aside, nothing is loaded but a row in `raw.rejected_articles`.
    For days that are already loaded, only file names are compared. Rows of days that are no longer landed are deleted.
    A day on which nothing was landed leaves no trace: otherwise the first run after midnight would build everything again.
    Returns the number of rows loaded by day, for the days that changed.
    """
    _create_raw_tables(db)
    loaded = _read_loaded_days(db)
    changed: dict[date, int] = {}
    landed = set(list_landed_days(landing))
    gone = set(loaded) - landed
    for day in sorted(set(days) & landed | gone):
        fingerprint = fingerprint_day(landing, day, extractor_version)
        if loaded.get(day) == fingerprint:
            continue
        rows = 0
        db.execute("begin")
        try:
            db.register("aside", set_aside.read_set_aside(landing, day, extractor_version))
            for kind in KINDS:
                db.execute(f"delete from raw.{kind.name} where landed_on = ?", [day])
                version = extractor_version if kind.is_versioned else None
                files = [
                    str(landing.get_path(kind.name, day, name, version)) for name in landing.list_names(kind.name, day, version)
                ]
                if files:
                    columns = ", ".join(kind.loaded_columns)
                    left_out = _LEFT_OUT.get(kind.name, "select document_id from aside" if kind.is_versioned else None)
                    result = db.execute(
                        f"insert into raw.{kind.name} select {columns}, ?::date from read_parquet(?, hive_partitioning = false)"
                        + (f" where document_id not in ({left_out})" if left_out else ""),
                        [day, files],
                    ).fetchone()
                    rows += int(result[0]) if result else 0
            db.execute(_INSERT_SET_ASIDE, [day])
            db.unregister("aside")
            db.execute("delete from raw.loaded_days where landed_on = ?", [day])
            if day not in gone:
                db.execute("insert into raw.loaded_days values (?, ?)", [day, fingerprint])
            db.execute("commit")
        except BaseException:
            db.execute("rollback")
            raise
        changed[day] = rows
    return changed


def is_built_from_loaded(db: duckdb.DuckDBPyConnection, project_hash: str) -> bool:
    """Whether the marts are the result of a complete dbt build of this project from the days that are loaded now."""
    tables = {t for (t,) in db.execute("select table_name from information_schema.tables where table_schema = 'raw'").fetchall()}
    if not {"loaded_days", "built_days"} <= tables:
        return False
    differing = db.execute(
        """
        (select landed_on, fingerprint, $1 as project_hash from raw.loaded_days except select * from raw.built_days)
        union all
        (select * from raw.built_days except select landed_on, fingerprint, $1 from raw.loaded_days)
        """,
        [project_hash],
    ).fetchone()
    return differing is None


@dataclass(frozen=True)
class TableShape:
    """Row count and columns of one table or view."""

    n_rows: int
    columns: dict[str, str]
    """Names and types, in order."""


def describe_tables(db: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], TableShape]:
    """Every table and view by schema and name, with its exact number of rows."""
    columns: dict[tuple[str, str], dict[str, str]] = {}
    for schema, table, column, data_type in db.execute(
        "select table_schema, table_name, column_name, data_type from information_schema.columns "
        "where table_catalog = current_database() order by table_schema, table_name, ordinal_position"
    ).fetchall():
        columns.setdefault((schema, table), {})[column] = data_type
    if not columns:
        return {}
    counted = " union all ".join(f'select {i}, count(*) from "{s}"."{t}"' for i, (s, t) in enumerate(columns))
    n_rows = dict(db.execute(counted).fetchall())
    return {name: TableShape(n_rows[i], of) for i, (name, of) in enumerate(columns.items())}
