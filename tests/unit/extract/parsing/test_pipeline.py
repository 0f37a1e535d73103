"""The parts of the pipeline that are ours tell the same as spaCy's own."""

import json
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from orchestration.extract.extractor import DEFAULT_MODEL
from orchestration.extract.parsing.parse import load_pipeline

GOLD = Path(__file__).parents[3] / "gold"


@pytest.fixture(scope="module")
def plain() -> Language:
    return spacy.load(DEFAULT_MODEL)


@pytest.fixture(scope="module")
def ours() -> Language:
    return load_pipeline(DEFAULT_MODEL)


def texts() -> list[str]:
    lines = [
        json.loads(line)
        for path in sorted(GOLD.glob("casualties_*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [line["text"] for line in lines]


def test_our_parts_stand_in_the_place_of_the_slow_ones(ours: Language) -> None:
    assert ours.pipe_names == ["tok2vec", "tagger", "parser", "tallywire_words", "tallywire_entities"]


def test_names_and_figures_are_those_of_the_plain_pipeline(plain: Language, ours: Language) -> None:
    for text in texts():
        named = [(entity.text, entity.label_, entity.start) for entity in plain(text).ents]
        assert [(entity.text, entity.label_, entity.start) for entity in ours(text).ents] == named
        assert [token.ent_iob_ for token in ours(text)] == [token.ent_iob_ for token in plain(text)]


def test_a_name_of_many_words_is_read_to_its_end(plain: Language, ours: Language) -> None:
    text = "The United Nations Mission for the Referendum in the Lower Rivers Region left on Friday, May 3, 2013."
    assert [entity.text for entity in ours(text).ents] == [entity.text for entity in plain(text).ents]


def test_parts_of_speech_and_base_forms_are_those_of_the_plain_pipeline(plain: Language, ours: Language) -> None:
    spoken = ["There's gonna be trouble, y'all; let's go.", "I ain't gotta go, c'mon! She'd've done it.", " \n\n Two  blanks."]
    for text in [*texts(), *spoken]:
        told = [(t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_) for t in plain(text)]
        assert [(t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_) for t in ours(text)] == told


def test_an_empty_text_has_no_words(ours: Language) -> None:
    assert not len(ours(""))
