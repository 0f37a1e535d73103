"""The calendar: expressions of time and the days they mean. The expected days are counted here, day by day, by other means."""

import calendar
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.extract.dateline import dateline_end, local_day
from orchestration.extract.dates import Period, resolve
from orchestration.extract.time_words import find_times

PUBLISHED = date(2017, 6, 7)
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
TWO_WEEKS = [date(2016, 12, 26) + timedelta(days=step) for step in range(14)]
"""Over a turn of the year, each weekday twice."""
DAYS_OF_TWO_YEARS = [date(2015, 12, 1) + timedelta(days=step) for step in range(0, 830, 7)]
"""With 29 February 2016 in it."""
NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}


def read(text: str, published: date | None = PUBLISHED, anchor: date | None = None, *, ahead: bool = False) -> Period | None:
    (expression,) = find_times(text)
    return resolve(expression, published, anchor, ahead=ahead)


def day(text: str, published: date | None = PUBLISHED, anchor: date | None = None, *, ahead: bool = False) -> date:
    """The one exact day that a text gives."""
    period = read(text, published, anchor, ahead=ahead)
    assert period is not None
    assert period.start == period.end
    assert period.precision == 1
    return period.start


def walk(start: date, step: int, name: str) -> date:
    """The nearest day of that name from `start` on, `start` included, a day at a time."""
    while calendar.day_name[start.weekday()] != name:
        start += timedelta(days=step)
    return start


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
    assert find_times(text) == ()


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


@pytest.mark.parametrize("name", WEEKDAYS)
@pytest.mark.parametrize("published", TWO_WEEKS)
def test_weekdays_in_both_tenses(name: str, published: date) -> None:
    before, after = published - timedelta(days=1), published + timedelta(days=1)
    assert day(f"He was shot on {name}.", published) == walk(published, -1, name)
    assert day(f"He was shot last {name}.", published) in {walk(published, -1, name), walk(before, -1, name)}
    assert day(f"He was shot this past {name}.", published) == walk(before, -1, name)
    assert day(f"They will meet on {name}.", published, ahead=True) == walk(published, 1, name)
    assert day(f"They will meet next {name}.", published, ahead=True) == walk(after, 1, name)
    assert read(f"They talked of next {name}.", published) is None


@pytest.mark.parametrize("part", ["morning", "afternoon", "evening", "night", "before dawn"])
@pytest.mark.parametrize("name", WEEKDAYS)
def test_the_part_of_a_day_belongs_to_its_day(name: str, part: str) -> None:
    (expression,) = find_times(f"He was shot early {name} {part} at home.")
    assert expression.text == f"{name} {part}"
    assert day(f"He was shot {name} {part}.") == walk(PUBLISHED, -1, name)


@pytest.mark.parametrize("published", DAYS_OF_TWO_YEARS)
def test_a_day_without_a_year_is_the_last_such_day_or_tomorrow_and_what_is_to_come_the_next(published: date) -> None:
    for back in (-1, 0, 1, 30, 200, 360):
        told = published - timedelta(days=back)
        if (told.month, told.day) != (2, 29):
            short = f"{told:%b}." if f"{told:%b}" != f"{told:%B}" else f"{told:%B}"
            texts = (f"{told:%B} {told.day}", f"{told.day} {told:%B}", f"{short} {told.day}", f"{told:%A}, {told:%B} {told.day}")
            for text in texts:
                assert day(f"He was shot on {text}.", published) == told
    for forth in (0, 1, 45, 300):
        coming = published + timedelta(days=forth)
        if (coming.month, coming.day) != (2, 29) and published.day <= 28:
            assert day(f"They will meet on {coming.day} {coming:%B}.", published, ahead=True) == coming


@pytest.mark.parametrize("published", DAYS_OF_TWO_YEARS)
@pytest.mark.parametrize(("word", "number"), NUMBERS.items())
def test_so_many_days_ago(word: str, number: int, published: date) -> None:
    counted = published
    for _ in range(number):
        counted -= timedelta(days=1)
    assert day(f"It burned {word} {'day' if number == 1 else 'days'} ago.", published) == counted


@pytest.mark.parametrize("published", TWO_WEEKS)
def test_the_weekend_is_the_latest_that_has_begun(published: date) -> None:
    saturday = walk(published, -1, "Saturday")
    for words in ("over the weekend", "this past weekend", "this weekend", "in a weekend shooting"):
        period = read(f"He was shot {words}.", published)
        assert period is not None
        assert (period.start, period.precision) == (saturday, 2)
        assert period.end == min(saturday + timedelta(days=1), published)
    last = read("He was shot last weekend.", published)
    assert last is not None
    assert last.start == (saturday if published.weekday() < 5 else saturday - timedelta(days=7))


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("today", 0),
        ("tonight", 0),
        ("early this morning", 0),
        ("since dawn", 0),
        ("since midnight", 0),
        ("in an early morning raid", 0),
        ("30 minutes ago", 0),
        ("two hours ago", 0),
        ("in the past few hours", 0),
        ("yesterday", -1),
        ("yesterday morning", -1),
        ("last night", -1),
        ("last evening", -1),
        ("tomorrow", 1),
        ("overnight around 2 a.m.", 0),
        ("overnight, at 11:40 p.m.", -1),
    ],
)
@pytest.mark.parametrize("published", TWO_WEEKS)
def test_words_near_the_day_of_publication(words: str, days: int, published: date) -> None:
    assert day(f"It burned {words}.", published) == published + timedelta(days=days)


