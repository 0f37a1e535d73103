"""Which landed documents made a test of dbt fail: the rows that break its rule, followed back to their documents.

What becomes of the documents belongs to the build.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

MAX_ROWS = 1_000
"""If more rows break a rule, the fault is one of the models."""

_IDS_OF_DOCUMENTS = """
create or replace temp table known_ids as
select document_id as id, document_id, 0 as breadth from raw.documents
union select mention_id, document_id, 0 from raw.event_mentions
union select claim_id, document_id, 0 from raw.claims
union select claim_id, document_id, 0 from raw.equipment_claims
union select article_id, document_id, 1 from raw.articles
"""
_IDS_OF_EVENTS = """
insert into known_ids
select distinct grouped.event_id, mentions.document_id, 2
from {table} as grouped inner join raw.event_mentions as mentions using (mention_id)
where grouped.event_id is not null
"""

Results = Mapping[str, Any]


def list_failed_tests(results: Results) -> list[str] | None:
    """The unique ids of the tests that failed. None if something else failed too, such as a model."""
    bad = [result for result in results["results"] if result["status"] in ("error", "fail", "runtime error")]
    tests = [str(result["unique_id"]) for result in bad if result["status"] == "fail"]
    return tests if len(tests) == len(bad) else None


def find_test_sql(test: Mapping[str, Any], compiled: Path) -> Path | None:
    """The file with the query of a test, as dbt ran it. The tests of a YAML file are in a folder named after it."""
    path = compiled / test["original_file_path"]
    file = path if path.is_file() else path / str(test["path"]).rpartition("/")[2]
    return file if file.is_file() else None


def find_documents(
    db: duckdb.DuckDBPyConnection, tests: list[str], manifest: Mapping[str, Any], compiled: Path
) -> dict[str, str] | None:
    """The documents of all rows that break these tests: document id to the unique id of the test.

    None if a row leads to no document, or if more than `MAX_ROWS` break one test: then no single document is to blame.
    """
    db.execute(_IDS_OF_DOCUMENTS)
    grouped = db.execute(
        """
        select schema_name || '.' || table_name from duckdb_columns() where schema_name in ('intermediate', 'marts')
        group by all having bool_or(column_name = 'event_id') and bool_or(column_name = 'mention_id')
        """
    ).fetchall()
    for (table,) in grouped:
        db.execute(_IDS_OF_EVENTS.format(table=table))
    found: dict[str, str] = {}
    for unique_id in tests:
        documents = _find_documents_of_test(db, manifest, unique_id, compiled)
        if documents is None:
            return None
        found |= dict.fromkeys(documents, unique_id)
    return found


def _find_documents_of_test(
    db: duckdb.DuckDBPyConnection, manifest: Mapping[str, Any], unique_id: str, compiled: Path
) -> set[str] | None:
    test = manifest["nodes"][unique_id]
    file = find_test_sql(test, compiled)
    if file is None:
        return None
    failing = f"select * from ({file.read_text()}) limit {MAX_ROWS + 1}"
    rows = db.execute(failing).fetchall()
    if not 0 < len(rows) <= MAX_ROWS:
        return None
    documents = [_follow_ids(db, row) for row in rows]
    if not all(documents) and test.get("attached_node") and test.get("column_name"):
        # The query gives only the value that breaks the rule: the rows of the model that hold it have the ids.
        node, column = manifest["nodes"][test["attached_node"]], test["column_name"]
        values = [row[0] for row in rows]
        holders = db.execute(
            f'select * from "{node["schema"]}"."{node["alias"]}" '
            f'where list_contains($1, "{column}") or ("{column}" is null and $2) limit {MAX_ROWS + 1}',
            [values, None in values],
        ).fetchall()
        if not 0 < len(holders) <= MAX_ROWS:
            return None
        documents = [_follow_ids(db, row) for row in holders]
    return set().union(*documents) if all(documents) else None


def _follow_ids(db: duckdb.DuckDBPyConnection, row: tuple[Any, ...]) -> set[str]:
    """The documents that the narrowest ids of a row lead to: those of a claim before those of its event."""
    values = [value for value in row if isinstance(value, str)]
    found = db.execute("select document_id, breadth from known_ids where list_contains(?, id)", [values]).fetchall()
    narrowest = min((breadth for _, breadth in found), default=0)
    return {document_id for document_id, breadth in found if breadth == narrowest}
