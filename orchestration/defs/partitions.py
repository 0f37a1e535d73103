"""Days of landing: the partitions of every row-local step."""

from __future__ import annotations

from datetime import date, timedelta

import dagster as dg

LANDED_ON = dg.DailyPartitionsDefinition(start_date="2024-01-01", end_offset=1)
"""Days on which documents were landed, UTC, today included; never days of publication."""

ONE_RUN = dg.BackfillPolicy.single_run()
"""A backfill of a range is one run: the steps share their work out to processes by themselves."""


def days_of(context: dg.AssetExecutionContext) -> list[date]:
    """The landing days that this run is asked for, in order."""
    window = context.partition_time_window
    first, end = window.start.date(), window.end.date()
    return [first + timedelta(days=n) for n in range((end - first).days)]
