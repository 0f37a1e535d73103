"""When: expressions of time in a sentence, and the days that they mean.

Here belong finding the expressions and the calendar. Which event an expression dates is decided in `timing`. Weeks begin
on Monday. Precision is UCDP's: 1 day, 2 two to six days, 3 a week, 4 a month, 5 a year.
"""

# ruff: noqa: PLR0911  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = tuple(name.lower() for name in calendar.month_name[1:])
_MONTH = "|".join(calendar.month_name[1:]) + r"|Jan\.?|Feb\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?"
_YEAR_TOO = r"(?:,? (?P<year>(?:19|20)\d\d))?"
_MONTH_CUE = "(?:in|since|last|during|until|by|from)"
_NUMBER = r"\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|a few|few|a couple of|many|some"
_VALUES = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
           "ten": 10, "twelve": 12, "a couple of": 2}  # fmt: skip
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("iso", r"\b(?P<year>(?:19|20)\d\d)-(?P<month_number>\d\d)-(?P<day>\d\d)\b"),
        ("day", rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})\b{_YEAR_TOO}"),
        ("day", rf"\b(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d|[,.]\d{{3}}\b){_YEAR_TOO}"),
        ("month", rf"\b(?P<month>{_MONTH})(?: of)?,? (?P<year>(?:19|20)\d\d)\b"),
        ("month", rf"\b(?:{_MONTH_CUE}(?: (?:early|late|mid))?|early|late|mid)[ -](?P<month>{_MONTH})\b"),
        ("year", r"\b(?:in|since|during) (?:early |late |mid-)?(?P<year>(?:19|20)\d\d)\b"),
        (
            "anaphoric",
            rf"\b(?:(?P<number>{_NUMBER}|the) (?P<unit>days?|weeks?) (?P<way>earlier|before|later|after)"
            r"(?! the (?:attack|strike))"
            r"|(?:the )?(?P<which>same|next|following|previous) day|hours (?P<hours>earlier|later))\b",
        ),
        ("ago", rf"\b(?P<number>{_NUMBER}) (?P<unit>days?|weeks?|months?|years?) ago\b"),
        ("weekday", rf"\b(?:(?P<which>last|next|this|this past|coming) )?(?P<weekday>{'|'.join(_WEEKDAYS)})(?: (?:early |late )?"
                    r"(?:morning|afternoon|evening|night))?\b"),
        ("near", r"\b(?P<near>last night|overnight|today|tonight|yesterday|(?:(?:early|earlier|late) )?this "
                 r"(?:morning|afternoon|evening|dawn|noon))\b"),
        ("span", r"\b(?P<which>last|this|past|previous) (?P<unit>week|weekend|month|year)\b"),
    )
)  # fmt: skip

_PRECISION_OF_SPAN = {"week": 3, "weekend": 2, "month": 4, "year": 5}
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
                parts = tuple((name, value.lower()) for name, value in match.groupdict().items() if value)
                found.append(TimeExpression(match.start(), match.end(), match.group(), kind, parts))
    return sorted(found, key=lambda expression: expression.start)


def resolve(expression: TimeExpression, published: date | None, anchor: date | None = None) -> Period | None:
    """The days that an expression means, given the day of publication and, for anaphoric ones, the day told before."""
    try:
        if expression.kind in {"iso", "day", "month", "year"}:
            return _absolute(expression, published)
        if expression.kind == "anaphoric":
            return _anaphoric(expression, published, anchor)
        if published is None:
            return None
        if expression.kind == "weekday":
            return _weekday(expression, published)
        if expression.kind == "near":
            return _near(expression.part("near"), published)
        if expression.kind == "ago":
            return _ago(expression, published)
        return _span(expression, published)
    except (ValueError, OverflowError):  # 31 June, 900 years ago: no such day
        return None


def _absolute(expression: TimeExpression, published: date | None) -> Period | None:
    year = int(expression.part("year")) if expression.part("year") else None
    if expression.kind == "year" and year is not None:
        return Period(date(year, 1, 1), date(year, 12, 31), 5)
    name = expression.part("month").rstrip(".")
    month = next((i for i, each in enumerate(_MONTHS, 1) if each.startswith(name[:3])), 0) if name else 0
    month = month or int(expression.part("month_number") or 0)
    if year is None:
        if published is None:
            return None
        day = int(expression.part("day") or 1)
        year = (
            published.year if date(published.year, month, min(day, 28)) <= published + timedelta(days=1) else published.year - 1
        )
    if expression.part("day"):
        on = date(year, month, int(expression.part("day")))
        return Period(on, on, 1)
    return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), 4)


def _weekday(expression: TimeExpression, published: date) -> Period | None:
    if expression.part("which") in {"next", "coming"}:
        return None
    back = (published.weekday() - _WEEKDAYS.index(expression.part("weekday"))) % 7
    if back == 0 and expression.part("which") in {"last", "this past"}:
        back = 7
    on = published - timedelta(days=back)
    return Period(on, on, 1)


def _near(words: str, published: date) -> Period:
    if words in {"yesterday", "last night"}:
        on = published - timedelta(days=1)
        return Period(on, on, 1)
    if words == "overnight":
        return Period(published - timedelta(days=1), published, 2)
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
    unit, is_this = expression.part("unit"), expression.part("which") == "this"
    precision = _PRECISION_OF_SPAN[unit]
    if unit in {"week", "weekend"}:
        monday = published - timedelta(days=published.weekday() + (0 if is_this else 7))
        if unit == "weekend":
            if published.weekday() >= 5 or not is_this:
                monday = published - timedelta(days=published.weekday() + (0 if published.weekday() >= 5 and is_this else 7))
            saturday = monday + timedelta(days=5)
            return Period(saturday, min(saturday + timedelta(days=1), published), precision)
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


def _anaphoric(expression: TimeExpression, published: date | None, anchor: date | None) -> Period | None:
    if anchor is None:
        return Period(published - VAGUE_WINDOW, published, 2) if published is not None else None
    which, words = expression.part("which"), expression.part("number")
    days = {"same": 0, "next": 1, "following": 1, "previous": -1}.get(which)
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
