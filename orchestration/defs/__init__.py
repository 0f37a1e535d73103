"""Dagster definitions and nothing else: what an asset does is a function of `pipeline`, `storage` or `dbt_bridge`."""

import warnings

from dagster import BetaWarning

# The steps that read single articles need one run for a backfill of many days, and nothing else in Dagster offers that.
warnings.filterwarnings("ignore", message="Parameter `backfill_policy`", category=BetaWarning)
