"""What the assets share: landing days as partitions, one run per backfill, owners, retries, plots and tables."""

import base64
import errno
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import dagster as dg
import duckdb

from orchestration.settings import get_settings
from orchestration.storage.landing import Landing
from orchestration.storage.warehouse import list_landed_days


def _find_first_day() -> str:
    """The first landing day; today if nothing has landed."""
    today = get_settings().clock().date()
    return min([today, *list_landed_days(Landing(get_settings().landing_dir))]).isoformat()


LANDING_DAYS = dg.DailyPartitionsDefinition(start_date=_find_first_day(), end_offset=1)
"""Days on which documents landed, in UTC, including today. They are not days of publication."""

SINGLE_RUN_BACKFILL = dg.BackfillPolicy.single_run()
"""A backfill of a range is one run, because the steps themselves share work among processes."""

WAREHOUSE_POOL = "warehouse"
"""Shows in the queue that these steps take turns. The file lock of the warehouse enforces it."""

ENGINEERS, ANALYSTS = "team:data-engineers", "team:analysts"
"""Owners: engineers run the pipeline, analysts read and correct the results."""

RETRY_POLICY = dg.RetryPolicy(max_retries=3, delay=2, backoff=dg.Backoff.EXPONENTIAL, jitter=dg.Jitter.PLUS_MINUS)
"""Three retries after about 2, 6 and 14 seconds; `retry_only_temporary_errors` decides which errors are retried."""

_TEMPORARY_ERRNOS = {errno.EAGAIN, errno.EBUSY, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ESTALE, errno.ETIMEDOUT}


@contextmanager
def retry_only_temporary_errors() -> Iterator[None]:
    """Lets Dagster retry only temporary errors of the block: a busy disk, or a file that another program has open.

    Any other error ends the step at once, and its message is shown.
    """
    try:
        yield
    except (duckdb.IOException, dg.Failure):
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _TEMPORARY_ERRNOS:
            raise
        raise dg.Failure(str(error), allow_retries=False) from error


def list_run_days(context: dg.AssetExecutionContext) -> list[date]:
    """The landing days of this run, in order."""
    if not (context.has_partition_key or context.has_partition_key_range):
        raise dg.Failure(
            "This run names no landing day. Add --partition 2026-11-21 or --partition-range 2026-11-01...2026-11-21, "
            "with your own dates.",
            allow_retries=False,
        )
    window = context.partition_time_window
    first, end = window.start.date(), window.end.date()
    return [first + timedelta(days=n) for n in range((end - first).days)]


def draw_picture(
    context: dg.AssetExecutionContext, name: str, shows: object, draw: Callable[[], bytes]
) -> dg.MarkdownMetadataValue:
    """A picture (PNG) of what `shows`; while that is the same, the one of the latest materialization under this name."""
    start = f"![{name}, drawn from {hashlib.sha256(repr(shows).encode()).hexdigest()[:12]}]"
    event = context.instance.get_latest_materialization_event(context.asset_key)
    before = event.asset_materialization.metadata.get(name) if event and event.asset_materialization else None
    if isinstance(before, dg.MarkdownMetadataValue) and (before.md_str or "").startswith(start):
        return before
    return dg.MetadataValue.md(f"{start}(data:image/png;base64,{base64.b64encode(draw()).decode()})")


def make_table(rows: list[dict[str, str | int | None]]) -> dg.TableMetadataValue:
    """A table of these rows. Dagster shows cells as plain text, whatever they contain."""
    schema = None if rows else dg.TableSchema(columns=[])  # Dagster takes the columns from the rows, if there are any
    return dg.MetadataValue.table([dg.TableRecord(dict(row)) for row in rows], schema)
