"""The day on which an article was written: from its dateline, or from its publication."""

from datetime import date, datetime

import pytest

from orchestration.extract.times.dateline_day import find_day_written, find_local_day
from tests.unit.extract.times.hand_calendar import DAY, read_day

PUBLISHED = date(2017, 6, 7)


def test_a_year_of_two_digits_is_read_only_in_datelines() -> None:
    assert read_day("Lima, 10 Mar 89 (EFE) -- ", None) == date(1989, 3, 10)
    assert read_day("On 3 May 12 people were killed.", PUBLISHED) == date(2017, 5, 3)


@pytest.mark.parametrize("dateline", ["LIMA, Dec. 31 (Agency) – ", "Lima, 31 Dec 15 (Agency) -- ", "LIMA (December 31, 2015) — "])
def test_words_count_from_the_day_of_the_dateline(dateline: str) -> None:
    for late in range(4):
        assert find_day_written(f"{dateline}It burned.", date(2015, 12, 31) + DAY * late) == date(2015, 12, 31)
    assert find_day_written(f"{dateline}It burned.", date(2015, 12, 30)) == date(2015, 12, 31), (
        "where it was written it is already the next day"
    )


@pytest.mark.parametrize(
    "text", ["It burned on December 31.", "LIMA (Agency) – It burned on December 31.", "LIMA, Dec. 20 – It burned.", ""]
)
def test_without_a_recent_dateline_words_count_from_publication(text: str) -> None:
    assert find_day_written(text, date(2016, 1, 2)) == date(2016, 1, 2)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("LIMA, Dec. 31, 2015 (Agency) – It burned.", date(2015, 12, 31)),
        ("December 31, 2015 (LIMA) – It burned.", date(2015, 12, 31)),
        ("Lima, (AGY - 31st December, 2015) It burned yesterday.", date(2015, 12, 31)),
        ("LIMA, Dec. 31 (Agency) – It burned.", None),
        ("It burned on December 31, 2015.", None),
    ],
)
def test_a_dateline_with_its_year_dates_an_article_without_date(text: str, day: date | None) -> None:
    assert find_day_written(text, None) == day


@pytest.mark.parametrize("hour", range(24))
@pytest.mark.parametrize(("town", "longitude", "offset"), [("Washington", -77.0, -5), ("Kabul", 69.2, 5), ("Lima", -77.0, -5)])
def test_the_day_of_publication_is_the_day_where_the_article_was_written(
    town: str, longitude: float, offset: int, hour: int
) -> None:
    local_hour = hour + offset
    expected = date(2017, 6, 6) if local_hour < 0 else date(2017, 6, 8) if local_hour > 23 else PUBLISHED
    assert find_local_day(datetime(2017, 6, 7, hour, 30), None, longitude) == expected
    assert find_local_day(datetime(2017, 6, 7, hour, 30), None, None) == PUBLISHED
    assert find_local_day(datetime(2017, 6, 7), None, longitude) == PUBLISHED, "a day without a time stays as given"
    assert find_local_day(datetime(2017, 6, 7, 23), date(2017, 6, 8), None) == date(2017, 6, 8), "the outlet's own day"
