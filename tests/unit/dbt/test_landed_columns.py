"""A column that extraction lands is in every place that must have it, or is left out there for a stated reason.

The one schema is `orchestration.extract.schema`. Here belong the places after it: staging, the model where claims meet their
corrections, marts with their YAML, and the public contract. tests/unit/extract/test_rows.py holds that rows have the columns.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping

import pytest

from orchestration.extract.schema import SCHEMAS
from orchestration.settings import DBT_PROJECT_DIR, PROJECT_DIR

MODELS = DBT_PROJECT_DIR / "models"
CORRECTED = MODELS / "intermediate" / "figures" / "int_claims_corrected.sql"

NOT_CORRECTED: Mapping[str, str] = {
    "rule": "read there as is_person and is_by_own_hand",
    "sentence_end": "nothing after staging asks where a sentence ends",
    "owner_name": "named victim_actor_name, as in claims",
}
NOT_PUBLIC: Mapping[str, str] = {
    "document_id": "the mart has its revision",
    "victim_actor_name": "the mart has the actor that it resolves to",
    "owner_name": "the mart has the actor that it resolves to",
    "sentence_start": "the mart has the sentence itself",
    "sentence_end": "the mart has the sentence itself",
    "rule": "for explain, which reads the landed row",
}


def selected(select_list: str) -> list[str]:
    """The columns that a plain list of a `select` gives, in order: `name`, `name as other` or an expression `as name`."""
    lines = (line.split("--")[0].strip().rstrip(",") for line in select_list.splitlines())
    return [line.split(" as ")[-1].split(".")[-1] for line in lines if line]


def between(sql: str, start: str, end: str, which: int = 0) -> list[str]:
    found = re.findall(rf"{start}\n(.*?)\n\s*{end}", sql, re.DOTALL)
    return selected(found[which])


@pytest.mark.parametrize("table", sorted(SCHEMAS))
def test_staging_has_each_column_that_lands(table: str) -> None:
    model = MODELS / "staging" / f"stg_{table}.sql"
    found, landed = between(model.read_text(encoding="utf-8"), "    select", "from source"), {*SCHEMAS[table].names, "landed_on"}
    assert not landed - set(found), f"{model.name} lacks a column that lands"
    assert not set(found) - landed, f"{model.name} has a column that no longer lands"
    assert len(found) == len(landed)


@pytest.mark.parametrize(("table", "which"), [("claims", 0), ("equipment_claims", 1)])
def test_a_claim_meets_its_corrections_with_each_column(table: str, which: int) -> None:
    columns = between(CORRECTED.read_text(encoding="utf-8"), "    select", r"from {{ ref\('stg_\w*claims'\) }}", which)
    assert not set(SCHEMAS[table].names) - set(columns) - set(NOT_CORRECTED), f"{CORRECTED.name} lacks a column of {table}"


def test_both_kinds_of_claims_meet_their_corrections_with_the_same_columns() -> None:
    sql = CORRECTED.read_text(encoding="utf-8")
    one, other = (between(sql, "    select", r"from {{ ref\('stg_\w*claims'\) }}", which) for which in (0, 1))
    assert one == other


@pytest.mark.parametrize("table", ["claims", "equipment_claims"])
def test_a_mart_its_yaml_and_the_contract_have_each_public_column(table: str) -> None:
    mart = between((MODELS / "marts" / f"{table}.sql").read_text(encoding="utf-8"), "\nselect", "from claims")
    described = (MODELS / "marts" / f"{table}.yml").read_text(encoding="utf-8").partition("unit_tests:")[0]
    yaml = re.findall(r"^      - name: (\w+)\n        data_type:", described, re.MULTILINE)
    with (PROJECT_DIR / "tests" / "contract.csv").open(encoding="utf-8") as file:
        contract = [row["column"] for row in csv.DictReader(file) if row["table"] == table]
    places = {f"marts/{table}.sql": mart, f"marts/{table}.yml": yaml, "tests/contract.csv": contract}
    public = set(SCHEMAS[table].names) - set(NOT_PUBLIC)
    lacking = {place: sorted(public - set(columns)) for place, columns in places.items()}
    assert lacking == {place: [] for place in places}
    assert sorted(mart) == sorted(yaml) == sorted(contract)
