"""Which columns a column of a dbt model is made of, read from the compiled SQL by sqlglot.

Here belongs SQL as text: no Dagster, no database. The answer follows from the SQL and from the columns of the tables below it,
so it is remembered under a hash of both, and a build whose models did not change asks nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlglot import MappingSchema, exp, parse_one
from sqlglot.errors import SqlglotError
from sqlglot.lineage import lineage
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import build_scope

from orchestration.durable import write_durably

Table = tuple[str, str]
"""Schema and name."""
Columns = Mapping[Table, Mapping[str, str]]
"""Column names and their types, of every table."""
Lineage = dict[str, list[tuple[Table, str]]]
"""For each column of a table: the tables and columns just below it that its values come from. Constants: none."""

_DIALECT = "duckdb"
_NAME_LENGTH = 24  # hexadecimal digits


def lineage_of_models(manifest: Mapping[str, Any], compiled: Path, columns: Columns, cache: Path) -> dict[Table, Lineage]:
    """The lineage of every SQL model of which `compiled`, dbt's folder of compiled SQL, holds a file.

    Models that sqlglot cannot follow are left out: no lineage is better than a wrong one. `cache` is a folder.
    """
    found: dict[Table, Lineage] = {}
    for node in manifest["nodes"].values():
        if node["resource_type"] != "model" or node["language"] != "sql":
            continue
        file, table = compiled / node["original_file_path"], (node["schema"], node["alias"])
        if not file.is_file() or table not in columns:
            continue
        parents = [manifest["nodes"].get(p) or manifest["sources"][p] for p in node["depends_on"]["nodes"]]
        below = {name: columns[name] for name in sorted(map(_table_of, parents)) if name in columns}
        known = _remembered(file.read_text(), list(columns[table]), below, cache)
        if known is not None:
            found[table] = known
    return found


def _table_of(node: Mapping[str, Any]) -> Table:
    return node["schema"], node.get("alias") or node["identifier"]


def _remembered(sql: str, names: list[str], below: Columns, cache: Path) -> Lineage | None:
    described = json.dumps([sql, names, [[*table, list(of.items())] for table, of in below.items()]])
    file = cache / f"{hashlib.sha256(described.encode()).hexdigest()[:_NAME_LENGTH]}.json"
    if file.is_file():
        read = json.loads(file.read_text())
        return read and {column: [((schema, table), name) for schema, table, name in of] for column, of in read.items()}
    known = _lineage(sql, names, below)
    flat: Any = known and {column: [(*table, name) for table, name in of] for column, of in known.items()}
    write_durably(file, json.dumps(flat).encode())
    return known


def _lineage(sql: str, names: list[str], below: Columns) -> Lineage | None:
    schema = MappingSchema({s: {t: dict(of) for (s2, t), of in below.items() if s2 == s} for s, _ in below}, dialect=_DIALECT)
    try:
        query = parse_one(sql, dialect=_DIALECT)
        for table in query.find_all(exp.Table):
            table.set("catalog", None)  # the database's name follows from the file's and says nothing
        qualified = qualify(query, schema=schema, dialect=_DIALECT, validate_qualify_columns=False, identify=False)
        scope = build_scope(qualified)
        return {name: _below(name, qualified, schema, scope, below) for name in names}
    except (SqlglotError, ValueError):
        return None


def _below(column: str, query: exp.Expr, schema: MappingSchema, scope: Any, below: Columns) -> list[tuple[Table, str]]:
    found = set()
    for node in lineage(column, query, schema=schema, scope=scope, dialect=_DIALECT).walk():
        table = None if node.downstream else node.expression.find(exp.Table)  # only the leaves are columns of tables
        if table is not None and (table.db, table.name) in below:
            found.add(((table.db, table.name), exp.to_column(node.name).name))
    return sorted(found)
