"""The calendar: the days that expressions of time mean.

Which words are an expression is for `time_words`, which event it dates for `timing`, and the day on which an article was
written for `dateline`. Weeks begin on Monday. Precision is UCDP's: 1 day, 2 two to six days, 3 a week, 4 a month, 5 a year.
"""

# ruff: noqa: PLR0911  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from orchestration.extract.times.time_words import FEASTS, MONTHS, MOVED_FEASTS, NUMBERS, WEEKDAYS, TimeExpression

_LAST_CENTURY = 40
_HALF_A_DAY = 7
_DAY_HOURS = 24
_YEARS_BACK = 8
"""29 February may lie so many years back (1904 after 1896)."""
_PRECISION_OF_SPAN = {"week": 3, "month": 4, "year": 5}
_DAYS_OF_PRECISION = ((1, 1), (6, 2), (7, 3), (31, 4))
_BACK = frozenset({"earlier", "before"})
_COMING = frozenset({"next", "coming", "this coming"})
_OLD = frozenset({"last", "past", "this past"})
_FEW = {"hour": (0, 0), "day": (2, 6), "week": (14, 42), "month": (60, 330), "year": (730, 3285)}
"""How many days off "a few" of them are, at least and at most."""
VAGUE_WINDOW = timedelta(days=5)
"""An anaphoric day without an anchor lies in the six days up to publication."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days meant, both ends included."""

    start: date
    end: date
    precision: int


def resolve(
    expression: TimeExpression, published: date | None, anchor: date | None = None, *, ahead: bool = False
) -> Period | None:
    """The days that an expression means, given the day of publication and, for anaphoric ones, the day told before.

    For an offset ("a day after rebels shelled the town") `anchor` is the day that it counts from; what follows has the days.
    `ahead`: the clause tells of what is to come ("will meet on Friday").
    """
    try:
        return _resolved(expression, published, anchor, ahead)
    except (ValueError, OverflowError):  # 31 June, 900 years ago: no such day
        return None


def _resolved(expression: TimeExpression, published: date | None, anchor: date | None, ahead: bool) -> Period | None:
    kind = expression.kind
    if kind in {"day", "feast", "month", "year"}:
        return _absolute(expression, published, ahead)
    if kind == "figures":
        return _figures(expression, published)
    if expression.ends is not None:
        return _range(expression, published, ahead)
    if kind == "anaphoric":
        return _anaphoric(expression, published, anchor, ahead)
    if kind == "offset":
        return _counted_from(expression, anchor, -1) if anchor is not None else None
    if published is None:
        return None
    if kind == "weekday":
        return _weekday(expression, published, ahead)
    if kind == "near":
        return _near(expression, published)
    if kind == "hours":
        return _hours(expression, published)
    if kind == "ago":
        return _ago(expression, published)
    return _span(expression, published, ahead)


def _on(day: date) -> Period:
    return Period(day, day, 1)


def _between(start: date, end: date) -> Period:
    days = (end - start).days + 1
    return Period(start, end, next((precision for most, precision in _DAYS_OF_PRECISION if days <= most), 5))


def _month(year: int, month: int) -> Period:
    return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), 4)


