"""Counts of the last landing days and of the published file, for checks and plots.

Here belong counts over landed Parquet files and the published file, read with SQL. Which count is too high belongs to the
checks, how it is drawn to `plots`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import duckdb

from orchestration.ingest.web.sources import Source
from orchestration.storage import set_aside
from orchestration.storage.landing import Landing
from orchestration.storage.warehouse import connect

MAX_DAYS = 30
"""Number of latest landing days that are counted."""
MIN_WORDS = 20
"""A text with fewer words is probably not a full article: a teaser, a headline, or what a failed extraction left."""

MAX_USUAL_PAUSES = 3
"""An outlet that is silent for longer than this many usual pauses has probably moved or blocked us."""
_MIN_PAUSES = 5


@dataclass(frozen=True)
class DayCounts:
    """One landing day."""

    landed_on: date
    n_articles: int
    n_rejected: int
    n_unread: int
    """Articles in a language that gives no mentions."""
    n_short: int


def _list_files(landing: Landing, kind: str, days: list[date]) -> list[str]:
    return [str(landing.get_path(kind, day, name)) for day in days for name in landing.list_names(kind, day)]


def _query_files(sql: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    with duckdb.connect(":memory:") as db:
        return db.execute(sql, parameters).fetchall()


def count_last_days(landing: Landing, read_languages: frozenset[str], n_days: int = MAX_DAYS) -> list[DayCounts]:
    """The last `n_days` on which something was parsed, in order."""
    days = landing.list_days("articles")[-n_days:]
    articles, rejected = _list_files(landing, "articles", days), _list_files(landing, "rejected_documents", days)
    if not articles:
        return []
    counted = _query_files(
        """
        select landed_on, count(*), count(*) filter (language not in (select unnest($2))), count(*) filter (word_count < $3)
        from read_parquet($1, hive_partitioning = true, hive_types = {'landed_on': date}) group by landed_on
        """,
        [articles, sorted(read_languages), MIN_WORDS],
    )
    refused: dict[date, int] = dict(
        _query_files(
            """
            select landed_on, count(*)
            from read_parquet($1, hive_partitioning = true, hive_types = {'landed_on': date}) group by landed_on
            """,
            [rejected],
        )
    )
    found = {day: (n, n_unread, n_short) for day, n, n_unread, n_short in counted}
    return [
        DayCounts(day, found.get(day, (0, 0, 0))[0], refused.get(day, 0), *found.get(day, (0, 0, 0))[1:])
        for day in days
        if day in found or day in refused
    ]


def count_reject_reasons(landing: Landing, n_days: int = MAX_DAYS) -> list[tuple[str, int]]:
    """How often each reason was given in the last days, the most frequent first."""
    files = _list_files(landing, "rejected_documents", landing.list_days("rejected_documents")[-n_days:])
    if not files:
        return []
    return _query_files("select reason, count(*) as n from read_parquet($1) group by reason order by n desc, reason", [files])


def count_articles_not_read(landing: Landing, version: str, n_days: int = MAX_DAYS) -> list[tuple[str, int]]:
    """How many articles of the last days this version could not read or had to set aside, by reason."""
    files = [
        str(landing.get_path(kind, day, name, version))
        for day in landing.list_days("articles")[-n_days:]
        for kind in ("rejected_articles", set_aside.KIND)
        for name in landing.list_names(kind, day, version)
    ]
    if not files:
        return []
    return _query_files(
        "select reason, count(*) as n from read_parquet($1, union_by_name = true) group by reason order by n desc, reason",
        [files],
    )


def compute_usual_volume(days: list[DayCounts]) -> float | None:
    """The median number of articles of the days before the last one; None: fewer than three such days."""
    before = [day.n_articles for day in days[:-1]]
    return median(before) if len(before) >= 3 else None


def preview_articles(landing: Landing, day: date, n: int = 10) -> list[dict[str, str | int | None]]:
    """Some articles of a landing day, sorted by id: title, source, language, date and length."""
    files = _list_files(landing, "articles", [day])
    if not files:
        return []
    rows = _query_files(
        """
        select coalesce(title, left(text, 80)), source_name, language, strftime(published_at, '%Y-%m-%d'), word_count
        from read_parquet($1) order by article_id limit $2
        """,
        [files, n],
    )
    return [dict(zip(("title", "source", "language", "published", "words"), row, strict=True)) for row in rows]


@dataclass(frozen=True)
class SilentOutlet:
    """An outlet that is silent: when it last listed something new, and its usual pause."""

    name: str
    last_news: datetime
    usual_hours: float
    """Nine of ten pauses between two new addresses were shorter."""


def find_silent_outlets(landing: Landing, sources: list[Source], now: datetime) -> list[SilentOutlet]:
    """The active sources whose pause is longer than `MAX_USUAL_PAUSES` usual pauses. Sources without a rhythm are left out."""
    files = _list_files(landing, "addresses", landing.list_days("addresses")[-2 * MAX_DAYS :])
    if not files:
        return []
    rows = _query_files(
        """
        with news as (select distinct source_id, found_at from read_parquet($1, hive_partitioning = false)),
        pauses as (
            select *, epoch(found_at - lag(found_at) over (partition by source_id order by found_at)) / 3600 as hours from news
        )
        select source_id, max(found_at), quantile_cont(hours, 0.9) from pauses
        group by source_id having count(hours) >= $2
        """,
        [files, _MIN_PAUSES],
    )
    rhythms = {source_id: (last, hours) for source_id, last, hours in rows}
    silent = []
    for source in sources:
        if source.active and source.source_id in rhythms:
            last, hours = rhythms[source.source_id]
            usual = max(hours, source.every_hours)
            if now - last > MAX_USUAL_PAUSES * timedelta(hours=usual):
                silent.append(SilentOutlet(source.name, last, usual))
    return silent


@dataclass(frozen=True)
class MonthDeaths:
    """People killed in the conflict events of one month."""

    month: date
    low: int
    best: int
    high: int
    is_open: bool
    """Whether an event of the month has no upper limit of people killed."""


def sum_deaths_by_month(published: Path) -> list[MonthDeaths]:
    """People killed in the last 24 months that have such events. An unknown best counts as low, an unknown high as best."""
    with connect(published, read_only=True) as db:
        rows = db.execute(
            """
            select
                date_trunc('month', date_start)::date as month,
                sum(coalesce(killed_low, 0))::integer,
                sum(coalesce(killed_best, killed_low, 0))::integer,
                sum(coalesce(killed_high, killed_best, killed_low, 0))::integer,
                bool_or(killed_high is null)
            from marts.events
            where
                context = 'conflict' and coalesce(killed_low, killed_best, killed_high) > 0
                and date_trunc('month', date_start) = date_trunc('month', date_end)
            group by month order by month desc limit 24
            """
        ).fetchall()
    return [MonthDeaths(*row) for row in reversed(rows)]
