"""Dagster definitions and nothing else: what an asset does is a function of `flow` or `publish`."""

import warnings

from dagster import BetaWarning

# One run for a backfill of many days is what the row-local steps need, and nothing else in Dagster gives it.
warnings.filterwarnings("ignore", message="Parameter `backfill_policy`", category=BetaWarning)
