"""The dbt project as assets: staging, intermediate, marts, exports."""

import shutil
from collections.abc import Iterator
from typing import Any

import dagster as dg
from dagster_dbt import DbtCliResource, dbt_assets

from orchestration.dbt_manifest import DBT_PROJECT, ensure_manifest
from orchestration.defs.extraction import WAREHOUSE_POOL
from orchestration.progress import step
from orchestration.settings import settings


@dbt_assets(manifest=ensure_manifest(), project=DBT_PROJECT, pool=WAREHOUSE_POOL)
def marts(context: dg.AssetExecutionContext, dbt: DbtCliResource) -> Iterator[Any]:
    """Builds and tests every model; a failed test leaves the published version as it was."""
    target = settings().data_dir / "dbt" / context.run_id
    n_models = n_tests = 0
    with step("dbt") as say:
        # Unit tests guard the code, not the day's rows: `make test` runs them.
        build = dbt.cli(["build", "--exclude-resource-type", "unit_test"], context=context, target_path=target)
        for event in build.stream():
            if isinstance(event, dg.AssetCheckResult | dg.AssetCheckEvaluation):
                n_tests += 1
            else:
                n_models += 1
            say(f"{n_models} models built, {n_tests} tests passed")
            yield event
    shutil.rmtree(target, ignore_errors=True)  # after a failure its log stays, and the error names it
