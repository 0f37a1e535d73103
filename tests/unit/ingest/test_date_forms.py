"""Dates in the forms that feeds and content systems write, and what is no date."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from orchestration.ingest.dates import read_local_day, read_publication_date

LANDED = datetime(2026, 12, 1, 12)


@pytest.mark.parametrize(
    ("given", "moment", "day"),
    [
        ("Thu, 14 May 26 8:05:00 +0000", "2026-05-14T08:05", None),
        ("Thu, 14 May 98 08:05 GMT", "1998-05-14T08:05", None),
        ("Monday, 14 September 2026 08:05:00 +0200", "2026-09-14T06:05", "2026-09-14"),
        ("Mon, 14 Sept 2026 08:05:00 CEST", "2026-09-14T06:05", "2026-09-14"),
        ("Mon,  3 Aug 2026 23:30:00 BST", "2026-08-03T22:30", "2026-08-03"),
        ("Mon, 3 Aug 2026 23:30:00 EDT", "2026-08-04T03:30", "2026-08-03"),
        ("Mon, 3 Aug 2026 23:30:00 -03:30", "2026-08-04T03:00", "2026-08-03"),
        ("Thu May 14 08:05:09 CEST 2026", "2026-05-14T06:05:09", "2026-05-14"),
        ("Thu May 14 2026 08:05:09 GMT+0300 (East Africa Time)", "2026-05-14T05:05:09", "2026-05-14"),
        ("Thu, May 14 2026 08:05:09 PDT", "2026-05-14T15:05:09", "2026-05-14"),
        ("May 14, 2026 at 8:05 p.m. EDT", "2026-05-15T00:05", "2026-05-14"),
        ("14 May 2026 12:05 AM", "2026-05-14T00:05", "2026-05-14"),
        ("2026-05-14 08:05:09 +0000 UTC", "2026-05-14T08:05:09", None),
        ("2026-05-14T08:05:09.1234567Z", "2026-05-14T08:05:09.123456", None),
        ("2026-05-14T08:05:09+03:00[Europe/Istanbul]", "2026-05-14T05:05:09", "2026-05-14"),
        ("2026-05-14T16:05:50CDT", "2026-05-14T21:05:50", "2026-05-14"),
        ("2026/05/14 8:05", "2026-05-14T08:05", "2026-05-14"),
        ("20260514T080509Z", "2026-05-14T08:05:09", None),
        ("2026-05-14T24:00:00Z", "2026-05-15T00:00", None),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59", None),
    ],
)
def test_a_time_is_read_with_its_zone(given: str, moment: str, day: str | None) -> None:
    assert read_publication_date(given, landed_at=LANDED) == (datetime.fromisoformat(moment), "time")
    assert read_local_day(given) == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    "given", ["14 May 2026", "May 14th, 2026", "Thursday 14 May 2026", "14-May-26", "20260514", "08:05 AM IST May 14, 2026"]
)
def test_a_day_without_a_time_or_in_a_zone_of_several_meanings_is_that_day(given: str) -> None:
    assert read_publication_date(given, landed_at=LANDED) == (datetime(2026, 5, 14), "day")
    assert read_local_day(given) == date(2026, 5, 14)


@pytest.mark.parametrize(
    "given",
    [
        *("0001-01-01", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "1799-12-31", "Sat, 31 Dec 1799 23:00:00 GMT"),
        *("9999-12-31", "9999-12-31T23:59:59-14:00", "2026-12-03", "2026-12-01T12:30:00Z"),
        *("31 June 2026", "2026-13-01", "2026-05-14T25:00:00Z", "14 May 2026 13:05 PM", "2026-05-14T08:05:09+99:00"),
        *("05/04/2026", "14.05.2026", "14 May", "May 2026", "2026", "1778745909", "٢٠٢٦-٠٥-١٤", "", " ", "14 May 2026 " * 5000),
    ],
)
def test_what_is_no_day_or_no_day_of_news_is_none(given: str) -> None:
    assert read_publication_date(given, landed_at=LANDED) is None
    if "2026-12" not in given and "9999" not in given:
        assert read_local_day(given) is None
