"""Our tagger gives the same parts of speech and base forms as spaCy's own rules."""

from spacy.language import Language


def test_parts_of_speech_and_base_forms_are_those_of_the_plain_pipeline(
    plain: Language, ours: Language, gold_texts: list[str]
) -> None:
    spoken = ["There's gonna be trouble, y'all; let's go.", "I ain't gotta go, c'mon! She'd've done it.", " \n\n Two  blanks."]
    for text in [*gold_texts, *spoken]:
        tokens = [(t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_) for t in plain(text)]
        assert [(t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_) for t in ours(text)] == tokens
