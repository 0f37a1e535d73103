"""The dateline in front of a text ("BEIRUT, June 5 (Agency) – "): where it ends, and the day on which the article was written.

What it names is where and when the article was written, never when something happened. The days that expressions of time mean
belong to `dates`.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from orchestration.extract.dates import resolve
from orchestration.extract.time_words import find_times

_DATELINE = re.compile(r"\s*(?P<words>[\w(\"][^\n]{0,90}?)(?: ?(?:--|—|–)|(?<=\)) ?-|(?<=[\w.]) ?- )\s*")
_LONGEST_DATELINE = 140
_SECOND_PLACE_WORDS = 3
"""A dateline may name a second place ("Lima, 3 May (Agency) -- Callao --"); more words begin the report."""
_JOINERS = frozenset({"de", "del", "la", "el", "al", "of", "and", "the", "in", "on", "by", "via", "st", "nd", "rd", "th"})
_DEGREES_AN_HOUR = 15
_DATELINE_DAYS = 3
"""An article is published at most so many days after the day that its dateline names."""


@lru_cache(maxsize=8)  # asked about each event of a text
def dateline_end(text: str) -> int:
    """Where the dateline in front of a text ends, 0 where there is none."""
    end = 0
    while (match := _DATELINE.match(text, end)) and match.end() <= _LONGEST_DATELINE:
        outside = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", match.group("words"))
        words = re.findall(r"[^\W\d_][\w'.]*", outside)
        if any(word[0].islower() and word not in _JOINERS for word in words) or (end and len(words) > _SECOND_PLACE_WORDS):
            break
        end = match.end()
    return end


def local_day(published_at: datetime, longitude: float | None) -> date:
    """The day of publication where the article was written. A time of midnight is no time: then the day is as given."""
    if longitude is None or published_at.time() == time(0):
        return published_at.date()
    return (published_at + timedelta(hours=round(longitude / _DEGREES_AN_HOUR))).date()


def written_on(text: str, published: date) -> date:
    """The day that the dateline names, from which the words of the article count; else the day of publication."""
    end = dateline_end(text)
    for expression in find_times(text[:end]) if end else ():
        told = resolve(expression, published) if expression.kind == "day" else None
        if told is not None and -1 <= (published - told.start).days <= _DATELINE_DAYS and told.precision == 1:
            return told.start
    return published
