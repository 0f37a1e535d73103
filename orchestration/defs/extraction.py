"""Assets from articles to mentions and claims, and from there to raw tables. How they are made belongs to `pipeline.steps`."""

from collections.abc import Iterator

import dagster as dg

from orchestration.defs.ingestion import articles
from orchestration.defs.shared import (
    ENGINEERS,
    LANDING_DAYS,
    RETRY_POLICY,
    SINGLE_RUN_BACKFILL,
    WAREHOUSE_POOL,
    list_run_days,
    retry_only_temporary_errors,
)
from orchestration.pipeline import steps
from orchestration.pipeline.progress import report_step
from orchestration.settings import get_settings
from orchestration.storage.landing import Landing
from orchestration.storage.warehouse import KINDS


@dg.asset(
    group_name="extraction",
    kinds={"python", "parquet"},
    owners=[ENGINEERS],
    deps=[articles],
    partitions_def=LANDING_DAYS,
    backfill_policy=SINGLE_RUN_BACKFILL,
    retry_policy=RETRY_POLICY,
)
def extractions(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
    """Event mentions, casualty and equipment claims, actor and place mentions, each with the words that state it."""
    landing, days = Landing(get_settings().landing_dir), list_run_days(context)
    with report_step("extractions") as say, retry_only_temporary_errors():
        n = steps.extract_days(get_settings(), days, say)
        version = steps.get_extractor_version(get_settings())
        say(f"{n} articles read by extractor {version}" if n else f"no new articles for extractor {version}")
    found = {
        kind.name.replace("_", " "): sum(landing.count_day_rows(kind.name, day, version) for day in days)
        for kind in KINDS
        if kind.is_versioned
    }
    return dg.MaterializeResult(
        metadata={"articles read now": n, "extractor version": version, "dagster/row_count": sum(found.values()), **found}
    )


@dg.multi_asset(
    name="raw",
    specs=[
        dg.AssetSpec(
            ["raw", kind.name],
            group_name="raw",
            deps=[extractions],
            partitions_def=LANDING_DAYS,
            kinds={"duckdb"},
            owners=[ENGINEERS],
            description=f"Landed {kind.name.replace('_', ' ')}, unchanged. Each landing day is loaded in one transaction.",
        )
        for kind in KINDS
    ],
    backfill_policy=SINGLE_RUN_BACKFILL,
    pool=WAREHOUSE_POOL,
    retry_policy=RETRY_POLICY,
)
def raw(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[None]]:
    """Loads landed days into schema raw of the warehouse: the rows of a day are deleted and inserted in one transaction."""
    landing, days = Landing(get_settings().landing_dir), list_run_days(context)
    version = steps.get_extractor_version(get_settings())
    with report_step("raw") as say, retry_only_temporary_errors():
        changed = steps.load_raw(get_settings(), days)
        say(f"{sum(changed.values()):,} rows loaded, landing days: {len(changed):,}" if changed else "no new rows to load")
    for kind in KINDS:
        n = sum(landing.count_day_rows(kind.name, day, version if kind.is_versioned else None) for day in days)
        yield dg.MaterializeResult(asset_key=["raw", kind.name], metadata={"dagster/row_count": n})
