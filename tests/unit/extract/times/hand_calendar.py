"""A calendar that only walks from one day to the next and names the weekday, and short ways to read the dates in a text.

The tests of dates compare with this calendar, so it uses nothing from the code under test.
"""

from datetime import date, timedelta

from orchestration.extract.times.dates import Period, resolve_time
from orchestration.extract.times.time_words import find_times

WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
DAY = timedelta(days=1)
ONE_SATURDAY = date(2000, 1, 1)
PUBLICATION_DAYS = [date(2015, 12, 21) + DAY * step for step in range(28)] + [
    date(2016, 2, 22) + DAY * step for step in range(14)
]
"""Days of publication around the start of a leap year and around its 29 February, with each weekday several times."""


def name_day(day: date) -> str:
    """Names the weekday of a day, counted from a Saturday that everybody remembers."""
    return WEEKDAY_NAMES[((day - ONE_SATURDAY).days + 5) % 7]


def walk_to(day: date, step: int, weekday: str) -> date:
    """Walks from a day, which may be the result itself, to the nearest day of that weekday."""
    while name_day(day) != weekday:
        day += DAY * step
    return day


def list_month_days(year: int, month: int) -> list[date]:
    day = date(year, month, 1)
    days = []
    while day.month == month:
        days.append(day)
        day += DAY
    return days


def go_months_back(day: date, number: int) -> tuple[int, int]:
    year, month = day.year, day.month
    for _ in range(number):
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    return year, month


def list_week(day: date) -> list[date]:
    monday = walk_to(day, -1, "Monday")
    return [monday + DAY * step for step in range(7)]


def read_period(text: str, published: date | None, anchor: date | None = None, *, is_future: bool = False) -> Period | None:
    (expression,) = find_times(text)
    return resolve_time(expression, published, anchor, is_future=is_future)


def read_day(text: str, published: date | None, anchor: date | None = None, *, is_future: bool = False) -> date:
    period = read_period(text, published, anchor, is_future=is_future)
    assert period is not None, text
    assert period.start == period.end, text
    assert period.precision == 1, text
    return period.start


def read_span(
    text: str, published: date | None, anchor: date | None = None, *, is_future: bool = False
) -> tuple[date, date, int]:
    period = read_period(text, published, anchor, is_future=is_future)
    assert period is not None, text
    return period.start, period.end, period.precision


def list_days(first: date, last: date) -> list[date]:
    return [first + DAY * step for step in range((last - first).days)]


def find_ordinal_ending(number: int) -> str:
    return "th" if 11 <= number <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
