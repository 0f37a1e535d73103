"""No text makes a rule raise: words of the lists, numbers, dates, punctuation and Unicode in any order."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestration.extract.extractor import DEFAULT_REFERENCE, Extractor
from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.rows import make_tables

_LEXICON = Lexicon(DEFAULT_REFERENCE)
_LISTED = sorted({
    *_LEXICON.victim_nouns, *_LEXICON.actor_nouns, *_LEXICON.casualty_verbs, *_LEXICON.numbers, *_LEXICON.verb_triggers,
    *_LEXICON.reporting_words, *_LEXICON.countries,
})  # fmt: skip
_NUMBERS = ("0", "no. 12", "No 14", "#3", "9" * 310, "1e400", "1,000,000", "-5", "12-14", "two-thirds of the 30", "½", "٣٤")
_DATES = (
    "31 December 9999", "1 January 0001", "30 February", "9999 years ago", "99999999 days ago", "last century", "tomorrow",
    "Monday", "since 0000", "between 9998 and 10000", "May 35",
)  # fmt: skip
_MARKS = (
    ".",
    ",",
    ";",
    ":",
    "-",
    "—",
    "(",
    ")",
    "[",
    "]",
    "“",
    '"',
    "\n",
    "\n\n",
    "•",
    "\u202e",
    "\u0301",
    "\x00",
    "\ud800",
    "😀",
)
_PIECES = st.one_of(*(st.sampled_from(each) for each in (_LISTED, _NUMBERS, _DATES, _MARKS)), st.text(max_size=6))
_DAYS = st.sampled_from((
    None, datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59), datetime(1799, 12, 31), datetime(1800, 1, 1), datetime(2200, 12, 31),
    datetime(2017, 6, 7),
))  # fmt: skip


def _read(extractor: Extractor, title: str, text: str, published: datetime | None) -> dict[str, list[dict[str, Any]]]:
    row = {"article_id": "a", "document_id": "d", "title": title, "text": text, "language": "en"}
    dates = {"published_at": published, "published_on": published.date() if published else None}
    return {name: table.to_pylist() for name, table in make_tables(extractor._read_article(row | dates)).items()}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_PIECES, max_size=8), st.lists(_PIECES, max_size=40), _DAYS)
def test_no_text_makes_a_rule_raise(extractor: Extractor, title: list[str], text: list[str], published: datetime | None) -> None:
    _read(extractor, " ".join(title), " ".join([*text, "killed"]), published)


@pytest.mark.parametrize(
    "title", ["Murder no. 12 this year in Chicago", "Killing No 7 of the year", "Attack no. 14 in the series"]
)
def test_a_number_in_a_series_is_no_denial(extractor: Extractor, title: str) -> None:
    found = _read(extractor, title, "A man was shot dead in Chicago on Monday, police said.", datetime(2024, 5, 2))
    assert all(event["factuality"] != "denied" for event in found["event_mentions"])
    assert [claim["count_best"] for claim in found["claims"]] == [1]


def test_no_still_denies(extractor: Extractor) -> None:
    claims = _read(extractor, "", "Shells hit a school in Homs on Monday. There were no casualties.", datetime(2017, 6, 7))[
        "claims"
    ]
    assert {claim["count_best"] for claim in claims} == {0}


@pytest.mark.parametrize("published", [datetime(1, 1, 1), datetime(1799, 12, 31), datetime(9999, 12, 31)])
def test_a_publication_date_outside_news_is_none(extractor: Extractor, published: datetime) -> None:
    text = "Two people were killed in a blast in Homs on Monday."
    assert [event["date_start"] for event in _read(extractor, "", text, published)["event_mentions"]] == [None]
    known = _read(extractor, "", text, datetime(2017, 6, 7))["event_mentions"]
    assert [event["date_start"] for event in known] == [date(2017, 6, 5)]
