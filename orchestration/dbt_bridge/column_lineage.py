"""Which columns a column of a dbt model is computed from, read from the compiled SQL by sqlglot.

Here belongs SQL as text: no Dagster, no database. The result depends only on the SQL and on the columns of its input tables, so
it is cached under a hash of both.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlglot import MappingSchema, exp, parse_one
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import Scope, build_scope

from orchestration.storage.atomic_files import write_durably

TableName = tuple[str, str]
"""Schema and name."""
ColumnTypes = Mapping[TableName, Mapping[str, str]]
"""Column names and their types, of every table."""
Lineage = dict[str, list[tuple[TableName, str]]]
"""For each column of a table: the columns of its direct input tables that its values come from. Constants have none."""

_DIALECT = "duckdb"
_NAME_LENGTH = 24  # hexadecimal digits


def trace_models(manifest: Mapping[str, Any], compiled: Path, columns: ColumnTypes, cache: Path) -> dict[TableName, Lineage]:
    """The lineage of every SQL model that has a file in `compiled`, dbt's folder of compiled SQL.

    Models that sqlglot cannot follow are left out: no lineage is better than a wrong one. `cache` is a folder.
    """
    found: dict[TableName, Lineage] = {}
    for node in manifest["nodes"].values():
        if node["resource_type"] != "model" or node["language"] != "sql":
            continue
        file, table = compiled / node["original_file_path"], (node["schema"], node["alias"])
        if not file.is_file() or table not in columns:
            continue
        parents = [manifest["nodes"].get(p) or manifest["sources"][p] for p in node["depends_on"]["nodes"]]
        below = {name: columns[name] for name in sorted(map(_name_table, parents)) if name in columns}
        known = _recall_or_trace(file.read_text(), list(columns[table]), below, cache)
        if known is not None:
            found[table] = known
    return found


def _name_table(node: Mapping[str, Any]) -> TableName:
    return node["schema"], node.get("alias") or node["identifier"]


def _recall_or_trace(sql: str, names: list[str], below: ColumnTypes, cache: Path) -> Lineage | None:
    described = json.dumps([sql, names, [[*table, list(of.items())] for table, of in below.items()]])
    file = cache / f"{hashlib.sha256(described.encode()).hexdigest()[:_NAME_LENGTH]}.json"
    if file.is_file():
        read = json.loads(file.read_text())
        return read and {column: [((schema, table), name) for schema, table, name in of] for column, of in read.items()}
    known = _trace_query(sql, names, below)
    flat: Any = known and {column: [(*table, name) for table, name in of] for column, of in known.items()}
    write_durably(file, json.dumps(flat).encode())
    return known


def _trace_query(sql: str, names: list[str], below: ColumnTypes) -> Lineage | None:
    schema = MappingSchema({s: {t: dict(of) for (s2, t), of in below.items() if s2 == s} for s, _ in below}, dialect=_DIALECT)
    try:
        query = parse_one(sql, dialect=_DIALECT)
        for table in query.find_all(exp.Table):
            table.set("catalog", None)  # the name of the database is only the name of its file
        scope = build_scope(qualify(query, schema=schema, dialect=_DIALECT, validate_qualify_columns=False, identify=False))
        if scope is None:
            return None
        trace = _ColumnTrace(scope, below)
        return {name: sorted(trace.trace_column(scope, name)) for name in names}
    except (SqlglotError, ValueError):
        return None


class _ColumnTrace:
    """Follows columns through the scopes of one query, each column once. sqlglot's own `lineage` copies the query per column."""

    def __init__(self, root: Scope, below: ColumnTypes) -> None:
        self._below = below
        self._scopes = {id(scope.expression): scope for scope in root.traverse()}
        self._known: dict[tuple[int, str], set[tuple[TableName, str]]] = {}

    def trace_column(self, scope: Scope, name: str) -> set[tuple[TableName, str]]:
        """The table columns that the output column `name` of a scope is computed from. Raises `ValueError` if it has none."""
        key = (id(scope), name.lower())
        if key not in self._known:
            self._known[key] = set()  # ends the recursion of a recursive query
            self._known[key] = self._trace_output(scope, name)
        return self._known[key]

    def _trace_output(self, scope: Scope, name: str) -> set[tuple[TableName, str]]:
        if isinstance(scope.expression, exp.SetOperation):
            left, right = scope.set_operation_scopes
            return self.trace_column(left, name) | self.trace_column(right, _list_output_names(right)[_find_position(left, name)])
        if isinstance(scope.expression, exp.Query):
            return self._trace_expression(scope.expression.selects[_find_position(scope, name)])
        return self._trace_expression(scope.expression)  # a list that is unnested: all its columns

    def _trace_expression(self, expression: exp.Expr) -> set[tuple[TableName, str]]:
        found: set[tuple[TableName, str]] = set()
        for column in expression.find_all(exp.Column):
            source = self._find_source(column)
            if isinstance(source, Scope):
                found |= self.trace_column(source, column.name)
            elif isinstance(source, exp.Table) and (source.db, source.name) in self._below:
                found.add(((source.db, source.name), column.name))
        return found

    def _find_source(self, column: exp.Column) -> Scope | exp.Expr | None:
        """The table or query that a column comes from: the nearest enclosing query that knows the table's name decides."""
        around = column.parent
        while around is not None:
            scope = self._scopes.get(id(around))
            if scope is not None and column.table in scope.sources:
                return scope.sources[column.table]
            around = around.parent
        return None


def _list_output_names(scope: Scope) -> list[str]:
    query = scope.expression
    return [name.lower() for name in query.named_selects] if isinstance(query, exp.Query) else []


def _find_position(scope: Scope, name: str) -> int:
    return _list_output_names(scope).index(name.lower())
