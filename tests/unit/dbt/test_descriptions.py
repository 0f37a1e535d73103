"""Every table describes itself: each model has a YAML file of its own, and nothing shows an empty description.

Here belongs what the YAML of the dbt project must say. Whether its tests hold for the rows is decided by dbt itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from orchestration.dbt_bridge.manifest import ensure_manifest
from orchestration.settings import DBT_PROJECT_DIR

MODELS = DBT_PROJECT_DIR / "models"
LAYERS_WITH_GRAIN = ("intermediate", "marts", "exports")
KEY_TESTS = {"primary_key", "unique_combination", "unique"}


def model_files() -> list[Path]:
    return sorted(file for file in MODELS.rglob("*") if file.suffix in {".sql", ".py"})


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(ensure_manifest().read_text())
    return parsed


def tables(manifest: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every model, seed and source table, with its name in the manifest."""
    for node in [*manifest["nodes"].values(), *manifest["sources"].values()]:
        if node["resource_type"] in {"model", "seed", "source"}:
            yield node["unique_id"], node


def layer(node: dict[str, Any]) -> str:
    return str(node["fqn"][1])


def test_there_is_a_model_to_read() -> None:
    assert len(model_files()) > 50


def test_each_model_has_a_yaml_of_its_own_name_beside_it(manifest: dict[str, Any]) -> None:
    assert not [file.name for file in model_files() if not file.with_suffix(".yml").is_file()]
    for name, node in tables(manifest):
        if node["resource_type"] == "model":
            described_in = str(node["patch_path"]).removeprefix("tallywire://")
            assert Path(described_in) == Path(node["original_file_path"]).with_suffix(".yml"), name


def test_each_unit_test_stands_in_the_yaml_of_its_model(manifest: dict[str, Any]) -> None:
    for test in manifest["unit_tests"].values():
        assert Path(test["original_file_path"]).stem == test["model"], test["name"]


def test_no_yaml_is_left_without_its_model() -> None:
    stray = {file for file in MODELS.rglob("*.yml") if not file.name.startswith("_")} - {
        file.with_suffix(".yml") for file in model_files()
    }
    assert not stray


def test_no_model_source_or_seed_has_an_empty_description(manifest: dict[str, Any]) -> None:
    assert not [name for name, node in tables(manifest) if not node["description"].strip()]


def test_no_described_column_and_no_column_of_a_mart_has_an_empty_description(manifest: dict[str, Any]) -> None:
    assert not [
        f"{name}.{column['name']}"
        for name, node in tables(manifest)
        for column in node["columns"].values()
        if not column["description"].strip()
    ]
    assert not [name for name, node in tables(manifest) if layer(node) in ("marts", "exports") and not node["columns"]]


def test_a_description_states_the_grain_first(manifest: dict[str, Any]) -> None:
    for name, node in tables(manifest):
        if node["resource_type"] == "model":
            assert node["description"].startswith("One row per "), name


def test_each_table_that_a_rule_makes_has_its_key_tested(manifest: dict[str, Any]) -> None:
    tested = {
        test["attached_node"]
        for test in manifest["nodes"].values()
        if test["resource_type"] == "test" and (test.get("test_metadata") or {}).get("name") in KEY_TESTS
    }
    made = {name for name, node in tables(manifest) if node["resource_type"] == "model" and layer(node) in LAYERS_WITH_GRAIN}
    assert made <= tested
