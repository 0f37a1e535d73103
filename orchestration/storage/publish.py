"""The published file: a read-only copy of the marts that replaces the previous one in one step, and the digest of its tables.

What the tables mean belongs to dbt; what earlier versions contained belongs to `history`.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import uuid
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from orchestration.settings import Settings
from orchestration.storage.atomic_files import sync_folder, write_durably
from orchestration.storage.history import COMMENTS, History
from orchestration.storage.notices import print_notice
from orchestration.storage.warehouse import connect, open_warehouse

PUBLISHED_SCHEMAS = ("marts", "exports")
HISTORY_TABLES = frozenset(COMMENTS)
NOT_IN_DIGEST = frozenset({"landed_on", "first_seen_at"})
"""Columns with arrival times: they may differ between two runs that give the same marts."""
_DIGEST = "tallywire.sha256"
"""The file beside the published one that holds its digest."""
MAX_KEPT_VERSIONS = 3
"""Versions kept on disk: the published one, and earlier ones that a slow reader may still have open."""


class PublishError(RuntimeError):
    """The marts must not be published. The message says why and what to do."""


@dataclass(frozen=True)
class Publication:
    """The result of a publication."""

    path: Path
    is_new: bool
    n_history_rows: int
    n_rows: dict[str, int]


def _list_tables(db: duckdb.DuckDBPyConnection, schema: str) -> list[str]:
    found = db.execute(
        "select table_name from information_schema.tables "
        "where table_catalog = current_database() and table_schema = ? order by table_name",
        [schema],
    ).fetchall()
    return [name for (name,) in found]


def _digest_table(db: duckdb.DuckDBPyConnection, schema: str, table: str, without: frozenset[str]) -> str:
    columns = [c for c, *_ in db.execute(f'describe {schema}."{table}"').fetchall() if c not in without]
    values = ", ".join(f'"{c}"' for c in columns)
    rows = db.execute(f'select sha256(to_json(row({values}))::varchar) as h from {schema}."{table}" order by h')
    total = hashlib.sha256(",".join(columns).encode())
    while batch := rows.fetchmany(10_000):
        for (row,) in batch:
            total.update(row.encode())
    return total.hexdigest()


def digest_marts(db: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """SHA-256 of each public table over its sorted rows, without arrival times and without the history."""
    return {t: _digest_table(db, "marts", t, NOT_IN_DIGEST) for t in _list_tables(db, "marts") if t not in HISTORY_TABLES}


def _fingerprint_rows(db: duckdb.DuckDBPyConnection) -> str:
    """A digest of all rows to publish. If it equals that of the published version, there is nothing new."""
    parts = [
        f"{schema}.{table}={_digest_table(db, schema, table, frozenset())}"
        for schema in PUBLISHED_SCHEMAS
        for table in _list_tables(db, schema)
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def _quote_text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _copy_marts(db: duckdb.DuckDBPyConnection, target: Path, history: History) -> dict[str, int]:
    """Copies the public schemas, their descriptions and the history into a new file. Returns the row count of each table."""
    db.execute(f"attach {_quote_text(str(target))} as copy")
    warehouse = db.execute("select current_database()").fetchall()[0][0]
    comments = db.execute(
        """
        select schema_name, table_name, null as column_name, comment from duckdb_tables()
        where comment is not null and database_name = current_database() and schema_name in (select unnest(?))
        union all
        select schema_name, table_name, column_name, comment from duckdb_columns()
        where comment is not null and database_name = current_database() and schema_name in (select unnest(?))
        order by all
        """,
        [list(PUBLISHED_SCHEMAS), list(PUBLISHED_SCHEMAS)],
    ).fetchall()
    for schema in PUBLISHED_SCHEMAS:
        db.execute(f"create schema copy.{schema}")
        for table in _list_tables(db, schema):
            db.execute(f'create table copy.{schema}."{table}" as select * from {warehouse}.{schema}."{table}" order by all')
    history.create_tables(db, "copy.marts")
    described = {("events", c): text for _, t, c, text in comments if t == "events" and c}
    for table, (text, columns) in COMMENTS.items():
        comments.append(("marts", table, None, text))
        for column, *_ in db.execute(f"describe copy.marts.{table}").fetchall():
            comments.append(("marts", table, column, columns.get(column) or described.get(("events", column), "")))
    for schema, table, column, text in comments:
        what = f'column copy.{schema}."{table}"."{column}"' if column else f'table copy.{schema}."{table}"'
        db.execute(f"comment on {what} is {_quote_text(text)}")
    counted = db.execute(
        "select table_name, estimated_size from duckdb_tables() where database_name = 'copy' and schema_name = 'marts'"
    ).fetchall()
    db.execute("checkpoint copy")
    db.execute("detach copy")
    return dict(sorted(counted))


def _refuse_half_built(db: duckdb.DuckDBPyConnection) -> None:
    built = db.execute(
        "select 1 from information_schema.tables where table_schema = 'raw' and table_name = 'dbt_builds'"
    ).fetchone()
    status = db.execute("select status from raw.dbt_builds").fetchone() if built else None
    if status is None:
        raise PublishError("Nothing to publish: the marts were never built. Run `tallywire run` or `dbt build` first.")
    if status[0] != "success":
        raise PublishError(
            f"Not published: the last dbt command ended with status {status[0]!r}, so the marts may be half built or wrong. "
            "Readers keep the previous version. Correct what dbt reported, then run `tallywire run` again."
        )


def _is_readable(published: Path) -> bool:
    """Whether the published file is as it was written. One that is not counts as not published, and is made again."""
    digest = published.with_name(_DIGEST)
    if not published.is_file() or not digest.is_file():  # earlier versions wrote no digest
        return False
    with published.open("rb") as file:
        is_sound = hashlib.file_digest(file, "sha256").hexdigest() == digest.read_text(encoding="ascii")
    if not is_sound:
        print_notice(f"{published} is not as it was written. A new version is published.")
    return is_sound


def publish_marts(settings: Settings, now: datetime) -> Publication:
    """Appends to the history what is new in the marts and publishes a version with them.

    If the marts equal the published ones, nothing changes. Raises `PublishError`.
    """
    history = History(settings.history_dir)
    with open_warehouse(settings, "publishing") as db:
        _refuse_half_built(db)
        n_history = history.append_changes(db, now)
        stamp = f"{now:%Y%m%dT%H%M%S}-{_fingerprint_rows(db)}"
        current = settings.published_link.resolve().name if _is_readable(settings.published_file) else ""
        if current.partition("-")[2].partition("+")[0] == stamp.partition("-")[2] and not n_history:
            with connect(settings.published_file, read_only=True) as reader:
                counts = {
                    t: reader.execute(f'select count(*) from marts."{t}"').fetchall()[0][0] for t in _list_tables(reader, "marts")
                }
            return Publication(settings.published_file, False, 0, counts)
        draft = settings.versions_dir / f".{uuid.uuid4().hex}.tmp"
        draft.mkdir(parents=True)
        try:
            counts = _copy_marts(db, draft / "tallywire.duckdb", history)
            version = settings.versions_dir / stamp
            while version.exists():  # two publications within one second of a fixed clock
                version = version.with_name(f"{version.name.partition('+')[0]}+{uuid.uuid4().hex[:6]}")
            with (draft / "tallywire.duckdb").open("rb") as file:
                write_durably(draft / _DIGEST, hashlib.file_digest(file, "sha256").hexdigest().encode())
                os.fsync(file.fileno())
            draft.rename(version)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        _swap_version(settings, version)
        _prune_versions(settings, version)
    return Publication(settings.published_file, True, n_history, counts)


def _swap_version(settings: Settings, version: Path) -> None:
    """Points `published` at `version` in one rename: a reader opens the old or the new version, never a mixture."""
    link = settings.published_link.with_name(f".{settings.published_link.name}.{uuid.uuid4().hex}.tmp")
    link.symlink_to(Path(settings.versions_dir.name) / version.name, target_is_directory=True)
    sync_folder(settings.versions_dir)
    link.replace(settings.published_link)
    sync_folder(settings.data_dir)


def _prune_versions(settings: Settings, current: Path) -> None:
    """Deletes all but the newest versions, and drafts of killed runs. This process holds the lock, so no run is using them."""
    versions = sorted((d for d in settings.versions_dir.iterdir() if d.is_dir()), key=lambda d: (d.stat().st_mtime, d.name))
    finished = [d for d in versions if not d.name.startswith(".") and d != current]
    for folder in [d for d in versions if d.name.startswith(".")] + finished[: -(MAX_KEPT_VERSIONS - 1)]:
        shutil.rmtree(folder, ignore_errors=True)
