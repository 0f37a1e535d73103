"""A calendar that knows nothing but how to walk from one day to the next and what a day is called, and short ways to read a text.

What the tests of dates compare with: nothing of it comes from the code under test.
"""

from datetime import date, timedelta

from orchestration.extract.times.dates import Period, resolve_time
from orchestration.extract.times.time_words import find_times

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
DAY = timedelta(days=1)
ONE_SATURDAY = date(2000, 1, 1)
TURNS = [date(2015, 12, 21) + DAY * step for step in range(28)] + [date(2016, 2, 22) + DAY * step for step in range(14)]
"""Days of publication: over the turn to a leap year, and over its 29 February; each weekday several times."""


def name(day: date) -> str:
    """What a day is called, counted from a Saturday that everybody remembers."""
    return NAMES[((day - ONE_SATURDAY).days + 5) % 7]


def walk(day: date, step: int, weekday: str) -> date:
    """The nearest day of that name, the first day included, a day at a time."""
    while name(day) != weekday:
        day += DAY * step
    return day


def month_days(year: int, month: int) -> list[date]:
    day = date(year, month, 1)
    days = []
    while day.month == month:
        days.append(day)
        day += DAY
    return days


def months_back(day: date, number: int) -> tuple[int, int]:
    year, month = day.year, day.month
    for _ in range(number):
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    return year, month


def week_of(day: date) -> list[date]:
    monday = walk(day, -1, "Monday")
    return [monday + DAY * step for step in range(7)]


def read(text: str, published: date | None, anchor: date | None = None, *, ahead: bool = False) -> Period | None:
    (expression,) = find_times(text)
    return resolve_time(expression, published, anchor, ahead=ahead)


def day(text: str, published: date | None, anchor: date | None = None, *, ahead: bool = False) -> date:
    period = read(text, published, anchor, ahead=ahead)
    assert period is not None, text
    assert period.start == period.end, text
    assert period.precision == 1, text
    return period.start


def span(text: str, published: date | None, anchor: date | None = None, *, ahead: bool = False) -> tuple[date, date, int]:
    period = read(text, published, anchor, ahead=ahead)
    assert period is not None, text
    return period.start, period.end, period.precision


def every_day(first: date, last: date) -> list[date]:
    return [first + DAY * step for step in range((last - first).days)]


def ordinal(number: int) -> str:
    return "th" if 11 <= number <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
