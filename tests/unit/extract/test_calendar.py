"""The calendar, exhaustively: every weekday of publication, every weekday named, both tenses, turns of the year.

The expected days come from a calendar of this file that knows nothing but how to walk from one day to the next and what a
day is called; or they are written by hand.
"""

import re
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from orchestration.extract.dateline import written_on
from orchestration.extract.dates import Period, resolve
from orchestration.extract.time_words import find_times

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAY = timedelta(days=1)
ONE_SATURDAY = date(2000, 1, 1)
TURNS = [date(2015, 12, 21) + DAY * step for step in range(28)] + [date(2016, 2, 22) + DAY * step for step in range(14)]
"""Days of publication: over the turn to a leap year, and over its 29 February; each weekday several times."""
ANCHORS = [date(2015, 12, 28) + DAY * step for step in range(7)] + [date(2016, 2, 27) + DAY * step for step in range(4)]


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
    return resolve(expression, published, anchor, ahead=ahead)


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


@pytest.mark.parametrize("published", TURNS)
def test_a_weekday_that_has_been(published: date) -> None:
    for weekday in NAMES:
        latest = walk(published, -1, weekday)
        before = walk(published - DAY, -1, weekday)
        for words in ("on {}", "early {} morning", "late on {} night", "{}'s raid", "this {}", "in the early hours of {}"):
            assert day(f"It burned, {words.format(weekday)}.", published) == latest
        for words in ("last {}", "this past {}", "past {}"):
            assert day(f"It burned {words.format(weekday)}.", published) == before
        assert day(f"It burned on {weekday} before last.", published) == before - 7 * DAY
        assert day(f"It burned overnight {weekday}.", published) == latest
        assert read(f"They talked of next {weekday}.", published) is None


@pytest.mark.parametrize("published", TURNS)
def test_a_weekday_that_is_to_come(published: date) -> None:
    for weekday in NAMES:
        soonest = walk(published, 1, weekday)
        after = walk(published + DAY, 1, weekday)
        assert day(f"They will meet on {weekday}.", published, ahead=True) == soonest
        assert day(f"They will meet this {weekday}.", published, ahead=True) == soonest
        for words in ("next", "this coming", "coming"):
            assert day(f"They will meet {words} {weekday}.", published, ahead=True) == after


@pytest.mark.parametrize("published", TURNS)
def test_a_weekday_of_a_week_that_is_told(published: date) -> None:
    last_week, this_week = week_of(published - 7 * DAY), week_of(published)
    for weekday, then, now in zip(NAMES, last_week, this_week, strict=True):
        for words in ("{} last week", "{} of last week", "{} night of last week", "last week on {}", "last week, on {} morning"):
            assert day(f"It burned {words.format(weekday)}.", published) == then
        assert day(f"It burned {weekday} of this week.", published) == now


@pytest.mark.parametrize("published", TURNS)
def test_a_weekday_a_week_ago_is_the_one_nearest_to_that_day(published: date) -> None:
    for weekday, (words, number) in product(NAMES, (("a week", 1), ("two weeks", 2))):
        middle = published - 7 * number * DAY
        nearest = min((middle + DAY * step for step in range(-3, 4)), key=lambda each: name(each) != weekday)
        assert day(f"It burned {words} ago {weekday}.", published) == nearest
        assert day(f"It burned {words} ago today.", published) == middle
        assert day(f"It burned {words} ago yesterday.", published) == middle - DAY


@pytest.mark.parametrize("published", TURNS)
@pytest.mark.parametrize("short", ["Mon", "Tue", "Tues", "Wed.", "Thu", "Thurs.", "Fri", "Sat", "Sun"])
def test_a_short_weekday_before_the_part_of_a_day(short: str, published: date) -> None:
    full = next(each for each in NAMES if each.startswith(short[:3]))
    assert day(f"It burned {short} night.", published) == walk(published, -1, full)
    assert find_times(f"The {short} said so.") == ()


@pytest.mark.parametrize("text", ["every Monday", "each Friday", "on Sundays"])
def test_what_comes_again_and_again_has_no_day(text: str) -> None:
    assert find_times(f"They march {text}.") == ()


