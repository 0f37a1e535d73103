"""The calendar: expressions of time and the days they mean. Published on Wednesday 2017-06-07."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.extract.dates import find_times, resolve

PUBLISHED = date(2017, 6, 7)


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("on Monday", "2017-06-05", "2017-06-05", 1),
        ("late on Monday night", "2017-06-05", "2017-06-05", 1),
        ("on Wednesday", "2017-06-07", "2017-06-07", 1),
        ("last Wednesday", "2017-05-31", "2017-05-31", 1),
        ("on Thursday", "2017-06-01", "2017-06-01", 1),
        ("yesterday", "2017-06-06", "2017-06-06", 1),
        ("overnight", "2017-06-06", "2017-06-07", 2),
        ("this morning", "2017-06-07", "2017-06-07", 1),
        ("three days ago", "2017-06-04", "2017-06-04", 1),
        ("a few days ago", "2017-06-01", "2017-06-05", 2),
        ("two weeks ago", "2017-05-21", "2017-05-27", 3),
        ("last week", "2017-05-29", "2017-06-04", 3),
        ("last month", "2017-05-01", "2017-05-31", 4),
        ("this month", "2017-06-01", "2017-06-07", 4),
        ("six months ago", "2016-12-01", "2016-12-31", 4),
        ("last year", "2016-01-01", "2016-12-31", 5),
        ("in April", "2017-04-01", "2017-04-30", 4),
        ("in November", "2016-11-01", "2016-11-30", 4),
        ("on March 3", "2017-03-03", "2017-03-03", 1),
        ("on 3 March 2015", "2015-03-03", "2015-03-03", 1),
        ("on December 30", "2016-12-30", "2016-12-30", 1),
        ("in 2012", "2012-01-01", "2012-12-31", 5),
    ],
)
def test_resolves(text: str, start: str, end: str, precision: int) -> None:
    (expression,) = find_times(f"It burned {text} in the hills.")
    period = resolve(expression, PUBLISHED)
    assert period is not None
    assert (str(period.start), str(period.end), period.precision) == (start, end, precision)


@pytest.mark.parametrize(
    ("text", "day"),
    [("a day earlier", 4), ("the next day", 6), ("the same day", 5), ("two days later", 7), ("the previous day", 4)],
)
def test_anaphoric_days_hang_on_the_day_told_before(text: str, day: int) -> None:
    (expression,) = find_times(text)
    period = resolve(expression, PUBLISHED, date(2017, 6, 5))
    assert expression.is_anaphoric
    assert period is not None
    assert (period.start, period.precision) == (date(2017, 6, day), 1)


def test_an_anaphoric_day_without_an_anchor_is_within_six_days() -> None:
    (expression,) = find_times("a day earlier")
    period = resolve(expression, PUBLISHED)
    assert period is not None
    assert (period.start, period.end, period.precision) == (date(2017, 6, 2), PUBLISHED, 2)


@pytest.mark.parametrize(
    "text", ["on Monday", "yesterday", "last week", "in April", "on March 3", "a day earlier", "two weeks ago"]
)
def test_without_a_publication_day_words_give_no_date(text: str) -> None:
    (expression,) = find_times(text)
    assert resolve(expression, None) is None


@pytest.mark.parametrize("text", ["They may march on.", "He will march in", "version 3.10"])
def test_what_is_no_time(text: str) -> None:
    assert find_times(text) == []


def test_an_impossible_day_is_unknown() -> None:
    (expression,) = find_times("on 31 June 2016")
    assert resolve(expression, PUBLISHED) is None


@given(st.text(max_size=120), st.dates())
def test_any_text_resolves_or_not_without_failing(text: str, published: date) -> None:
    for expression in find_times(text):
        assert text[expression.start : expression.end] == expression.text
        period = resolve(expression, published)
        assert period is None or period.start <= period.end


@pytest.mark.parametrize("weekday", ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
@given(published=st.dates(min_value=date(1900, 1, 8)))
def test_a_weekday_is_the_last_such_day(weekday: str, published: date) -> None:
    (expression,) = find_times(weekday)
    period = resolve(expression, published)
    assert period is not None
    assert 0 <= (published - period.start).days < 7
    assert f"{period.start:%A}" == weekday
