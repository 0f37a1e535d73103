"""From articles to mentions and claims, and from there into the warehouse."""

from collections.abc import Iterator

import dagster as dg

from orchestration import flow
from orchestration.defs.ingestion import articles
from orchestration.defs.partitions import LANDED_ON, ONE_RUN, days_of
from orchestration.progress import step
from orchestration.settings import settings
from orchestration.warehouse import KINDS

WAREHOUSE_POOL = "warehouse"
"""Shows in the queue that these steps take turns; the file lock in `lock` is what makes them."""


@dg.asset(
    group_name="extraction", kinds={"python", "parquet"}, deps=[articles], partitions_def=LANDED_ON, backfill_policy=ONE_RUN
)
def extractions(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
    """Event mentions, casualty and equipment claims, actor and place mentions, each with the words it was read from."""
    with step("extractions") as say:
        n = flow.extract_days(settings(), days_of(context), say)
        version = flow.current_extractor_version(settings())
        say(f"{n} articles read by extractor {version}" if n else f"nothing new to read for extractor {version}")
    return dg.MaterializeResult(metadata={"articles read": n, "extractor version": version})


@dg.multi_asset(
    name="raw",
    group_name="warehouse",
    specs=[
        dg.AssetSpec(
            ["raw", kind.name],
            deps=[extractions],
            partitions_def=LANDED_ON,
            kinds={"duckdb"},
            description=f"Landed {kind.name.replace('_', ' ')} as they are, one transaction per landing day.",
        )
        for kind in KINDS
    ],
    backfill_policy=ONE_RUN,
    pool=WAREHOUSE_POOL,
)
def raw(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[None]]:
    """Loads landed days into schema raw of the warehouse: the day's rows out, the day's rows in."""
    with step("raw") as say:
        changed = flow.load_raw(settings(), days_of(context))
        say(f"{sum(changed.values())} rows loaded for {len(changed)} day(s)" if changed else "already loaded")
    for kind in KINDS:
        yield dg.MaterializeResult(asset_key=["raw", kind.name])
