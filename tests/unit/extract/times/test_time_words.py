"""Expressions of time: which words of a text are one, where it begins and where it ends."""

from datetime import date

import pytest

from orchestration.extract.times.time_words import find_times
from tests.unit.extract.times.hand_calendar import WEEKDAY_NAMES, read_day


@pytest.mark.parametrize("part", ["morning", "afternoon", "evening", "night", "before dawn"])
@pytest.mark.parametrize("name", WEEKDAY_NAMES)
def test_the_part_of_a_day_belongs_to_its_day(name: str, part: str) -> None:
    (expression,) = find_times(f"He was shot early {name} {part} at home.")
    assert expression.text == f"{name} {part}"


def test_a_weekday_with_its_date_is_one_expression() -> None:
    (expression,) = find_times("It happened Thursday night, December 10th, near the mill.")
    assert expression.text == "Thursday night, December 10th"


def test_a_number_after_a_date_is_not_the_last_day() -> None:
    assert read_day("On December 3 and 5 people died.", date(2016, 1, 4)) == date(2015, 12, 3)


@pytest.mark.parametrize("text", ["every Monday", "each Friday", "on Sundays"])
def test_a_repeated_weekday_has_no_date(text: str) -> None:
    assert find_times(f"They march {text}.") == ()


@pytest.mark.parametrize(
    "text", ["the 9 May Brigade", "the house at 12 June Street", "a March on the capital", "the 20 October Movement"]
)
def test_names_made_of_dates_are_not_dates(text: str) -> None:
    assert find_times(f"It was {text}.") == ()


@pytest.mark.parametrize("text", ["They may march on.", "He will march in", "version 3.10"])
def test_words_like_a_month_or_date_are_not_a_time(text: str) -> None:
    assert find_times(text) == ()
