"""The one Definitions object: every asset, check and job of the project."""

from __future__ import annotations

import dagster as dg
from dagster_dbt import DbtCliResource

from orchestration.dbt_manifest import DBT, DBT_PROJECT
from orchestration.defs import extraction, ingestion, publication, transformation
from orchestration.defs.jobs import BUILD

defs = dg.Definitions(
    assets=dg.load_assets_from_modules([ingestion, extraction, transformation, publication]),
    jobs=[BUILD],
    resources={"dbt": DbtCliResource(project_dir=DBT_PROJECT, dbt_executable=DBT, global_config_flags=["--no-use-colors"])},
)
