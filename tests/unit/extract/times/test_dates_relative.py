"""Words that count from a day: each weekday of publication, each weekday named, past and future, around the new year.

The expected days come from a calendar that only walks from day to day, or they are written by hand.
"""

import re
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.extract.times.dates import Period, resolve_time
from orchestration.extract.times.time_words import find_times
from tests.unit.extract.times.hand_calendar import (
    DAY,
    PUBLICATION_DAYS,
    WEEKDAY_NAMES,
    go_months_back,
    list_month_days,
    list_week,
    name_day,
    read_day,
    read_period,
    read_span,
    walk_to,
)

WEDNESDAY = date(2017, 6, 7)
ANCHORS = [date(2015, 12, 28) + DAY * step for step in range(7)] + [date(2016, 2, 27) + DAY * step for step in range(4)]


@pytest.mark.parametrize("published", PUBLICATION_DAYS)
def test_a_weekday_in_the_past(published: date) -> None:
    for weekday in WEEKDAY_NAMES:
        latest = walk_to(published, -1, weekday)
        before = walk_to(published - DAY, -1, weekday)
        for words in ("on {}", "early {} morning", "late on {} night", "{}'s raid", "this {}", "in the early hours of {}"):
            assert read_day(f"It burned, {words.format(weekday)}.", published) == latest
        for words in ("last {}", "this past {}", "past {}"):
            assert read_day(f"It burned {words.format(weekday)}.", published) == before
        assert read_day(f"It burned on {weekday} before last.", published) == before - 7 * DAY
        assert read_day(f"It burned overnight {weekday}.", published) == latest
        assert read_period(f"They talked of next {weekday}.", published) is None


@pytest.mark.parametrize("published", PUBLICATION_DAYS)
def test_a_weekday_in_the_future(published: date) -> None:
    for weekday in WEEKDAY_NAMES:
        soonest = walk_to(published, 1, weekday)
        after = walk_to(published + DAY, 1, weekday)
        assert read_day(f"They will meet on {weekday}.", published, is_future=True) == soonest
        assert read_day(f"They will meet this {weekday}.", published, is_future=True) == soonest
        for words in ("next", "this coming", "coming"):
            assert read_day(f"They will meet {words} {weekday}.", published, is_future=True) == after


@pytest.mark.parametrize("published", PUBLICATION_DAYS)
def test_a_weekday_with_its_week(published: date) -> None:
    last_week, this_week = list_week(published - 7 * DAY), list_week(published)
    for weekday, then, now in zip(WEEKDAY_NAMES, last_week, this_week, strict=True):
        for words in ("{} last week", "{} of last week", "{} night of last week", "last week on {}", "last week, on {} morning"):
            assert read_day(f"It burned {words.format(weekday)}.", published) == then
        assert read_day(f"It burned {weekday} of this week.", published) == now


@pytest.mark.parametrize("published", PUBLICATION_DAYS)
def test_a_weekday_a_week_ago_is_the_one_nearest_to_that_day(published: date) -> None:
    for weekday, (words, number) in product(WEEKDAY_NAMES, (("a week", 1), ("two weeks", 2))):
        middle = published - 7 * number * DAY
        nearest = min((middle + DAY * step for step in range(-3, 4)), key=lambda each: name_day(each) != weekday)
        assert read_day(f"It burned {words} ago {weekday}.", published) == nearest
        assert read_day(f"It burned {words} ago today.", published) == middle
        assert read_day(f"It burned {words} ago yesterday.", published) == middle - DAY


@pytest.mark.parametrize("published", PUBLICATION_DAYS)
@pytest.mark.parametrize("short", ["Mon", "Tue", "Tues", "Wed.", "Thu", "Thurs.", "Fri", "Sat", "Sun"])
def test_a_short_weekday_before_the_part_of_a_day(short: str, published: date) -> None:
    full = next(each for each in WEEKDAY_NAMES if each.startswith(short[:3]))
    assert read_day(f"It burned {short} night.", published) == walk_to(published, -1, full)
    assert find_times(f"The {short} said so.") == ()


