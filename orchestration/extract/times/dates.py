"""The calendar: the days that expressions of time mean.

Here belongs counting of days. Which words are an expression belongs to `time_words`, which event it dates to `event_times`, and
the day of writing to `dateline_day`. Weeks begin on Monday. Precision is UCDP's: 1 day, 2 two to six days, 3 week, 4 month, 5
year.
"""

# ruff: noqa: PLR0911  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from orchestration.extract.times.time_words import FEASTS, MONTHS, NUMBERS, WEEKDAYS, TimeExpression

_MIN_SHORT_YEAR_OF_1900S = 40
_MIN_HOURS_TO_DAY_BEFORE = 7
_HOURS_PER_DAY = 24
_MAX_YEARS_BACK = 8
"""29 February may lie eight years back (1904 after 1896)."""
_PRECISION_OF_SPAN = {"week": 3, "month": 4, "year": 5}
_PRECISION_BY_MAX_DAYS = ((1, 1), (6, 2), (7, 3), (31, 4))
_BACKWARD_WORDS = frozenset({"earlier", "before"})
_NEXT_WORDS = frozenset({"next", "coming", "this coming"})
_LAST_WORDS = frozenset({"last", "past", "this past"})
_FEW_IN_DAYS = {"hour": (0, 0), "day": (2, 6), "week": (14, 42), "month": (60, 330), "year": (730, 3285)}
"""How many days "a few" of a unit are, at least and at most."""
_VAGUE_WINDOW = timedelta(days=5)
"""An anaphoric day without an anchor lies in the six days that end with the day of publication."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days that words mean, both ends included. `precision` is UCDP's, 1 to 5."""

    start: date
    end: date
    precision: int


def resolve_time(
    expression: TimeExpression, published: date | None, anchor: date | None = None, *, is_future: bool = False
) -> Period | None:
    """Resolves an expression to the days that it means; None when they are not known.

    Words count from `published`, the day of publication; anaphoric words count from `anchor`, the day named before. For an offset
    ("a day after rebels shelled the town") `anchor` is the day of the clause, and the result is the day of the shelling.
    `is_future` says that the clause is about the future ("will meet on Friday").
    """
    try:
        return _resolve_by_kind(expression, published, anchor, is_future)
    except (ValueError, OverflowError):  # 31 June, 900 years ago: no such day
        return None


def _resolve_by_kind(expression: TimeExpression, published: date | None, anchor: date | None, is_future: bool) -> Period | None:
    kind = expression.kind
    if kind in {"day", "feast", "month", "year"}:
        return _resolve_absolute(expression, published, is_future)
    if kind == "figures":
        return _resolve_figures(expression, published)
    if expression.ends is not None:
        return _resolve_range(expression, published, is_future)
    if kind == "anaphoric":
        return _resolve_anaphoric(expression, published, anchor, is_future)
    if kind == "offset":
        return _count_from(expression, anchor, -1) if anchor is not None else None
    if published is None:
        return None
    if kind == "weekday":
        return _resolve_weekday(expression, published, is_future)
    if kind == "near":
        return _resolve_near(expression, published)
    if kind == "hours":
        return _resolve_hours(expression, published)
    if kind == "ago":
        return _resolve_ago(expression, published)
    return _resolve_span(expression, published, is_future)


def _make_day(day: date) -> Period:
    return Period(day, day, 1)


def _make_span(start: date, end: date) -> Period:
    days = (end - start).days + 1
    return Period(start, end, next((precision for most, precision in _PRECISION_BY_MAX_DAYS if days <= most), 5))


def _make_month(year: int, month: int) -> Period:
    first = date(year, month, 1)
    return Period(first, first + relativedelta(day=31), 4)  # the last day, where the month is shorter


def _shift_month(day: date, months: int) -> Period:
    """Makes the month that lies `months` after the month of a day; before it when negative."""
    shifted = day + relativedelta(months=months)
    return _make_month(shifted.year, shifted.month)


def _make_year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31), 5)


def _make_week(day: date) -> Period:
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=6), 3)


