"""The tags on Dagster's runs that this project reads or writes: the one place that knows their names.

Here belong the names, and the tags that ask for a range of landing days. Which days are due belongs to `jobs`; which process
executes a run belongs to `cli`.
"""

from __future__ import annotations

from datetime import date

PROCESS_TAG = ".dagster/tallywire_process"
"""Names the process of a run that the command line started. The UI hides tags with this prefix."""
PARTITION_TAG = "dagster/partition"
"""The landing day of a run for one day."""
RANGE_START_TAG, RANGE_END_TAG = "dagster/asset_partition_range_start", "dagster/asset_partition_range_end"
"""The first and the last landing day of a run for several days."""


def make_range_tags(first: date, last: date) -> dict[str, str]:
    """Tags that ask the partitioned steps for the landing days from `first` to `last`."""
    return {RANGE_START_TAG: first.isoformat(), RANGE_END_TAG: last.isoformat()}