@pytest.mark.parametrize("published", PUBLICATION_DAYS)
def test_two_weekdays_that_begin_and_end_a_range(published: date) -> None:
    for first, second in zip(WEEKDAY_NAMES, (*WEEKDAY_NAMES[1:], WEEKDAY_NAMES[0]), strict=True):
        end = walk_to(published, -1, second)
        for words in (
            "overnight {} into {}",
            "{} night into {} morning",
            "between {} and {}",
            "from {} to {}",
            "from {} until {}",
        ):
            assert read_span(f"It burned {words.format(first, second)}.", published) == (end - DAY, end, 2)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("today", 0),
        ("in an early morning raid", 0),
        ("in the past few hours", 0),
        ("two hours ago", 0),
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
        ("last evening", -1),
        ("yesterday", -1),
        ("yesterday afternoon", -1),
        ("overnight at 3 a.m.", 0),
        ("overnight around 2 a.m.", 0),
        ("overnight, at 11:40 p.m.", -1),
        ("overnight at 11 p.m.", -1),
        ("the night before last", -2),
        ("the day before yesterday", -2),
        ("tomorrow", 1),
        ("the day after tomorrow", 2),
    ],
)
def test_words_near_the_day_of_publication(words: str, days: int) -> None:
    for published in PUBLICATION_DAYS:
        assert read_day(f"It burned {words}.", published) == published + DAY * days


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
def test_words_that_mean_several_days(words: str, first: int, last: int) -> None:
    for published in PUBLICATION_DAYS:
        assert read_span(f"It burned {words}.", published) == (published + DAY * first, published + DAY * last, 2)


COUNTS = {
    **{"a": 1, "one": 1, "two": 2, "a couple of": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8},
    **{"nine": 9, "ten": 10, "eleven": 11, "a dozen": 12, "2": 2, "20": 20},
}


@pytest.mark.parametrize(("words", "number"), COUNTS.items())
def test_days_weeks_months_and_years_ago(words: str, number: int) -> None:
    ending = "" if number == 1 else "s"
    for published in PUBLICATION_DAYS:
        assert read_day(f"It burned {words} day{ending} ago.", published) == published - DAY * number
        middle = published - 7 * number * DAY
        assert read_span(f"It burned {words} week{ending} ago.", published) == (middle - 3 * DAY, middle + 3 * DAY, 3)
        days = list_month_days(*go_months_back(published, number))
        assert read_span(f"It burned {words} month{ending} ago.", published) == (days[0], days[-1], 4)
        year = published.year - number
        assert read_span(f"It burned {words} year{ending} ago.", published) == (date(year, 1, 1), date(year, 12, 31), 5)


def test_a_year_ago_today_is_the_day_of_that_date() -> None:
    assert read_day("It burned a year ago today.", date(2016, 1, 3)) == date(2015, 1, 3)
    assert read_day("It burned two months ago today.", date(2016, 1, 3)) == date(2015, 11, 3)
    assert read_day("It burned a year ago Sunday.", date(2016, 1, 5)) == date(2015, 1, 3)


@pytest.mark.parametrize("published", PUBLICATION_DAYS)
def test_weeks_months_and_years(published: date) -> None:
    this_week, last_week = list_week(published), list_week(published - 7 * DAY)
    last_month = list_month_days(*go_months_back(published, 1))
    assert read_span("It burned last week.", published) == (last_week[0], last_week[-1], 3)
    assert read_span("It burned earlier this week.", published) == (this_week[0], published, 3)
    assert read_span("It burned last month.", published) == (last_month[0], last_month[-1], 4)
    assert read_span("It burned this month.", published) == (date(published.year, published.month, 1), published, 4)
    assert read_span("It burned last year.", published) == (date(published.year - 1, 1, 1), date(published.year - 1, 12, 31), 5)
    assert read_span("It burned this year.", published) == (date(published.year, 1, 1), published, 5)
    for words in ("next week", "next month", "next year", "next weekend"):
        assert read_period(f"They talked of {words}.", published) is None, "a future date is not the date of a past event"


