"""Our entity recogniser finds the same names and figures as spaCy's own."""

from spacy.language import Language


def test_our_parts_replace_the_slow_ones(ours: Language) -> None:
    assert ours.pipe_names == ["tok2vec", "tagger", "parser", "tallywire_words", "tallywire_entities"]


def test_names_and_figures_are_those_of_the_plain_pipeline(plain: Language, ours: Language, gold_texts: list[str]) -> None:
    for text in gold_texts:
        entities = [(entity.text, entity.label_, entity.start) for entity in plain(text).ents]
        assert [(entity.text, entity.label_, entity.start) for entity in ours(text).ents] == entities
        assert [token.ent_iob_ for token in ours(text)] == [token.ent_iob_ for token in plain(text)]


def test_a_name_of_many_words_is_read_to_its_end(plain: Language, ours: Language) -> None:
    text = "The United Nations Mission for the Referendum in the Lower Rivers Region left on Friday, May 3, 2013."
    assert [entity.text for entity in ours(text).ents] == [entity.text for entity in plain(text).ents]


def test_an_empty_text_has_no_words(ours: Language) -> None:
    assert not len(ours(""))
