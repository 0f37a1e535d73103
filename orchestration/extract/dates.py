"""When: expressions of time in a sentence, and the days that they mean.

Here belong finding the expressions and the calendar. Which event an expression dates is decided in `timing`. Weeks begin
on Monday. Precision is UCDP's: 1 day, 2 two to six days, 3 a week, 4 a month, 5 a year.
"""

# ruff: noqa: PLR0911  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = tuple(name.lower() for name in calendar.month_name[1:])
_MONTH = "|".join(calendar.month_name[1:]) + r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
_YEAR_TOO = r"(?:,? (?P<year>(?:19|20)\d\d)\b|,? (?P<short>[4-9]\d)\b(?=[)\]]|,? ?\(| ?-- ?))?"
_MONTH_CUE = "(?:in|since|last|during|until|by|from)"
_NUMBER = r"\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|a few|few|a couple of|couple of|many|some"
_VALUES = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
           "ten": 10, "twelve": 12, "a couple of": 2, "couple of": 2}  # fmt: skip
_PART = "morning|afternoon|evening|night"
_PART_TOO = rf"(?:,? (?:early |late |mid-)?(?:{_PART}|before dawn|at dawn|around dawn))?"
_WEEKDAY_TOO = rf"(?:(?:{'|'.join(WEEKDAYS)}){_PART_TOO},? (?:the )?|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.?,? )?"
_FEASTS = {"christmas eve": (12, 24), "christmas": (12, 25), "christmas day": (12, 25), "boxing day": (12, 26),
           "new year's eve": (12, 31), "new year's day": (1, 1), "valentine's day": (2, 14), "halloween": (10, 31)}  # fmt: skip
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("iso", r"\b(?P<year>(?:19|20)\d\d)-(?P<month_number>\d\d)-(?P<day>\d\d)\b"),
        ("day", rf"\b{_WEEKDAY_TOO}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})(?!\w){_YEAR_TOO}"),
        ("day", rf"\b{_WEEKDAY_TOO}(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d|[,.]\d{{3}}\b|:\d){_YEAR_TOO}"),
        ("feast", rf"\b(?:(?P<feast>{'|'.join(each for each in _FEASTS if each != 'christmas')})"
                  rf"|(?P<christmas>christmas)(?= (?:{_PART}|dawn)))\b"),
        ("month", rf"\b(?P<month>{_MONTH})(?: of)?,? (?P<year>(?:19|20)\d\d)\b"),
        ("month", rf"\b(?:{_MONTH_CUE}(?: (?:early|late|mid))?|early|late|mid)[ -](?P<month>{_MONTH})(?!\w)"),
        ("year", r"\b(?:in|since|during) (?:early |late |mid-)?(?P<year>(?:19|20)\d\d)\b"),
        (
            "anaphoric",
            rf"\b(?:(?P<number>{_NUMBER}|the) (?P<unit>days?|weeks?) (?P<way>earlier|before|later|after)"
            r"(?! (?:the|a|an|his|her|its|their|he|she|it|they|we|[a-z]+ing)\b)"
            rf"|(?:the |that )?(?P<which>same|next|following|previous|very same) (?:day|{_PART})"
            rf"|the (?P<before>{_PART}|evening) before|(?P<that>that) (?:same )?(?:day|{_PART})"
            r"|(?:(?P<number_of_hours>\w+) )?hours (?P<hours>earlier|later|before|afterwards?))\b",
        ),
        ("ago", rf"\b(?P<number>{_NUMBER}) (?P<unit>days?|weeks?|months?|years?) ago\b"),
        ("hours", rf"\b(?:(?P<number>{_NUMBER}|half an|\d\d) (?:minutes?|hours?) ago|(?:the )?(?:past|last) few hours)\b"),
        ("weekday", rf"\b(?:(?P<which>last|next|this|this past|this coming|coming|past) )?"
                    rf"(?P<weekday>{'|'.join(WEEKDAYS)}){_PART_TOO}\b"),
        ("near", rf"\b(?P<near>last (?:night|evening)|overnight|today|tonight|yesterday(?: (?:{_PART}))?|tomorrow"
                 rf"|(?:(?:early|earlier|late|later) )?this (?:{_PART}|dawn|noon)|since (?:dawn|midnight|this morning)"
                 r"|early[ -]morning(?! (?:of|on)\b))\b"),
        ("span", r"\b(?:(?P<which>last|this|past|previous|the) )?(?P<unit>weekend)\b"
                 r"|\b(?P<which_span>last|this|past|previous) (?P<unit_span>week|month|year)\b"),
    )
)  # fmt: skip

