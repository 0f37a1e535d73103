"""Figures: each way to write them, and the interval that it means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.extract.extractor import DEFAULT_REFERENCE
from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.parsing.numbers import MAX_COUNT, find_counts

LEXICON = Lexicon(DEFAULT_REFERENCE)


@pytest.mark.parametrize(
    ("text", "words", "low", "best", "high", "qualifier"),
    [
        ("9 farmers", "9", 9, 9, 9, "exact"),
        ("1,450 homes", "1,450", 1450, 1450, 1450, "exact"),
        ("thirty-four men", "thirty-four", 34, 34, 34, "exact"),
        ("one hundred and five", "one hundred and five", 105, 105, 105, "exact"),
        ("a dozen monks", "a dozen", 12, 12, 12, "exact"),
        ("half a dozen monks", "half a dozen", 6, 6, 6, "exact"),
        ("three dozen monks", "three dozen", 36, 36, 36, "exact"),
        ("2.5 million", "2.5 million", 2_500_000, 2_500_000, 2_500_000, "exact"),
        ("at least 8 monks", "at least 8", 8, 8, None, "at least"),
        ("no fewer than 8 monks", "no fewer than 8", 8, 8, None, "at least"),
        ("more than 40 monks", "more than 40", 41, 41, None, "more than"),
        ("over 40 monks", "over 40", 41, 41, None, "more than"),
        ("about 30 monks", "about 30", 30, 30, 30, "about"),
        ("some 30 monks", "some 30", 30, 30, 30, "about"),
        ("up to 30 monks", "up to 30", None, 30, 30, "at most"),
        ("as many as 30 monks", "as many as 30", None, 30, 30, "at most"),
        ("fewer than 30 monks", "fewer than 30", None, None, 29, "fewer than"),
        ("12 to 18 monks", "12 to 18", 12, None, 18, "between"),
        ("12-18 monks", "12-18", 12, None, 18, "between"),
        ("between six and nine monks", "between six and nine", 6, None, 9, "between"),
        ("three or four monks", "three or four", 3, None, 4, "between"),
        ("several monks", "several", 3, None, None, "vague"),
        ("a number of monks", "a number", 2, None, None, "vague"),
        ("a few monks", "a few", 2, None, None, "vague"),
        ("dozens of monks", "dozens", 24, None, None, "vague"),
        ("scores of monks", "scores", 40, None, None, "vague"),
        ("hundreds of monks", "hundreds", 200, None, None, "vague"),
        ("tens of thousands of monks", "tens of thousands", 20_000, None, None, "vague"),
        ("several hundred monks", "several hundred", 300, None, None, "vague"),
        ("60 or more monks", "60 or more", 60, 60, None, "at least"),
        ("no monks", "no", 0, 0, 0, "exact"),
        ("two-thirds of the 30 monks", "two-thirds of the 30", 20, 20, 20, "exact"),
        ("half of the 15 monks", "half of the 15", 8, 8, 8, "about"),
        ("a third of 90 monks", "a third of 90", 30, 30, 30, "exact"),
        ("well over 30 monks", "well over 30", 31, 31, None, "more than"),
        ("no more than 30 monks", "no more than 30", None, 30, 30, "at most"),
        ("Between 300 and 900 monks", "Between 300 and 900", 300, None, 900, "between"),
        ("from 12 to 18 monks", "12 to 18", 12, None, 18, "between"),
        ("rose from 12 to 18", "18", 18, 18, 18, "exact"),
        ("In May 12 monks", "12", 12, 12, 12, "exact"),
        ("the 7 may leave", "7", 7, 7, 7, "exact"),
        ("Mon Feb 9 2015 6 monks", "6", 6, 6, 6, "exact"),
    ],
)
def test_reads_a_figure(  # noqa: PLR0917  (a case is a row of the table)
    text: str, words: str, low: int | None, best: int | None, high: int | None, qualifier: str
) -> None:
    (count,) = find_counts(text, LEXICON)
    assert (text[count.start : count.end], count.low, count.best, count.high, count.qualifier) == (
        words,
        low,
        best,
        high,
        qualifier,
    )


@pytest.mark.parametrize(
    "text",
    [
        "a 45-year-old man",
        "a three-day visit",
        "the MiG-29",
        "at 10:45",
        "on 2019-03-04",
        "$300",
        "40% of",
        "75 km",
        "In 2014 monks",
        "Mon Feb 9 2015 monks",
        "9 February 2015 monks",
        "On February 9, 2015 monks",
        "Sept. 9 monks",
        "between 2012 and 2014 monks",
        "U.S.",
    ],
)
def test_ages_dates_and_measures_are_not_counts(text: str) -> None:
    assert find_counts(text, LEXICON) == []


def test_two_figures_stay_two() -> None:
    assert [count.best for count in find_counts("seven monks and nine nuns", LEXICON)] == [7, 9]


@given(st.text(max_size=200))
def test_spans_lie_inside_the_text_and_in_order(text: str) -> None:
    end = 0
    for count in find_counts(text, LEXICON):
        assert end <= count.start <= count.core_start < count.core_end <= count.end <= len(text)
        end = count.end


@given(
    st.integers(min_value=1, max_value=MAX_COUNT),
    st.sampled_from(["", "at least ", "more than ", "about ", "up to ", "fewer than "]),
)
def test_intervals_are_ordered(number: int, qualifier: str) -> None:
    for count in find_counts(f"{qualifier}{number:,} monks", LEXICON):
        known = [bound for bound in (count.low, count.best, count.high) if bound is not None]
        assert known == sorted(known)
        assert known


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("11 million people", 11_000_000),
        ("more than 15 million people", 15_000_001),
        ("3 billion dollars", None),
        ("900 million", None),
    ],
)
def test_a_number_is_never_cut_to_its_first_word(text: str, best: int | None) -> None:
    assert [count.best for count in find_counts(text, LEXICON)] == ([best] if best is not None else [])