def _resolve_absolute(expression: TimeExpression, published: date | None, is_future: bool) -> Period | None:
    year = _read_year(expression, published)
    if expression.kind == "year" and year is not None:
        return _make_year(year)
    if expression.kind == "day" and not expression.get_part("month", "month_number"):
        return _resolve_day_of_month(expression, published)
    if year is not None:
        return _resolve_in_year(expression, year)
    if published is None:
        return None
    if expression.get_part("which") == "this":
        return _try_year(expression, published.year)
    near = [period for step in range(-_MAX_YEARS_BACK, 9) if (period := _try_year(expression, published.year + step)) is not None]
    if is_future or expression.get_part("which") in _NEXT_WORDS:
        return next((period for period in near if period.end >= published), None)
    if expression.get_part("which") in _LAST_WORDS:
        return next((period for period in reversed(near) if period.end < published), None)
    latest = published + timedelta(days=expression.kind != "month")  # where it was written it may already be the next day
    return next((period for period in reversed(near) if period.start <= latest), None)


def _read_year(expression: TimeExpression, published: date | None) -> int | None:
    if expression.get_part("year"):
        return int(expression.get_part("year"))
    if expression.get_part("short"):
        short = int(expression.get_part("short"))
        return short + (1900 if short >= _MIN_SHORT_YEAR_OF_1900S else 2000)
    if expression.get_part("shift") and published is not None:
        return published.year - (expression.get_part("shift") == "last")
    return None


def _try_year(expression: TimeExpression, year: int) -> Period | None:
    """Resolves an expression in a year; None when the year has no such day."""
    try:
        return _resolve_in_year(expression, year)
    except ValueError:
        return None


def _resolve_in_year(expression: TimeExpression, year: int) -> Period:
    feast = expression.get_part("feast", "christmas")
    if feast:
        on = date(year, 1, 1) + FEASTS[feast]
        return _make_day(on + timedelta(days={"after": 1, "before": -1}.get(expression.get_part("feast_side"), 0)))
    name = expression.get_part("month").rstrip(".")
    month = (
        next(i for i, full in enumerate(MONTHS, 1) if full.startswith(name[:3]))
        if name
        else int(expression.get_part("month_number"))
    )
    if not expression.get_part("day"):
        return _make_month(year, month)
    first = date(year, month, int(expression.get_part("day")))
    last = date(year, month, int(expression.get_part("last", "last_after") or first.day))
    return _make_span(first, last) if last > first else _make_day(first)


def _iterate_days(period: Period) -> Iterator[date]:
    return (period.start + timedelta(days=step) for step in range((period.end - period.start).days + 1))


def _resolve_day_of_month(expression: TimeExpression, published: date | None) -> Period | None:
    """Resolves "on the 5th", "Friday the 13th" to the last such day."""
    if published is None:
        return None
    day, weekday, month_of = int(expression.get_part("day")), expression.get_part("weekday"), expression.get_part("month_of")
    for back in range(_MAX_YEARS_BACK * 12):
        month = _shift_month(published, -back)
        on = month.start + timedelta(days=day - 1)
        if on <= month.end and on <= published and (not weekday or on.weekday() == WEEKDAYS.index(weekday)):
            return _make_day(on) if not month_of or back == (month_of == "last") else None
    return None


def _resolve_figures(expression: TimeExpression, published: date | None) -> Period | None:
    """Resolves a date in figures. 5/22/2017 and 22/5/2017 are the same day.

    5/6/2017 has two readings: it is a day only if the other reading is after publication.
    """
    year, first, second = (int(expression.get_part(name)) for name in ("year", "first", "second"))
    days = set()
    for month, day in ((first, second), (second, first)):
        if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
            days.add(date(year, month, day))
    past = days if len(days) == 1 else {day for day in days if published is not None and day <= published}
    return _make_day(past.pop()) if len(past) == 1 else None


def _resolve_range(expression: TimeExpression, published: date | None, is_future: bool) -> Period | None:
    """Resolves a range from its first day to its last. A weekday that would come after the last day is a week earlier."""
    if expression.ends is None:
        return None
    first, last = (resolve_time(end, published, is_future=is_future) for end in expression.ends)
    if first is None or last is None:
        return None
    if expression.kind == "weekend of":
        saturday = first.start + timedelta(days=5 - first.start.weekday() if first.start.weekday() != 6 else -1)
        return Period(saturday, saturday + timedelta(days=1), 2)
    if last.end < first.start and expression.ends[0].kind == "weekday":
        first = Period(first.start - timedelta(days=7), first.end - timedelta(days=7), 1)
    return _make_span(first.start, last.end) if first.start <= last.end else None