@pytest.mark.parametrize("published", PUBLICATION_DAYS)
def test_the_weekend_is_the_latest_that_has_begun_or_the_next(published: date) -> None:
    saturday = walk_to(published, -1, "Saturday")
    for words in ("at the weekend", "over the weekend", "this past weekend", "this weekend", "in a weekend shooting"):
        assert read_span(f"He was shot {words}.", published) == (saturday, min(saturday + DAY, published), 2)
    before = walk_to(published - DAY, -1, "Sunday")
    assert read_span("He was shot last weekend.", published) == (before - DAY, before, 2)
    coming = walk_to(published + DAY, 1, "Saturday")
    assert read_span("They will meet next weekend.", published, is_future=True) == (coming, coming + DAY, 2)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("the same day", 0),
        ("on that same day", 0),
        ("that evening", 0),
        ("that same afternoon", 0),
        ("later that day", 0),
        ("three hours later", 0),
        ("hours earlier", 0),
        ("hours later", 0),
        ("24 hours earlier", -1),
        ("48 hours later", 2),
        ("a day earlier", -1),
        ("one day before", -1),
        ("the day before", -1),
        ("the previous day", -1),
        ("the night before", -1),
        ("the previous evening", -1),
        ("the day after", 1),
        ("the morning after", 1),
        ("the next day", 1),
        ("the following night", 1),
        ("the following morning", 1),
        ("a day later", 1),
        ("two days later", 2),
        ("two days before", -2),
        ("three days earlier", -3),
        ("ten days after", 10),
    ],
)
def test_anaphoric_days_count_from_the_anchor(words: str, days: int) -> None:
    (expression,) = find_times(words)
    assert expression.is_anaphoric
    for anchor in ANCHORS:
        assert read_day(f"It burned {words}.", date(2016, 3, 9), anchor) == anchor + DAY * days
        assert read_day(f"It burned {words}.", None, anchor) == anchor + DAY * days, "the anchor is enough"
    published = date(2016, 3, 9)
    assert read_span(f"It burned {words}.", published) == (published - 5 * DAY, published, 2)
    assert read_period(f"It burned {words}.", None) is None


def test_anaphoric_weeks_months_and_years_count_from_the_anchor() -> None:
    for anchor in ANCHORS:
        published = anchor + 60 * DAY
        for words, way in (("earlier", -1), ("before", -1), ("later", 1), ("after", 1)):
            middle = anchor + 14 * way * DAY
            assert read_span(f"It burned two weeks {words}.", published, anchor) == (middle - 3 * DAY, middle + 3 * DAY, 3)
        week = list_week(anchor - 7 * DAY)
        assert read_span("It burned the previous week.", published, anchor) == (week[0], week[-1], 3)
        days = list_month_days(*go_months_back(anchor, 2))
        assert read_span("It burned two months earlier.", published, anchor) == (days[0], days[-1], 4)
        assert read_span("It burned a year later.", published, anchor) == (
            date(anchor.year + 1, 1, 1),
            date(anchor.year + 1, 12, 31),
            5,
        )
        assert read_span("It burned days later.", published, anchor) == (anchor + 2 * DAY, anchor + 6 * DAY, 2)
        assert read_span("It burned days earlier.", published, anchor) == (anchor - 6 * DAY, anchor - 2 * DAY, 2)
    assert read_span("It burned the previous week.", date(2016, 1, 6)) == (date(2015, 12, 28), date(2016, 1, 3), 3)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("two days before the raid", 2),
        ("three days after taking office", -3),
        ("a day after he fled", -1),
        ("the day after the raid", -1),
    ],
)
def test_an_offset_gives_the_day_of_the_event_after_it(text: str, days: int) -> None:
    (expression,) = find_times(f"He died {text}.")
    period = resolve_time(expression, WEDNESDAY, date(2017, 6, 5))
    assert period == Period(date(2017, 6, 5) + DAY * days, date(2017, 6, 5) + DAY * days, 1)
    assert not expression.is_anaphoric
    assert resolve_time(expression, WEDNESDAY) is None, "an offset does not count from the day of publication"


@pytest.mark.parametrize(
    "text", ["on Monday", "yesterday", "last week", "in April", "on March 3", "a day earlier", "two weeks ago"]
)
def test_without_a_publication_day_words_give_no_date(text: str) -> None:
    assert read_period(text, None) is None


@given(st.text(max_size=120), st.dates())
def test_no_text_raises_an_error(text: str, published: date) -> None:
    for expression in find_times(text):
        assert text[expression.start : expression.end] == expression.text
        period = resolve_time(expression, published)
        assert period is None or period.start <= period.end


def test_the_table_in_the_docs_on_dates_is_true() -> None:
    page = (Path(__file__).parents[4] / "docs" / "dates.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+?) \| (\d{4}-\d\d-\d\d|unknown)(?: to (\S+))? \| (\d?) ?\|$", page, re.MULTILINE)
    assert len(rows) > 20
    for words, first, last, precision in rows:
        for each in words.split(", "):
            periods = [resolve_time(found, WEDNESDAY, date(2017, 6, 5)) for found in find_times(f"It burned {each}.")]
            if first == "unknown":
                assert periods in ([], [None]), each
            else:
                assert periods == [Period(date.fromisoformat(first), date.fromisoformat(last or first), int(precision))], each
