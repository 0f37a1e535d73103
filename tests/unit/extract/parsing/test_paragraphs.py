"""Where a sentence ends that has no full stop: at a heading, a bullet, a caption, and not at the end of a column."""

import pytest

from orchestration.extract.extractor import DEFAULT_MODEL, DEFAULT_REFERENCE
from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.parsing.parse import load_pipeline, parse_field

LEXICON = Lexicon(DEFAULT_REFERENCE)
NLP = load_pipeline(DEFAULT_MODEL)


@pytest.mark.parametrize(
    "lines",
    [
        ["Guards killed at bridge", "Gunmen killed six guards at a bridge near Maiduguri on Monday, the army said."],
        ["Two wounded were flown to the capital.", "Funerals held", "The dead were buried on Tuesday in the town of Bama."],
        ["Three shells fell on the market.", "• A shell killed two men in Sarmin", "• Another shell wounded a boy in Binnish"],
        ["A house after the raid (Photo: Harbour Wire)", "The raid on Tuesday killed a family of five in the north of the city."],
        ["Mourners carry the dead", "“They came at dawn and shot at every house in the street,” said a neighbour."],
    ],
)
def test_a_line_that_had_room_for_the_next_word_is_a_sentence_of_its_own(lines: list[str]) -> None:
    found = [sentence.text for sentence in parse_field("text", "\n".join(lines), NLP, LEXICON).sentences]
    words = [line.strip("•“ ")[:20] for line in lines]
    assert [sum(word in text for word in words) for text in found if any(word in text for word in words)] == [1] * len(lines)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed six guards at a bridge on the road from\nMaiduguri to Bama on Monday, the army said.",
        "The army said that a convoy of three lorries and a bus of the\nMinistry of Health had been stopped by\nfour men.",
        "Shells fell on the town of Sarmin in the province of\nIdlib, killing 2\nmen and a boy on their way home from work.",
    ],
)
def test_a_line_that_ends_with_its_column_goes_on(text: str) -> None:
    assert len(parse_field("text", text, NLP, LEXICON).sentences) == 1