def _resolve_weekday(expression: TimeExpression, published: date, is_future: bool) -> Period | None:
    which, name = (
        expression.get_part("which"),
        expression.get_part("weekday", "later_weekday", "weekday_before_last", "weekday_short"),
    )
    weekday = next(i for i, full in enumerate(WEEKDAYS) if full.startswith(name[:3]))
    if expression.get_part("day"):
        return _resolve_day_of_month(expression, published)
    week = expression.get_part("week", "early_week")
    if week:
        shift = {"last": -1, "this": 0, "next": 1}[week]
        return _make_day(_make_week(published).start + timedelta(days=7 * shift + weekday))
    is_coming = which in _NEXT_WORDS
    if is_coming and not is_future:
        return None
    if is_future:
        forth = (weekday - published.weekday()) % 7
        return _make_day(published + timedelta(days=7 if forth == 0 and is_coming else forth))
    back = (published.weekday() - weekday) % 7
    if back == 0 and (which in _LAST_WORDS or expression.get_part("before_last")):
        back = 7
    if expression.get_part("before_last"):
        back += 7
    return _make_day(published - timedelta(days=back))


def _resolve_near(expression: TimeExpression, published: date) -> Period:
    words = expression.get_part("near_day", "near")
    if words.endswith("before last") or words == "the day before yesterday":
        return _make_day(published - timedelta(days=2))
    if words == "the day after tomorrow":
        return _make_day(published + timedelta(days=2))
    if words == "the other day":
        return Period(published - timedelta(days=6), published - timedelta(days=1), 2)
    shift = {"yes": -1, "tom": 1}.get(words[:3], -1 if words in {"last night", "last evening"} else 0)
    if words == "overnight":
        halves = {value for name, value in expression.parts if name == "clock"}
        if len(halves) != 1:
            return Period(published - timedelta(days=1), published, 2)
        shift = 0 if halves == {"a"} else -1
    return _make_day(published + timedelta(days=shift))


def _read_number(words: str) -> int | None:
    return int(words) if words.isdecimal() else NUMBERS.get(words)