_CLOCK = re.compile(r"\b\d{1,2}(?:[:.]\d\d)? ?([ap])\.?m\b", re.IGNORECASE)
_DATELINE = re.compile(r"\s*(?P<words>[\w(\"][^\n]{0,90}?)(?: ?(?:--|—|–)|(?<=\)) ?-|(?<=[\w.]) ?- )\s*")
_LONGEST_DATELINE = 140
_SECOND_PLACE_WORDS = 3
"""A dateline may name a second place ("Lima, 3 May (Agency) -- Callao --"); more words begin the report."""
_JOINERS = frozenset({"de", "del", "la", "el", "al", "of", "and", "the", "in", "on", "by", "via", "st", "nd", "rd", "th"})
_DEGREES_AN_HOUR = 15
_LAST_CENTURY = 40
_HALF_A_DAY = 7
_PRECISION_OF_SPAN = {"week": 3, "month": 4, "year": 5}
VAGUE_WINDOW = timedelta(days=5)
"""An anaphoric day without an anchor lies in the six days up to publication."""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that tell when; `start:end` in the text that was searched."""

    start: int
    end: int
    text: str
    kind: str
    parts: tuple[tuple[str, str], ...]

    def part(self, name: str) -> str:
        return dict(self.parts).get(name, "")

    @property
    def is_anaphoric(self) -> bool:
        return self.kind == "anaphoric"


@dataclass(frozen=True, slots=True)
class Period:
    """The days meant, both ends included."""

    start: date
    end: date
    precision: int


def find_times(text: str) -> list[TimeExpression]:
    """Expressions of time, in order, none overlapping another (earlier kinds win)."""
    found: list[TimeExpression] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if "month" in match.groupdict() and match.group("month") and not match.group("month")[0].isupper():
                continue
            if all(match.end() <= other.start or match.start() >= other.end for other in found):
                parts = [(name, value.lower()) for name, value in match.groupdict().items() if value]
                if ("near", "overnight") in parts:
                    parts.extend(("clock", half) for half in {clock[0].lower() for clock in _CLOCK.findall(text)})
                found.append(TimeExpression(match.start(), match.end(), match.group(), kind, tuple(parts)))
    return sorted(found, key=lambda expression: expression.start)


def dateline_end(text: str) -> int:
    """Where the dateline in front of a text ends ("BEIRUT, June 5 (Agency) – "), 0 where there is none.

    What it names is where and when the article was written, never when something happened.
    """
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


def resolve(
    expression: TimeExpression, published: date | None, anchor: date | None = None, *, ahead: bool = False
) -> Period | None:
    """The days that an expression means, given the day of publication and, for anaphoric ones, the day told before.

    `ahead`: the clause tells of what is to come ("will meet on Friday").
    """
    try:
        if expression.kind in {"iso", "day", "feast", "month", "year"}:
            return _absolute(expression, published, ahead)
        if expression.kind == "anaphoric":
            return _anaphoric(expression, published, anchor)
        if published is None:
            return None
        if expression.kind == "weekday":
            return _weekday(expression, published, ahead)
        if expression.kind == "near":
            return _near(expression, published)
        if expression.kind == "hours":
            return _hours(expression, published)
        if expression.kind == "ago":
            return _ago(expression, published)
        return _span(expression, published)
    except (ValueError, OverflowError):  # 31 June, 900 years ago: no such day
        return None


def _absolute(expression: TimeExpression, published: date | None, ahead: bool) -> Period | None:
    year = int(expression.part("year")) if expression.part("year") else None
    if year is None and expression.part("short"):
        short = int(expression.part("short"))
        year = short + (1900 if short >= _LAST_CENTURY else 2000)
    if expression.kind == "year" and year is not None:
        return Period(date(year, 1, 1), date(year, 12, 31), 5)
    month, day = _month_and_day(expression)
    if year is None:
        if published is None:
            return None
        year = published.year
        told = date(year, month, min(day or 1, 28))
        if ahead:
            year += told < published.replace(day=min(published.day, 28))
        else:
            year -= told > published + timedelta(days=1)
    if day:
        on = date(year, month, day)
        return Period(on, on, 1)
    return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), 4)


def _month_and_day(expression: TimeExpression) -> tuple[int, int]:
    if expression.kind == "feast":
        return _FEASTS[expression.part("feast") or "christmas"]
    name = expression.part("month").rstrip(".")
    month = next((i for i, each in enumerate(_MONTHS, 1) if each.startswith(name[:3])), 0) if name else 0
    return month or int(expression.part("month_number") or 0), int(expression.part("day") or 0)


def _weekday(expression: TimeExpression, published: date, ahead: bool) -> Period | None:
    which, weekday = expression.part("which"), WEEKDAYS.index(expression.part("weekday"))
    is_coming = which in {"next", "coming", "this coming"}
    if is_coming and not ahead:
        return None
    if ahead:
        forth = (weekday - published.weekday()) % 7
        on = published + timedelta(days=7 if forth == 0 and is_coming else forth)
        return Period(on, on, 1)
    back = (published.weekday() - weekday) % 7
    if back == 0 and which in {"last", "past", "this past"}:
        back = 7
    on = published - timedelta(days=back)
    return Period(on, on, 1)


def _near(expression: TimeExpression, published: date) -> Period:
    words = expression.part("near")
    shift = {"yes": -1, "tom": 1}.get(words[:3], -1 if words in {"last night", "last evening"} else 0)
    if words == "overnight":
        halves = {value for name, value in expression.parts if name == "clock"}
        if len(halves) != 1:
            return Period(published - timedelta(days=1), published, 2)
        shift = 0 if halves == {"a"} else -1
    on = published + timedelta(days=shift)
    return Period(on, on, 1)


def _hours(expression: TimeExpression, published: date) -> Period:
    """ "Three hours ago" is today; from half a day on it may have been the day before."""
    words = expression.part("number")
    number = int(words) if words.isdecimal() else _VALUES.get(words, 0)
    if number >= _HALF_A_DAY and "hour" in expression.text.lower():
        return Period(published - timedelta(days=1 + number // 24), published, 2)
    return Period(published, published, 1)


def _ago(expression: TimeExpression, published: date) -> Period:
    words, unit = expression.part("number"), expression.part("unit").rstrip("s")
    number = int(words) if words.isdecimal() else _VALUES.get(words)
    if unit == "day":
        if number is None:
            return Period(published - timedelta(days=6), published - timedelta(days=2), 2)
        on = published - timedelta(days=number)
        return Period(on, on, 1)
    if unit == "week":
        if number is None:
            return Period(published - timedelta(weeks=6), published - timedelta(weeks=2), 4)
        middle = published - timedelta(weeks=number)
        return Period(middle - timedelta(days=3), middle + timedelta(days=3), 3)
    if unit == "month" and number is not None:
        month = published.year * 12 + published.month - 1 - number
        year, month = divmod(month, 12)
        return Period(date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1]), 4)
    if unit == "month":
        return Period(published - timedelta(days=330), published - timedelta(days=60), 5)
    if number is None:
        return Period(date(published.year - 9, 1, 1), date(published.year - 2, 12, 31), 5)
    return Period(date(published.year - number, 1, 1), date(published.year - number, 12, 31), 5)


def _span(expression: TimeExpression, published: date) -> Period:
    if expression.part("unit") == "weekend":
        return _weekend(expression.part("which"), published)
    unit, is_this = expression.part("unit_span"), expression.part("which_span") == "this"
    precision = _PRECISION_OF_SPAN[unit]
    if unit == "week":
        monday = published - timedelta(days=published.weekday() + (0 if is_this else 7))
        return Period(monday, published if is_this else monday + timedelta(days=6), precision)
    if unit == "month":
        first = published.replace(day=1)
        if is_this:
            return Period(first, published, precision)
        last = first - timedelta(days=1)
        return Period(last.replace(day=1), last, precision)
    if is_this:
        return Period(published.replace(month=1, day=1), published, precision)
    return Period(date(published.year - 1, 1, 1), date(published.year - 1, 12, 31), precision)


def _weekend(which: str, published: date) -> Period:
    """The latest Saturday and Sunday that have begun; on a weekend, "last" is the one before."""
    saturday = published - timedelta(days=(published.weekday() - 5) % 7)
    if which in {"last", "previous"} and published.weekday() >= 5:
        saturday -= timedelta(days=7)
    return Period(saturday, min(saturday + timedelta(days=1), published), 2)


def _anaphoric(expression: TimeExpression, published: date | None, anchor: date | None) -> Period | None:
    if anchor is None:
        return Period(published - VAGUE_WINDOW, published, 2) if published is not None else None
    which, words = expression.part("which"), expression.part("number")
    days = {"same": 0, "very same": 0, "next": 1, "following": 1, "previous": -1}.get(which)
    if expression.part("that"):
        days = 0
    if expression.part("before"):
        days = -1
    precision = 1
    if days is None and expression.part("hours"):
        days = 0
    elif days is None:
        number = int(words) if words.isdecimal() else _VALUES.get(words, 1 if words == "the" else 0)
        if number == 0:
            return Period(anchor - VAGUE_WINDOW, anchor, 2)
        days = number * (7 if expression.part("unit").startswith("week") else 1)
        precision = 3 if expression.part("unit").startswith("week") else 1
        days = -days if expression.part("way") in {"earlier", "before"} else days
    on = anchor + timedelta(days=days)
    if precision == 3:
        return Period(on - timedelta(days=3), on + timedelta(days=3), 3)
    return Period(on, on, 1)
