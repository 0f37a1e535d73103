"""The asset of the published file. How it is published belongs to `storage.publish`."""

from typing import Any

import dagster as dg

from orchestration.defs.shared import (
    ANALYSTS,
    RETRY_POLICY,
    WAREHOUSE_POOL,
    draw_picture,
    make_table,
    retry_only_temporary_errors,
)
from orchestration.defs.transformation import dbt_models
from orchestration.monitoring import landing_health, plots
from orchestration.pipeline.progress import report_step
from orchestration.settings import get_settings
from orchestration.storage.publish import PUBLISHED_SCHEMAS, publish_marts
from orchestration.storage.warehouse import connect

_SELECT_PREVIEW = """
select
    strftime(event_date, '%Y-%m-%d') as date,
    location,
    summary,
    case
        when coalesce(killed_low, killed_best, killed_high) is null then null
        when killed_low = killed_high then killed_low::varchar
        when killed_high is null then 'at least ' || coalesce(killed_low, killed_best)
        else coalesce(killed_low::varchar, '?') || ' to ' || killed_high
    end as killed
from marts.events where context = 'conflict' order by last_reported_at desc nulls last, event_id limit 10
"""
_PUBLISHED_MODELS = [spec.key for spec in dbt_models.specs if spec.group_name in PUBLISHED_SCHEMAS]


@dg.asset(
    group_name="published",
    kinds={"duckdb"},
    owners=[ANALYSTS],
    deps=_PUBLISHED_MODELS,
    pool=WAREHOUSE_POOL,
    retry_policy=RETRY_POLICY,
)
def published(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
    """A read-only copy of the marts and exports, with the history of events. Open this file to read the results."""
    with report_step("publish") as say, retry_only_temporary_errors():
        result = publish_marts(get_settings(), get_settings().clock())
        say("new version published" if result.is_new else "nothing changed; the published version is current")
    with connect(result.path, read_only=True) as db:
        found = db.execute(_SELECT_PREVIEW)
        names = [column for column, *_ in found.description or []]
        events = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    metadata: dict[str, Any] = {
        "open this file": dg.MetadataValue.path(result.path),
        "new version": result.is_new,
        "rows added to the history": result.n_history_rows,
        "dagster/row_count": sum(result.n_rows.values()),
        "latest events": make_table(events),
    }
    months = landing_health.sum_deaths_by_month(result.path)
    if months:
        columns = ([m.month for m in months], [m.low for m in months], [m.best for m in months], [m.high for m in months])
        is_open = [m.is_open for m in months]
        metadata["deaths by month"] = draw_picture(
            context, "deaths by month", months, lambda: plots.plot_deaths_by_month(*columns, is_open)
        )
    return dg.MaterializeResult(metadata=metadata)