@pytest.mark.parametrize("published", TURNS)
def test_two_weekdays_that_begin_and_end_a_span(published: date) -> None:
    for first, second in zip(NAMES, (*NAMES[1:], NAMES[0]), strict=True):
        end = walk(published, -1, second)
        for words in (
            "overnight {} into {}",
            "{} night into {} morning",
            "between {} and {}",
            "from {} to {}",
            "from {} until {}",
        ):
            assert span(f"It burned {words.format(first, second)}.", published) == (end - DAY, end, 2)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("today", 0),
        ("tonight", 0),
        ("this morning", 0),
        ("early this morning", 0),
        ("this evening", 0),
        ("since dawn", 0),
        ("since dawn today", 0),
        ("since midnight", 0),
        ("since this morning", 0),
        ("six hours ago", 0),
        ("20 minutes ago", 0),
        ("24 hours ago", -1),
        ("48 hours ago", -2),
        ("last night", -1),
        ("yesterday afternoon", -1),
        ("overnight at 3 a.m.", 0),
        ("overnight at 11 p.m.", -1),
        ("the night before last", -2),
        ("the day before yesterday", -2),
        ("tomorrow", 1),
        ("the day after tomorrow", 2),
    ],
)
def test_words_near_the_day_of_publication(words: str, days: int) -> None:
    for published in TURNS:
        assert day(f"It burned {words}.", published) == published + DAY * days


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("overnight", -1, 0),
        ("twelve hours ago", -1, 0),
        ("30 hours ago", -2, -1),
        ("the other day", -6, -1),
        ("a few days ago", -6, -2),
        ("days ago", -6, -2),
        ("about ten days ago", -11, -9),
    ],
)
def test_words_that_leave_a_few_days_open(words: str, first: int, last: int) -> None:
    for published in TURNS:
        assert span(f"It burned {words}.", published) == (published + DAY * first, published + DAY * last, 2)


COUNTS = {"a": 1, "one": 1, "2": 2, "two": 2, "a couple of": 2, "three": 3, "nine": 9, "eleven": 11, "a dozen": 12, "20": 20}


@pytest.mark.parametrize(("words", "number"), COUNTS.items())
def test_so_many_days_weeks_months_and_years_ago(words: str, number: int) -> None:
    ending = "" if number == 1 else "s"
    for published in TURNS:
        assert day(f"It burned {words} day{ending} ago.", published) == published - DAY * number
        middle = published - 7 * number * DAY
        assert span(f"It burned {words} week{ending} ago.", published) == (middle - 3 * DAY, middle + 3 * DAY, 3)
        days = month_days(*months_back(published, number))
        assert span(f"It burned {words} month{ending} ago.", published) == (days[0], days[-1], 4)
        year = published.year - number
        assert span(f"It burned {words} year{ending} ago.", published) == (date(year, 1, 1), date(year, 12, 31), 5)


def test_a_year_ago_today_is_the_day_of_that_date() -> None:
    assert day("It burned a year ago today.", date(2016, 1, 3)) == date(2015, 1, 3)
    assert day("It burned two months ago today.", date(2016, 1, 3)) == date(2015, 11, 3)
    assert day("It burned a year ago Sunday.", date(2016, 1, 5)) == date(2015, 1, 3)


@pytest.mark.parametrize("published", TURNS)
def test_weeks_months_years_and_weekends(published: date) -> None:
    this_week, last_week = week_of(published), week_of(published - 7 * DAY)
    last_month = month_days(*months_back(published, 1))
    assert span("It burned last week.", published) == (last_week[0], last_week[-1], 3)
    assert span("It burned earlier this week.", published) == (this_week[0], published, 3)
    assert span("It burned last month.", published) == (last_month[0], last_month[-1], 4)
    assert span("It burned this month.", published) == (date(published.year, published.month, 1), published, 4)
    assert span("It burned last year.", published) == (date(published.year - 1, 1, 1), date(published.year - 1, 12, 31), 5)
    assert span("It burned this year.", published) == (date(published.year, 1, 1), published, 5)
    saturday = walk(published, -1, "Saturday")
    assert span("It burned at the weekend.", published) == (saturday, min(saturday + DAY, published), 2)
    coming = walk(published + DAY, 1, "Saturday")
    assert span("They will meet next weekend.", published, ahead=True) == (coming, coming + DAY, 2)
    for words in ("next week", "next month", "next year", "next weekend"):
        assert read(f"They talked of {words}.", published) is None, "what is to come is nothing that has happened"


@pytest.mark.parametrize("month", range(1, 13))
def test_month_names_in_both_tenses(month: int) -> None:
    for published in TURNS:
        own = month_days(published.year, month)
        in_past = own if own[0] <= published else month_days(published.year - 1, month)
        in_future = own if own[-1] >= published else month_days(published.year + 1, month)
        before = own if own[-1] < published else month_days(published.year - 1, month)
        name_of = MONTHS[month - 1]
        for words in ("in {}", "in early {}", "since {}", "in mid-{}"):
            assert span(f"It burned {words.format(name_of)}.", published) == (in_past[0], in_past[-1], 4)
        assert span(f"They will vote in {name_of}.", published, ahead=True) == (in_future[0], in_future[-1], 4)
        assert span(f"It burned last {name_of}.", published) == (before[0], before[-1], 4)
        assert span(f"It burned this {name_of}.", published) == (own[0], own[-1], 4)
        for words in ("in {} last year", "in {} of last year"):
            days = month_days(published.year - 1, month)
            assert span(f"It burned {words.format(name_of)}.", published) == (days[0], days[-1], 4)
        days = month_days(2009, month)
        assert span(f"It burned in {name_of} 2009.", published) == (days[0], days[-1], 4)


