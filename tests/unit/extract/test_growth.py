"""The cost of a text grows with its length and no faster, whatever its shape; no sentence is too long."""

import sys
from typing import Any

import pytest

from orchestration.extract.extractor import Extractor
from orchestration.extract.parsing import parse
from orchestration.extract.parsing.parse import parse_field
from orchestration.extract.parsing.sentence_ends import MAX_SENTENCE_TOKENS
from tests.bench.shapes import SHAPES, make_text
from tests.unit.extract.reading import article

_WORDS = 250


def _count_calls(extractor: Extractor, text: str) -> int:
    """Counts the calls of functions while an article is read: the same number on any machine."""
    calls = 0

    def count(_frame: Any, event: str, _arg: Any) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    row = article(text) | {"published_on": None}
    sys.setprofile(count)
    try:
        extractor._read_article(row)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("shape", SHAPES)
def test_four_times_the_words_take_little_more_than_four_times_the_calls(
    shape: str, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parse, "MAX_PIECE_LENGTH", 1_000)
    short, long = (_count_calls(extractor, make_text(shape, words)) for words in (_WORDS, 4 * _WORDS))
    assert long <= 1.3 * 4 * short


@pytest.mark.parametrize("shape", SHAPES)
def test_no_sentence_is_longer_than_the_limit(shape: str, extractor: Extractor) -> None:
    text = make_text(shape, _WORDS)
    sentences = parse_field("text", text, extractor._nlp, extractor._lexicon).sentences
    assert max(len(sentence.span) for sentence in sentences) <= MAX_SENTENCE_TOKENS
    assert all(text[each.start : each.end] == each.text for each in sentences)


def test_lines_of_a_list_are_sentences_and_wrapped_lines_are_not(extractor: Extractor) -> None:
    items = "\n".join(f"{n} people were killed in Kano" for n in (28, 39, 20, 13))
    lines = (
        "The army said that a convoy of three lorries of the",
        "Ministry of Health, which left the capital at dawn on",
        "Monday, had been stopped at a bridge in the hills by",
        "Four men of a group that nobody had heard of before.",
    )
    wrapped = "\n".join(lines)
    found = [len(parse_field("text", text, extractor._nlp, extractor._lexicon).sentences) for text in (items, wrapped)]
    assert found == [4, 1]