def _months_on(day: date, months: int) -> Period:
    """The month so many months after the one of a day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return _month(year, month + 1)


def _year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31), 5)


def _week(day: date) -> Period:
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=6), 3)


def _absolute(expression: TimeExpression, published: date | None, ahead: bool) -> Period | None:
    year = _told_year(expression, published)
    if expression.kind == "year" and year is not None:
        return _year(year)
    if expression.kind == "day" and not expression.part("month", "month_number"):
        return _day_of_month(expression, published)
    if year is not None:
        return _of_year(expression, year)
    if published is None:
        return None
    if expression.part("which") == "this":
        return _tried(expression, published.year)
    near = [period for step in range(-_YEARS_BACK, 9) if (period := _tried(expression, published.year + step)) is not None]
    if ahead or expression.part("which") in _COMING:
        return next((each for each in near if each.end >= published), None)
    if expression.part("which") in _OLD:
        return next((each for each in reversed(near) if each.end < published), None)
    latest = published + timedelta(days=expression.kind != "month")  # it may be the next day there already
    return next((each for each in reversed(near) if each.start <= latest), None)


def _told_year(expression: TimeExpression, published: date | None) -> int | None:
    if expression.part("year"):
        return int(expression.part("year"))
    if expression.part("short"):
        short = int(expression.part("short"))
        return short + (1900 if short >= _LAST_CENTURY else 2000)
    if expression.part("shift") and published is not None:
        return published.year - (expression.part("shift") == "last")
    return None


def _tried(expression: TimeExpression, year: int) -> Period | None:
    """None in a year without that day."""
    try:
        return _of_year(expression, year)
    except ValueError:
        return None


def _of_year(expression: TimeExpression, year: int) -> Period:
    feast = expression.part("feast", "christmas")
    if feast in MOVED_FEASTS:
        month, weekday, number = MOVED_FEASTS[feast]
        days = [on for on in _days(_month(year, month)) if on.weekday() == weekday]
        on = days[number - 1 if number > 0 else number]
    elif feast:
        on = date(year, *FEASTS[feast])
    if feast:
        return _on(on + timedelta(days={"after": 1, "before": -1}.get(expression.part("beside"), 0)))
    name = expression.part("month").rstrip(".")
    month = (
        next(i for i, each in enumerate(MONTHS, 1) if each.startswith(name[:3])) if name else int(expression.part("month_number"))
    )
    if not expression.part("day"):
        return _month(year, month)
    first = date(year, month, int(expression.part("day")))
    last = date(year, month, int(expression.part("last", "last_too") or first.day))
    return _between(first, last) if last > first else _on(first)


def _days(period: Period) -> Iterator[date]:
    return (period.start + timedelta(days=step) for step in range((period.end - period.start).days + 1))


def _day_of_month(expression: TimeExpression, published: date | None) -> Period | None:
    """ "On the 5th", "Friday the 13th": the last such day."""
    if published is None:
        return None
    day, weekday, month_of = int(expression.part("day")), expression.part("weekday"), expression.part("month_of")
    for back in range(_YEARS_BACK * 12):
        month = _months_on(published, -back)
        on = month.start + timedelta(days=day - 1)
        if on <= month.end and on <= published and (not weekday or on.weekday() == WEEKDAYS.index(weekday)):
            return _on(on) if not month_of or back == (month_of == "last") else None
    return None


def _figures(expression: TimeExpression, published: date | None) -> Period | None:
    """5/22/2017 and 22/5/2017 are one day; 5/6/2017 is one only where the other reading lies ahead."""
    year, first, second = (int(expression.part(name)) for name in ("year", "first", "second"))
    days = set()
    for month, day in ((first, second), (second, first)):
        if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
            days.add(date(year, month, day))
    told = days if len(days) == 1 else {day for day in days if published is not None and day <= published}
    return _on(told.pop()) if len(told) == 1 else None


def _range(expression: TimeExpression, published: date | None, ahead: bool) -> Period | None:
    """From the first day to the last; a last day that would lie before the first is the next such day."""
    if expression.ends is None:
        return None
    first, last = (resolve(each, published, ahead=ahead) for each in expression.ends)
    if first is None or last is None:
        return None
    if expression.kind == "weekend of":
        saturday = first.start + timedelta(days=5 - first.start.weekday() if first.start.weekday() != 6 else -1)
        return Period(saturday, saturday + timedelta(days=1), 2)
    if last.end < first.start and expression.ends[0].kind == "weekday":
        first = Period(first.start - timedelta(days=7), first.end - timedelta(days=7), 1)
    return _between(first.start, last.end) if first.start <= last.end else None


def _weekday(expression: TimeExpression, published: date, ahead: bool) -> Period | None:
    which, name = expression.part("which"), expression.part("weekday", "weekday_too", "weekday_then", "weekday_short")
    weekday = next(i for i, each in enumerate(WEEKDAYS) if each.startswith(name[:3]))
    if expression.part("day"):
        return _day_of_month(expression, published)
    week = expression.part("week", "week_first")
    if week:
        shift = {"last": -1, "this": 0, "next": 1}[week]
        return _on(_week(published).start + timedelta(days=7 * shift + weekday))
    is_coming = which in _COMING
    if is_coming and not ahead:
        return None
    if ahead:
        forth = (weekday - published.weekday()) % 7
        return _on(published + timedelta(days=7 if forth == 0 and is_coming else forth))
    back = (published.weekday() - weekday) % 7
    if back == 0 and (which in _OLD or expression.part("before_last")):
        back = 7
    if expression.part("before_last"):
        back += 7
    return _on(published - timedelta(days=back))


def _near(expression: TimeExpression, published: date) -> Period:
    words = expression.part("near_day", "near")
    if words.endswith("before last") or words == "the day before yesterday":
        return _on(published - timedelta(days=2))
    if words == "the day after tomorrow":
        return _on(published + timedelta(days=2))
    if words == "the other day":
        return Period(published - timedelta(days=6), published - timedelta(days=1), 2)
    shift = {"yes": -1, "tom": 1}.get(words[:3], -1 if words in {"last night", "last evening"} else 0)
    if words == "overnight":
        halves = {value for name, value in expression.parts if name == "clock"}
        if len(halves) != 1:
            return Period(published - timedelta(days=1), published, 2)
        shift = 0 if halves == {"a"} else -1
    return _on(published + timedelta(days=shift))


def _number(words: str) -> int | None:
    return int(words) if words.isdecimal() else NUMBERS.get(words)


def _hours(expression: TimeExpression, published: date) -> Period:
    """ "Three hours ago" is today; from half a day on it may have been the day before."""
    number = _number(expression.part("number")) or 0
    if not expression.part("unit").startswith("hour") or number < _HALF_A_DAY:
        return _on(published)
    return _between(published - timedelta(days=-(-number // _DAY_HOURS)), published - timedelta(days=number // _DAY_HOURS))


def _ago(expression: TimeExpression, published: date) -> Period:
    number, unit = _number(expression.part("number")), expression.part("unit").rstrip("s")
    if unit == "fortnight":
        number, unit = None if number is None else number * 2, "week"
    if number is None:
        nearest, farthest = _FEW[unit]
        return _between(published - timedelta(days=farthest), published - timedelta(days=nearest))
    if expression.part("origin"):
        return _ago_from(expression.part("origin"), number, unit, published)
    if unit in {"month", "year"}:
        return _spans_on(published, unit, -number)
    nearest, farthest = _days_of(unit, number)
    if unit == "day" and number > 1 and expression.part("about"):
        nearest, farthest = nearest - 1, farthest + 1
    return _between(published - timedelta(days=farthest), published - timedelta(days=nearest))


def _ago_from(origin: str, number: int, unit: str, published: date) -> Period:
    """ "A week ago Monday" is the Monday nearest to a week ago; "a year ago today" is the day of that date."""
    if origin in {"today", "yesterday"}:
        day = published - timedelta(days=origin == "yesterday")
    else:
        day = published - timedelta(days=(published.weekday() - WEEKDAYS.index(origin)) % 7)
    if unit == "day":
        return _on(day if origin in WEEKDAYS else day - timedelta(days=number))
    if unit == "week":
        middle = published - timedelta(weeks=number)
        days = _days(Period(middle - timedelta(days=3), middle + timedelta(days=3), 3))
        return _on(next(each for each in days if each.weekday() == day.weekday()))
    month = _months_on(day, -number * (12 if unit == "year" else 1))
    return _on(month.start.replace(day=day.day))


def _span(expression: TimeExpression, published: date, ahead: bool) -> Period | None:
    which = expression.part("which", "which_span")
    if which in _COMING and not ahead:
        return None
    if expression.part("unit") == "weekend":
        return _weekend(which, published, ahead)
    unit = expression.part("unit_span")
    if which == "this":
        return Period(_spans_on(published, unit, 0).start, published, _PRECISION_OF_SPAN[unit])
    return _spans_on(published, unit, 1 if which in _COMING else -1)


def _spans_on(day: date, unit: str, number: int) -> Period:
    """The whole week, month or year so many after the one of a day."""
    if unit == "week":
        return _week(day + timedelta(weeks=number))
    return _months_on(day, number) if unit == "month" else _year(day.year + number)


def _weekend(which: str, published: date, ahead: bool) -> Period:
    """The latest Saturday and Sunday that have begun, or the next; on a weekend, "last" is the one before."""
    saturday = published - timedelta(days=(published.weekday() - 5) % 7)
    if ahead:
        saturday += timedelta(days=7)
        return Period(saturday, saturday + timedelta(days=1), 2)
    if which in {"last", "previous"} and published.weekday() >= 5:
        saturday -= timedelta(days=7)
    return Period(saturday, min(saturday + timedelta(days=1), published), 2)


def _anaphoric(expression: TimeExpression, published: date | None, anchor: date | None, ahead: bool) -> Period | None:
    which, span = expression.part("which"), expression.part("span")
    step = {"same": 0, "very same": 0, "next": 1, "following": 1, "previous": -1}.get(which, 0)
    if span in _PRECISION_OF_SPAN and (anchor is None or which == "next"):
        if published is None or (step > 0 and not ahead):
            return None
        return _spans_on(published, span, step)
    if anchor is None:
        return Period(published - VAGUE_WINDOW, published, 2) if published is not None else None
    if span in _PRECISION_OF_SPAN:
        return _spans_on(anchor, span, step)
    if which:
        return _on(anchor + timedelta(days=step))
    if expression.part("part"):
        return _on(anchor + timedelta(days=1 if expression.part("part_way") == "after" else -1))
    if expression.part("that"):
        return _on(anchor)
    return _counted_from(expression, anchor)


def _counted_from(expression: TimeExpression, anchor: date, turn: int = 1) -> Period:
    """ "Two days later", "a week before", "days later": so many from the day told before.

    With `turn` -1 what stands after the words lies so far the other way: "on Monday, a day after the raid".
    """
    words, unit = expression.part("number"), expression.part("unit", "units").rstrip("s")
    number = 1 if words == "the" else _number(words)
    way = turn * (-1 if expression.part("way", "their_way") in _BACK else 1)
    if unit in {"month", "year"} and number is not None:
        return _spans_on(anchor, unit, way * number)
    nearest, farthest = _FEW[unit] if number is None else _days_of(unit, number)
    return _between(*sorted((anchor + timedelta(days=nearest * way), anchor + timedelta(days=farthest * way))))


def _days_of(unit: str, number: int) -> tuple[int, int]:
    if unit == "hour":
        return (0, 0) if number < _HALF_A_DAY else (number // _DAY_HOURS, -(-number // _DAY_HOURS))
    return (number, number) if unit == "day" else (number * 7 - 3, number * 7 + 3)
