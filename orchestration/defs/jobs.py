"""The one job: everything from the inbox to the published file."""

from __future__ import annotations

import dagster as dg

BUILD = dg.define_asset_job(
    "build",
    selection=dg.AssetSelection.all(),
    executor_def=dg.in_process_executor,  # a process per step costs more than the work on a small day
    description="Everything from the inbox to the published file.",
)
