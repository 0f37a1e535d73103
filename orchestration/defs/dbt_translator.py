"""How the dbt project appears in Dagster: groups, owners, and each test as a sentence. Builds belong to `transformation`."""

from collections.abc import Mapping
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DbtProject

from orchestration.defs.shared import ANALYSTS, ENGINEERS
from orchestration.settings import DBT_PROJECT_DIR, PROJECT_DIR


def describe_rule(test: Mapping[str, Any]) -> str:
    """What a dbt test requires, as one sentence; `test` is its node in the manifest."""
    kind = test.get("test_metadata") or {}
    arguments, column = kind.get("kwargs", {}), f"`{test.get('column_name')}`"
    match kind.get("name"):
        case "not_null":
            return f"{column} has a value in every row."
        case "unique":
            return f"{column} differs from row to row."
        case "accepted_values":
            return f"{column} is one of {', '.join(str(v) for v in arguments['values'])}."
        case "relationships":
            to = str(arguments["to"]).removeprefix("ref('").removesuffix("')")
            return f"Every {column} is a `{arguments['field']}` of `{to}`."
        case "unique_combination" | "primary_key" as name:
            columns = ", ".join(f"`{c}`" for c in arguments["columns"])
            return f"No two rows share {columns}" + (", and none of these is NULL." if name == "primary_key" else ".")
    return str(test.get("description") or test["name"])


class Translator(DagsterDbtTranslator):
    """Groups are the schemas of the warehouse. Analysts own the reference lists, marts and exports."""

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """The schema: reference, staging, intermediate, marts or exports."""
        return str(dbt_resource_props["config"].get("schema") or dbt_resource_props["schema"])

    def get_description(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """What the table contains, and the file that makes it."""
        where = (DBT_PROJECT_DIR / dbt_resource_props["original_file_path"]).resolve().relative_to(PROJECT_DIR)
        return f"{dbt_resource_props['description']}\n\nMade by `{where}`."

    def get_owners(self, dbt_resource_props: Mapping[str, Any]) -> list[str]:
        """Analysts own the tables that they edit and read, engineers all others."""
        return [ANALYSTS if self.get_group_name(dbt_resource_props) in ("reference", "marts", "exports") else ENGINEERS]

    def get_asset_check_spec(
        self, asset_spec: dg.AssetSpec, manifest: Mapping[str, Any], unique_id: str, project: DbtProject | None
    ) -> dg.AssetCheckSpec | None:
        """dbt's check, described by its rule."""
        spec = super().get_asset_check_spec(asset_spec, manifest, unique_id, project)
        return spec and spec._replace(description=describe_rule(manifest["nodes"][unique_id]))