def _resolve_hours(expression: TimeExpression, published: date) -> Period:
    """Resolves "three hours ago" to today; from half a day on it may be the day before."""
    number = _read_number(expression.get_part("number")) or 0
    if not expression.get_part("unit").startswith("hour") or number < _MIN_HOURS_TO_DAY_BEFORE:
        return _make_day(published)
    return _make_span(
        published - timedelta(days=-(-number // _HOURS_PER_DAY)), published - timedelta(days=number // _HOURS_PER_DAY)
    )


def _resolve_ago(expression: TimeExpression, published: date) -> Period:
    number, unit = _read_number(expression.get_part("number")), expression.get_part("unit").rstrip("s")
    if unit == "fortnight":
        number, unit = None if number is None else number * 2, "week"
    if number is None:
        nearest, farthest = _FEW_IN_DAYS[unit]
        return _make_span(published - timedelta(days=farthest), published - timedelta(days=nearest))
    if expression.get_part("origin"):
        return _resolve_ago_from(expression.get_part("origin"), number, unit, published)
    if unit in {"month", "year"}:
        return _shift_span(published, unit, -number)
    nearest, farthest = _bound_days(unit, number)
    if unit == "day" and number > 1 and expression.get_part("about"):
        nearest, farthest = nearest - 1, farthest + 1
    return _make_span(published - timedelta(days=farthest), published - timedelta(days=nearest))


def _resolve_ago_from(origin: str, number: int, unit: str, published: date) -> Period:
    """Resolves "a week ago Monday" to the Monday nearest to a week ago, "a year ago today" to the same date a year earlier."""
    if origin in {"today", "yesterday"}:
        day = published - timedelta(days=origin == "yesterday")
    else:
        day = published - timedelta(days=(published.weekday() - WEEKDAYS.index(origin)) % 7)
    if unit == "day":
        return _make_day(day if origin in WEEKDAYS else day - timedelta(days=number))
    if unit == "week":
        middle = published - timedelta(weeks=number)
        days = _iterate_days(Period(middle - timedelta(days=3), middle + timedelta(days=3), 3))
        return _make_day(next(near for near in days if near.weekday() == day.weekday()))
    month = _shift_month(day, -number * (12 if unit == "year" else 1))
    return _make_day(month.start.replace(day=day.day))


def _resolve_span(expression: TimeExpression, published: date, is_future: bool) -> Period | None:
    which = expression.get_part("which", "which_span")
    if which in _NEXT_WORDS and not is_future:
        return None
    if expression.get_part("unit") == "weekend":
        return _resolve_weekend(which, published, is_future)
    unit = expression.get_part("unit_span")
    if which == "this":
        return Period(_shift_span(published, unit, 0).start, published, _PRECISION_OF_SPAN[unit])
    return _shift_span(published, unit, 1 if which in _NEXT_WORDS else -1)


def _shift_span(day: date, unit: str, number: int) -> Period:
    """Makes the whole week, month or year that lies `number` units after that of a day; before it when negative."""
    if unit == "week":
        return _make_week(day + timedelta(weeks=number))
    return _shift_month(day, number) if unit == "month" else _make_year(day.year + number)


def _resolve_weekend(which: str, published: date, is_future: bool) -> Period:
    """Resolves a weekend to the latest one that has begun, or to the next; on a weekend, "last" means the one before."""
    saturday = published - timedelta(days=(published.weekday() - 5) % 7)
    if is_future:
        saturday += timedelta(days=7)
        return Period(saturday, saturday + timedelta(days=1), 2)
    if which in {"last", "previous"} and published.weekday() >= 5:
        saturday -= timedelta(days=7)
    return Period(saturday, min(saturday + timedelta(days=1), published), 2)


def _resolve_anaphoric(expression: TimeExpression, published: date | None, anchor: date | None, is_future: bool) -> Period | None:
    which, span = expression.get_part("which"), expression.get_part("span")
    step = {"same": 0, "very same": 0, "next": 1, "following": 1, "previous": -1}.get(which, 0)
    if span in _PRECISION_OF_SPAN and (anchor is None or which == "next"):
        if published is None or (step > 0 and not is_future):
            return None
        return _shift_span(published, span, step)
    if anchor is None:
        return Period(published - _VAGUE_WINDOW, published, 2) if published is not None else None
    if span in _PRECISION_OF_SPAN:
        return _shift_span(anchor, span, step)
    if which:
        return _make_day(anchor + timedelta(days=step))
    if expression.get_part("part"):
        return _make_day(anchor + timedelta(days=1 if expression.get_part("part_way") == "after" else -1))
    if expression.get_part("that"):
        return _make_day(anchor)
    return _count_from(expression, anchor)


def _count_from(expression: TimeExpression, anchor: date, turn: int = 1) -> Period:
    """Counts "two days later", "a week before", "days later" from the anchor.

    With `turn` -1 it counts the other way, to the event that follows the words: "on Monday, a day after the raid".
    """
    words, unit = expression.get_part("number"), expression.get_part("unit", "units").rstrip("s")
    number = 1 if words == "the" else _read_number(words)
    way = turn * (-1 if expression.get_part("way", "way_without_number") in _BACKWARD_WORDS else 1)
    if unit in {"month", "year"} and number is not None:
        return _shift_span(anchor, unit, way * number)
    nearest, farthest = _FEW_IN_DAYS[unit] if number is None else _bound_days(unit, number)
    return _make_span(*sorted((anchor + timedelta(days=nearest * way), anchor + timedelta(days=farthest * way))))


def _bound_days(unit: str, number: int) -> tuple[int, int]:
    if unit == "hour":
        return (0, 0) if number < _MIN_HOURS_TO_DAY_BEFORE else (number // _HOURS_PER_DAY, -(-number // _HOURS_PER_DAY))
    return (number, number) if unit == "day" else (number * 7 - 3, number * 7 + 3)
