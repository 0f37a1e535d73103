"""The day on which an article was written: from its dateline, else from its time of publication.

Here belongs the choice between the two. Where the dateline ends belongs to `parsing.dateline`; the days that expressions of time
mean belong to `dates`.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from orchestration.extract.parsing.dateline import find_dateline_end
from orchestration.extract.times.dates import resolve_time
from orchestration.extract.times.time_words import find_times

_DEGREES_PER_HOUR = 15
_MAX_DAYS_TO_PUBLICATION = 3
"""The longest time between the day in a dateline and the publication of the article."""


def find_local_day(published_at: datetime, published_on: date | None, longitude: float | None) -> date:
    """Finds the day of publication at the place of writing; `published_at` is in UTC, `longitude` in degrees.

    Midnight means that the time is not known, and a longitude of None that the place is not known. Then it is `published_on`, the
    day at the outlet, or else the day in UTC.
    """
    if longitude is None or published_at.time() == time(0):
        return published_on or published_at.date()
    return (published_at + timedelta(hours=round(longitude / _DEGREES_PER_HOUR))).date()


def find_day_written(text: str, published: date | None) -> date | None:
    """Finds the day from which words such as "yesterday" count: the day in the dateline, else the day of publication.

    Without a publication only a dateline with its year gives a day.
    """
    end = find_dateline_end(text)
    for expression in find_times(text[:end]) if end else ():
        period = resolve_time(expression, published) if expression.kind == "day" else None
        if period is None or period.precision != 1:
            continue
        if published is None or -1 <= (published - period.start).days <= _MAX_DAYS_TO_PUBLICATION:
            return period.start
    return published
