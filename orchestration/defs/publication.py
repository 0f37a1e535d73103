"""The file for people."""

import dagster as dg

from orchestration.defs.extraction import WAREHOUSE_POOL
from orchestration.defs.transformation import marts
from orchestration.progress import step
from orchestration.publish import publish
from orchestration.settings import settings


@dg.asset(group_name="published", kinds={"duckdb"}, deps=[marts], pool=WAREHOUSE_POOL)
def published() -> dg.MaterializeResult[None]:
    """A read-only copy of the marts and exports, with the history of events, swapped in whole."""
    with step("publish") as say:
        result = publish(settings(), settings().clock())
        say("a new version is published" if result.is_new else "nothing changed: the published version stands")
    return dg.MaterializeResult(
        metadata={"path": dg.MetadataValue.path(result.path), "new version": result.is_new, "history rows": result.n_history_rows}
    )
