"""The one Definitions object: every asset, check, job, schedule and sensor of the project."""

from __future__ import annotations

import dagster as dg

from orchestration.dbt_bridge.manifest import DBT_EXECUTABLE, DBT_PROJECT
from orchestration.defs import checks, extraction, ingestion, publication, transformation
from orchestration.defs.jobs import BUILD, CRAWL, daily_build, hourly_crawl, inbox_sensor

defs = dg.Definitions(
    assets=dg.load_assets_from_modules([ingestion, extraction, transformation, publication]),
    asset_checks=dg.load_asset_checks_from_modules([checks]),
    jobs=[BUILD, CRAWL],
    schedules=[daily_build, hourly_crawl],
    sensors=[inbox_sensor],
    executor=dg.in_process_executor,  # also for what is materialized from the page: a process per step costs more than the work
    resources={
        "dbt": transformation.Dbt(
            project_dir=str(DBT_PROJECT.project_dir), dbt_executable=DBT_EXECUTABLE, global_config_flags=["--no-use-colors"]
        )
    },
)
