"""Dates written out: months, days of months, figures, feasts, years; with and without a year, past and future.

The expected days come from a calendar that only walks from day to day, or they are written by hand.
"""

from datetime import date

import pytest

from tests.unit.extract.times.hand_calendar import (
    DAY,
    MONTH_NAMES,
    PUBLICATION_DAYS,
    find_ordinal_ending,
    list_days,
    list_month_days,
    name_day,
    read_day,
    read_period,
    read_span,
    walk_to,
)

DATES = [date(2016, 1, 1) + DAY * step for step in range(0, 366, 9)] + [date(2016, 12, 31), date(2016, 2, 29)]
FORMS = ("{month} {day}", "{day} {month}", "{day} of {month}", "{month} {day}{th}", "the {day}{th} of {month}", "{short} {day}")


@pytest.mark.parametrize("month", range(1, 13))
def test_month_names_in_both_tenses(month: int) -> None:
    for published in PUBLICATION_DAYS:
        own = list_month_days(published.year, month)
        in_past = own if own[0] <= published else list_month_days(published.year - 1, month)
        in_future = own if own[-1] >= published else list_month_days(published.year + 1, month)
        before = own if own[-1] < published else list_month_days(published.year - 1, month)
        month_name = MONTH_NAMES[month - 1]
        for words in ("in {}", "in early {}", "since {}", "in mid-{}"):
            assert read_span(f"It burned {words.format(month_name)}.", published) == (in_past[0], in_past[-1], 4)
        assert read_span(f"They will vote in {month_name}.", published, is_future=True) == (in_future[0], in_future[-1], 4)
        assert read_span(f"It burned last {month_name}.", published) == (before[0], before[-1], 4)
        assert read_span(f"It burned this {month_name}.", published) == (own[0], own[-1], 4)
        for words in ("in {} last year", "in {} of last year"):
            days = list_month_days(published.year - 1, month)
            assert read_span(f"It burned {words.format(month_name)}.", published) == (days[0], days[-1], 4)
        days = list_month_days(2009, month)
        assert read_span(f"It burned in {month_name} 2009.", published) == (days[0], days[-1], 4)


@pytest.mark.parametrize("expected", DATES)
def test_month_and_day_with_and_without_a_year(expected: date) -> None:
    month = MONTH_NAMES[expected.month - 1]
    short = month if len(month) < 5 else f"{month[:3]}."
    forms = [form.format(month=month, short=short, day=expected.day, th=find_ordinal_ending(expected.day)) for form in FORMS]
    for published in (
        date(2015, 12, 30),
        date(2015, 12, 31),
        date(2016, 1, 1),
        date(2016, 1, 2),
        date(2016, 3, 1),
        date(2017, 1, 1),
    ):
        same = [
            each
            for each in list_days(date(2010, 1, 1), date(2022, 1, 1))
            if (each.month, each.day) == (expected.month, expected.day)
        ]
        past = max(each for each in same if each <= published + DAY)
        future = min(each for each in same if each >= published)
        assert read_day(f"It burned on {name_day(past)}, {month} {expected.day}.", published) == past
        for form in forms:
            assert read_day(f"It burned on {form}.", published) == past
            assert read_day(f"They will meet on {form}.", published, is_future=True) == future
            if (expected.month, expected.day) != (2, 29):
                assert read_day(f"It burned on {form}, 1987.", published) == date(1987, expected.month, expected.day)
            assert read_day(f"It burned on {form} 2016.", published) == expected
            assert read_day(f"It burned on {form}, 2016.", None) == expected


@pytest.mark.parametrize("expected", DATES)
def test_dates_in_figures(expected: date) -> None:
    assert read_day(f"It burned on {expected.isoformat()}.", None) == expected
    texts = (
        f"{expected.month}/{expected.day}/{expected.year}",
        f"{expected.day}/{expected.month}/{expected.year}",
        f"{expected.day}.{expected.month}.{expected.year}",
    )
    for text in texts:
        if expected.day > 12 or expected.day == expected.month:
            assert read_day(f"It burned on {text}.", None) == expected
        else:
            assert read_period(f"It burned on {text}.", date(2020, 1, 1)) is None, "either number may be the month"


def test_of_two_readings_of_figures_the_future_one_is_rejected() -> None:
    assert read_day("It burned on 5/3/2016.", date(2016, 4, 1)) == date(2016, 3, 5)
    assert read_period("It burned on 13/13/2016.", date(2016, 4, 1)) is None


@pytest.mark.parametrize("published", PUBLICATION_DAYS)
def test_the_day_of_a_month_without_its_month(published: date) -> None:
    for number in range(1, 32):
        past = next(each for each in reversed(list_days(date(2015, 1, 1), published + DAY)) if each.day == number)
        assert read_day(f"It burned on the {number}{find_ordinal_ending(number)}.", published) == past
        for weekday in (name_day(past), name_day(past + DAY)):
            days = reversed(list_days(date(2008, 1, 1), published + DAY))
            both = next(each for each in days if each.day == number and name_day(each) == weekday)
            assert read_day(f"It burned on {weekday} the {number}{find_ordinal_ending(number)}.", published) == both


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
def test_ranges_of_dates(text: str, first: str, last: str, precision: int) -> None:
    assert read_span(f"It burned {text}", date(2016, 1, 4)) == (date.fromisoformat(first), date.fromisoformat(last), precision)


def test_feasts_with_a_fixed_and_with_a_moving_day() -> None:
    published = date(2016, 1, 4)
    fixed = {"on Christmas": (2015, 12, 25), "on Christmas morning": (2015, 12, 25), "on Christmas Eve": (2015, 12, 24),
             "on New Year's Day": (2016, 1, 1), "on New Year's Eve": (2015, 12, 31),
             "on the Fourth of July": (2015, 7, 4), "on Halloween": (2015, 10, 31),
             "the night before Christmas": (2015, 12, 24), "the day after New Year's Day": (2016, 1, 2)}  # fmt: skip
    for words, expected in fixed.items():
        assert read_day(f"It burned {words}.", published) == date(*expected)
    thursdays = [each for each in list_month_days(2015, 11) if name_day(each) == "Thursday"]
    assert read_day("It burned on Thanksgiving.", published) == thursdays[3]
    assert (
        read_day("It burned on Memorial Day.", published)
        == [each for each in list_month_days(2015, 5) if name_day(each) == "Monday"][-1]
    )
    assert read_day("They will march on Labor Day.", published, is_future=True) == walk_to(date(2016, 9, 1), 1, "Monday")


def test_a_year_alone_means_the_whole_year() -> None:
    assert read_span("It burned in 2012.", date(2017, 6, 7)) == (date(2012, 1, 1), date(2012, 12, 31), 5)


def test_a_day_that_does_not_exist_is_unknown() -> None:
    assert read_period("It burned on 31 June 2016.", date(2017, 6, 7)) is None