DATES = [date(2016, 1, 1) + DAY * step for step in range(0, 366, 9)] + [date(2016, 12, 31), date(2016, 2, 29)]
FORMS = ("{month} {day}", "{day} {month}", "{day} of {month}", "{month} {day}{th}", "the {day}{th} of {month}")


def ordinal(number: int) -> str:
    return "th" if 11 <= number <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


@pytest.mark.parametrize("told", DATES)
def test_month_and_day_with_and_without_a_year(told: date) -> None:
    forms = [form.format(month=MONTHS[told.month - 1], day=told.day, th=ordinal(told.day)) for form in FORMS]
    for published in (
        date(2015, 12, 30),
        date(2015, 12, 31),
        date(2016, 1, 1),
        date(2016, 1, 2),
        date(2016, 3, 1),
        date(2017, 1, 1),
    ):
        same = [
            each for each in every_day(date(2010, 1, 1), date(2022, 1, 1)) if (each.month, each.day) == (told.month, told.day)
        ]
        past = max(each for each in same if each <= published + DAY)
        future = min(each for each in same if each >= published)
        for form in forms:
            assert day(f"It burned on {form}.", published) == past
            assert day(f"They will meet on {form}.", published, ahead=True) == future
            assert day(f"It burned on {form}, 1987.", published) == date(1987, told.month, told.day) if told.day != 29 else True
            assert day(f"It burned on {form} 2016.", published) == told
            assert day(f"It burned on {form}, 2016.", None) == told


def every_day(first: date, last: date) -> list[date]:
    return [first + DAY * step for step in range((last - first).days)]


@pytest.mark.parametrize("told", DATES)
def test_dates_in_figures(told: date) -> None:
    assert day(f"It burned on {told.isoformat()}.", None) == told
    texts = (
        f"{told.month}/{told.day}/{told.year}",
        f"{told.day}/{told.month}/{told.year}",
        f"{told.day}.{told.month}.{told.year}",
    )
    for text in texts:
        if told.day > 12 or told.day == told.month:
            assert day(f"It burned on {text}.", None) == told
        else:
            assert read(f"It burned on {text}.", date(2020, 1, 1)) is None, "which is the month nobody can tell"


def test_of_two_readings_of_figures_the_one_ahead_is_out() -> None:
    assert day("It burned on 5/3/2016.", date(2016, 4, 1)) == date(2016, 3, 5)
    assert read("It burned on 13/13/2016.", date(2016, 4, 1)) is None


@pytest.mark.parametrize("published", TURNS)
def test_the_day_of_a_month_without_its_month(published: date) -> None:
    for number in range(1, 32):
        past = next(each for each in reversed(every_day(date(2015, 1, 1), published + DAY)) if each.day == number)
        assert day(f"It burned on the {number}{ordinal(number)}.", published) == past
        for weekday in (name(past), name(past + DAY)):
            days = reversed(every_day(date(2008, 1, 1), published + DAY))
            both = next(each for each in days if each.day == number and name(each) == weekday)
            assert day(f"It burned on {weekday} the {number}{ordinal(number)}.", published) == both


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("on 30-31 December", "2015-12-30", "2015-12-31", 2),
        ("on December 3-5", "2015-12-03", "2015-12-05", 2),
        ("on the night of 3 to 4 January", "2016-01-03", "2016-01-04", 2),
        ("from June 3 to 9.", "2015-06-03", "2015-06-09", 3),
        ("between December 30 and January 2", "2015-12-30", "2016-01-02", 2),
        ("between 1 March and 15 April", "2015-03-01", "2015-04-15", 5),
        ("on the weekend of January 3", "2016-01-02", "2016-01-03", 2),
        ("over the weekend of December 25", "2015-12-26", "2015-12-27", 2),
    ],
)
def test_spans_of_dates(text: str, first: str, last: str, precision: int) -> None:
    assert span(f"It burned {text}", date(2016, 1, 4)) == (date.fromisoformat(first), date.fromisoformat(last), precision)


def test_a_number_after_a_date_is_no_last_day() -> None:
    assert day("On December 3 and 5 people died.", date(2016, 1, 4)) == date(2015, 12, 3)