def test_many_hours_ago_may_have_been_the_day_before() -> None:
    period = read("It burned twelve hours ago.")
    assert period is not None
    assert (period.start, period.end, period.precision) == (date(2017, 6, 6), PUBLISHED, 2)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("the same day", 0),
        ("that night", 0),
        ("that same afternoon", 0),
        ("hours later", 0),
        ("the night before", -1),
        ("the previous evening", -1),
        ("the day before", -1),
        ("a day earlier", -1),
        ("the following morning", 1),
        ("the next day", 1),
        ("three days later", 3),
        ("two days before", -2),
    ],
)
@pytest.mark.parametrize("anchor", TWO_WEEKS)
def test_anaphoric_words_count_from_the_day_told_before(words: str, days: int, anchor: date) -> None:
    assert day(f"It burned {words}.", date(2017, 3, 1), anchor) == anchor + timedelta(days=days)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("two days before the raid", 2),
        ("three days after taking office", -3),
        ("a day after he fled", -1),
        ("the day after the raid", -1),
    ],
)
def test_what_stands_after_an_offset_lies_so_far_from_the_day_that_it_counts_from(text: str, days: int) -> None:
    (expression,) = find_times(f"He died {text}.")
    period = resolve(expression, PUBLISHED, date(2017, 6, 5))
    assert period == Period(date(2017, 6, 5) + timedelta(days=days), date(2017, 6, 5) + timedelta(days=days), 1)
    assert not expression.is_anaphoric
    assert resolve(expression, PUBLISHED) is None, "the day of publication is none to count from"


@pytest.mark.parametrize(
    ("words", "month_day"),
    [("Christmas Eve", (12, 24)), ("Christmas morning", (12, 25)), ("New Year's Eve", (12, 31)), ("New Year's Day", (1, 1))],
)
def test_feasts_of_a_fixed_day(words: str, month_day: tuple[int, int]) -> None:
    assert day(f"He was shot on {words}.", date(2016, 1, 4)) in {date(2015, *month_day), date(2016, *month_day)}
    assert day(f"He was shot on {words}.", date(2016, 1, 4)) <= date(2016, 1, 4)


def test_a_weekday_with_its_date_is_one_expression() -> None:
    (expression,) = find_times("It happened Thursday night, December 10th, near the mill.")
    assert expression.text == "Thursday night, December 10th"


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("SPRINGFIELD, Ohio (AP) — A man was shot.", "A man was shot."),
        ("Lima, 10 Mar 89 (EFE) -- A bomb exploded.", "A bomb exploded."),
        ("PORTLAND (Jan. 2, 2016)–Police were called.", "Police were called."),
        ("BEIRUT (Reuters) - Shells fell.", "Shells fell."),
        ("(KTVX) -A man was shot.", "A man was shot."),
        ("Quito, 4 Sep 89 (Radio) -- Guayaquil -- A bomb exploded.", "A bomb exploded."),
        ("A raid on Monday - the worst of the year - killed two.", "A raid on Monday - the worst of the year - killed two."),
        ("Two men were shot -- police were called.", "Two men were shot -- police were called."),
        ("", ""),
    ],
)
def test_where_the_dateline_ends(text: str, rest: str) -> None:
    assert text[dateline_end(text) :] == rest


def test_a_year_of_two_digits_stands_in_datelines_only() -> None:
    assert day("Lima, 10 Mar 89 (EFE) -- ", None) == date(1989, 3, 10)
    assert day("On 3 May 12 people were killed.") == date(2017, 5, 3)


@pytest.mark.parametrize("hour", range(24))
@pytest.mark.parametrize(("town", "longitude", "offset"), [("Washington", -77.0, -5), ("Kabul", 69.2, 5), ("Lima", -77.0, -5)])
def test_the_day_of_publication_is_the_day_where_the_article_was_written(
    town: str, longitude: float, offset: int, hour: int
) -> None:
    local_hour = hour + offset
    expected = date(2017, 6, 6) if local_hour < 0 else date(2017, 6, 8) if local_hour > 23 else PUBLISHED
    assert local_day(datetime(2017, 6, 7, hour, 30), longitude) == expected
    assert local_day(datetime(2017, 6, 7, hour, 30), None) == PUBLISHED
    assert local_day(datetime(2017, 6, 7), longitude) == PUBLISHED, "a day without a time is as it is given"
