"""The day on which an article was written: as its dateline names it, or where it was published.

Where the dateline ends belongs to `parsing.dateline`; the days that expressions of time mean belong to `dates`.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from orchestration.extract.parsing.dateline import find_dateline_end
from orchestration.extract.times.dates import resolve_time
from orchestration.extract.times.time_words import find_times

_DEGREES_PER_HOUR = 15
_MAX_DAYS_TO_PUBLICATION = 3
"""An article is published at most so many days after the day that its dateline names."""


def find_local_day(published_at: datetime, longitude: float | None) -> date:
    """The day of publication where the article was written. A time of midnight is no time: then the day is as given."""
    if longitude is None or published_at.time() == time(0):
        return published_at.date()
    return (published_at + timedelta(hours=round(longitude / _DEGREES_PER_HOUR))).date()


def find_day_written(text: str, published: date) -> date:
    """The day that the dateline names, from which the words of the article count; else the day of publication."""
    end = find_dateline_end(text)
    for expression in find_times(text[:end]) if end else ():
        told = resolve_time(expression, published) if expression.kind == "day" else None
        if told is not None and -1 <= (published - told.start).days <= _MAX_DAYS_TO_PUBLICATION and told.precision == 1:
            return told.start
    return published