def test_feasts_of_fixed_and_of_moved_days() -> None:
    published = date(2016, 1, 4)
    fixed = {"on Christmas": (2015, 12, 25), "on New Year's Day": (2016, 1, 1), "on New Year's Eve": (2015, 12, 31),
             "on the Fourth of July": (2015, 7, 4), "on Halloween": (2015, 10, 31),
             "the night before Christmas": (2015, 12, 24), "the day after New Year's Day": (2016, 1, 2)}  # fmt: skip
    for words, told in fixed.items():
        assert day(f"It burned {words}.", published) == date(*told)
    thursdays = [each for each in month_days(2015, 11) if name(each) == "Thursday"]
    assert day("It burned on Thanksgiving.", published) == thursdays[3]
    assert day("It burned on Memorial Day.", published) == [each for each in month_days(2015, 5) if name(each) == "Monday"][-1]
    assert day("They will march on Labor Day.", published, ahead=True) == walk(date(2016, 9, 1), 1, "Monday")


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("the same day", 0),
        ("on that same day", 0),
        ("that evening", 0),
        ("later that day", 0),
        ("three hours later", 0),
        ("hours earlier", 0),
        ("24 hours earlier", -1),
        ("48 hours later", 2),
        ("a day earlier", -1),
        ("one day before", -1),
        ("the day before", -1),
        ("the previous day", -1),
        ("the night before", -1),
        ("the day after", 1),
        ("the morning after", 1),
        ("the next day", 1),
        ("the following night", 1),
        ("a day later", 1),
        ("two days later", 2),
        ("three days earlier", -3),
        ("ten days after", 10),
    ],
)
def test_anaphoric_days(words: str, days: int) -> None:
    for anchor in ANCHORS:
        assert day(f"It burned {words}.", date(2016, 3, 9), anchor) == anchor + DAY * days
        assert day(f"It burned {words}.", None, anchor) == anchor + DAY * days, "the anchor is enough"
    published = date(2016, 3, 9)
    assert span(f"It burned {words}.", published) == (published - 5 * DAY, published, 2)
    assert read(f"It burned {words}.", None) is None


def test_anaphoric_spans() -> None:
    for anchor in ANCHORS:
        published = anchor + 60 * DAY
        for words, way in (("earlier", -1), ("before", -1), ("later", 1), ("after", 1)):
            middle = anchor + 14 * way * DAY
            assert span(f"It burned two weeks {words}.", published, anchor) == (middle - 3 * DAY, middle + 3 * DAY, 3)
        week = week_of(anchor - 7 * DAY)
        assert span("It burned the previous week.", published, anchor) == (week[0], week[-1], 3)
        days = month_days(*months_back(anchor, 2))
        assert span("It burned two months earlier.", published, anchor) == (days[0], days[-1], 4)
        assert span("It burned a year later.", published, anchor) == (
            date(anchor.year + 1, 1, 1),
            date(anchor.year + 1, 12, 31),
            5,
        )
        assert span("It burned days later.", published, anchor) == (anchor + 2 * DAY, anchor + 6 * DAY, 2)
        assert span("It burned days earlier.", published, anchor) == (anchor - 6 * DAY, anchor - 2 * DAY, 2)
    assert span("It burned the previous week.", date(2016, 1, 6)) == (date(2015, 12, 28), date(2016, 1, 3), 3)


@pytest.mark.parametrize("dateline", ["LIMA, Dec. 31 (Agency) – ", "Lima, 31 Dec 15 (Agency) -- ", "LIMA (December 31, 2015) — "])
def test_words_count_from_the_day_of_the_dateline(dateline: str) -> None:
    for late in range(4):
        assert written_on(f"{dateline}It burned.", date(2015, 12, 31) + DAY * late) == date(2015, 12, 31)
    assert written_on(f"{dateline}It burned.", date(2015, 12, 30)) == date(2015, 12, 31), "there it is already the next day"


@pytest.mark.parametrize(
    "text", ["It burned on December 31.", "LIMA (Agency) – It burned on December 31.", "LIMA, Dec. 20 – It burned.", ""]
)
def test_without_a_dateline_of_these_days_words_count_from_publication(text: str) -> None:
    assert written_on(text, date(2016, 1, 2)) == date(2016, 1, 2)


@pytest.mark.parametrize(
    "text", ["the 9 May Brigade", "the house at 12 June Street", "a March on the capital", "the 20 October Movement"]
)
def test_names_made_of_dates_are_no_dates(text: str) -> None:
    assert find_times(f"It was {text}.") == ()


def test_the_table_of_the_page_on_dates_is_what_is_read() -> None:
    page = (Path(__file__).parents[3] / "docs" / "dates.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+?) \| (\d{4}-\d\d-\d\d|unknown)(?: to (\S+))? \| (\d?) ?\|$", page, re.MULTILINE)
    assert len(rows) > 20
    for words, first, last, precision in rows:
        for each in words.split(", "):
            told = [resolve(found, date(2017, 6, 7), date(2017, 6, 5)) for found in find_times(f"It burned {each}.")]
            if first == "unknown":
                assert told in ([], [None]), each
            else:
                assert told == [Period(date.fromisoformat(first), date.fromisoformat(last or first), int(precision))], each
