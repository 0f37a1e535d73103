"""Which columns a column is made of, read from compiled SQL."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from orchestration.dbt_bridge.column_lineage import trace_models

CLAIMS, EVENTS, DEAD = ("staging", "claims"), ("staging", "events"), ("marts", "dead")
COLUMNS = {
    CLAIMS: {"event_id": "VARCHAR", "n": "INTEGER", "outcome": "VARCHAR"},
    EVENTS: {"event_id": "VARCHAR", "place": "VARCHAR"},
    DEAD: {"event_id": "VARCHAR", "place": "VARCHAR", "killed": "HUGEINT", "unit": "VARCHAR"},
}
SQL = """
with counted as (
    select event_id, sum(n) as killed from "warehouse"."staging"."claims" where outcome = 'killed' group by event_id
)
select events.*, counted.killed, 'persons' as unit
from "warehouse"."staging"."events" as events left join counted on events.event_id = counted.event_id
"""


def manifest(*parents: str) -> dict[str, Any]:
    def node(kind: str, schema: str, name: str, depends_on: list[str]) -> dict[str, Any]:
        return {
            "resource_type": kind,
            "language": "sql",
            "original_file_path": f"models/{name}.sql",
            "schema": schema,
            "alias": name,
            "depends_on": {"nodes": depends_on},
        }

    return {
        "nodes": {
            "model.claims": node("model", "staging", "claims", []),
            "model.dead": node("model", "marts", "dead", list(parents)),
        },
        "sources": {"source.events": {"schema": "staging", "identifier": "events"}},
    }


def write(folder: Path, sql: str) -> Path:
    (folder / "models").mkdir(parents=True, exist_ok=True)
    (folder / "models" / "dead.sql").write_text(sql)
    return folder


def test_a_column_leads_through_ctes_and_stars_to_the_columns_of_the_tables_below(tmp_path: Path) -> None:
    found = trace_models(manifest("model.claims", "source.events"), write(tmp_path / "sql", SQL), COLUMNS, tmp_path / "cache")
    assert found == {
        DEAD: {"event_id": [(EVENTS, "event_id")], "place": [(EVENTS, "place")], "killed": [(CLAIMS, "n")], "unit": []}
    }


def test_what_is_remembered_is_used_until_the_sql_changes(tmp_path: Path) -> None:
    sql, cache = write(tmp_path / "sql", SQL), tmp_path / "cache"
    first = trace_models(manifest("model.claims", "source.events"), sql, COLUMNS, cache)
    [remembered] = cache.iterdir()
    assert trace_models(manifest("model.claims", "source.events"), sql, COLUMNS, cache) == first
    write(sql, SQL.replace("sum(n)", "count(outcome)"))
    changed = trace_models(manifest("model.claims", "source.events"), sql, COLUMNS, cache)
    assert changed[DEAD]["killed"] == [(CLAIMS, "outcome")]
    assert remembered in cache.iterdir()


def test_sql_that_cannot_be_followed_has_no_lineage(tmp_path: Path) -> None:
    sql = write(tmp_path / "sql", "select this is (no sql")
    assert trace_models(manifest("model.claims"), sql, COLUMNS, tmp_path / "cache") == {}
    assert trace_models(manifest("model.claims"), sql, COLUMNS, tmp_path / "cache") == {}, "also when remembered"
