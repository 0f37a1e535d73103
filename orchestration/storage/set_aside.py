"""Articles that were set aside because a check of the tables failed on their rows. The list is landed: a rebuild uses it again.

Here belong the files of the list. Which articles are on it belongs to the build; what loading leaves out belongs to `warehouse`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pyarrow as pa

from orchestration.extract.schema import REJECTED_ARTICLES
from orchestration.storage.landing import Landing

KIND = "set_aside_articles"

SET_ASIDE = pa.schema(
    [
        *REJECTED_ARTICLES,
        ("is_whole", pa.bool_()),  # the article itself is left out too, not only what was read from it
        ("project_hash", pa.string()),  # the models whose check failed
    ]
)
"""One row per article and round of the build that found it."""


def set_articles_aside(landing: Landing, day: date, rows: list[dict[str, object]], version: str) -> None:
    """Lands rows of `SET_ASIDE` about articles that landed on `day`, for this version of the extractor."""
    landing.write_table(KIND, day, pa.Table.from_pylist(rows, schema=SET_ASIDE), version=version)


def read_set_aside(landing: Landing, day: date, version: str) -> pa.Table:
    """The articles of a landing day that are set aside for this version, as rows of `SET_ASIDE`."""
    names = landing.list_names(KIND, day, version)
    return pa.concat_tables([SET_ASIDE.empty_table(), *(landing.read_table(KIND, day, name, version=version) for name in names)])


def release_articles(landing: Landing, version: str, project_hash: str) -> list[date]:
    """Deletes what checks of other models have set aside, so that the current ones try again. Returns the days that changed."""

    def keeps(day: date, name: str) -> bool:
        hashes: Iterable[str] = landing.read_table(KIND, day, name, version=version)["project_hash"].to_pylist()
        return all(of_row == project_hash for of_row in hashes)

    days = landing.list_days(KIND, version)
    return [
        day
        for day in days
        if landing.prune_files(KIND, day, [n for n in landing.list_names(KIND, day, version) if keeps(day, n)], version)
    ]
