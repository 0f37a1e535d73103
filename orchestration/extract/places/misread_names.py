"""Names of places that the parser takes for a person, an organisation or no name at all.

Here belong names that only a preposition shows to be places ("in Upton", where nobody knows an Upton), and names in a list with a
place. Names with a cue word, and those that the parser reads as places, belong to `place_spans`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Doc, Token

from orchestration.extract.places import place_cues as cues
from orchestration.extract.places.gazetteer import Gazetteer

_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "around"})
_ATTACKS = frozenset({
    *("attack", "strike", "airstrike", "raid", "assault", "bombing", "shelling", "offensive", "be", "fall", "land"),
})  # fmt: skip
"""Words after which "on" gives the place: "a strike on Upton"."""
_OTHER_LABELS = frozenset({
    *("NORP", "DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "MONEY", "PERCENT", "EVENT", "LAW", "LANGUAGE", "WORK_OF_ART"),
})  # fmt: skip
_ABSTRACT_NOUNS = frozenset({
    *("interest", "confidence", "belief", "trust", "faith", "share", "stake", "investment", "hope", "role", "believe", "invest"),
    *("professor", "student", "analyst", "researcher", "director", "fellow", "expert"),
    *("spokesman", "spokeswoman", "spokesperson", "lecturer", "editor", "correspondent"),
    *("teach", "study", "work", "degree", "graduate"),
})  # fmt: skip
"""Words after which "in" or "at" gives no place of an event: "confidence in Upton", "an analyst at Upton"."""
_ABSTRACT_ENDINGS = ("ism", "ness", "ment", "tion", "ship")  # codespell:ignore
_MAX_CUE_CHARS = 90  # characters before a place in which a name joined to it is searched
_MAX_CAPITAL_SHARE = 0.6
"""In a headline In Title Case a capital shows no name."""


def find_prepositional_names(doc: Doc, people: Collection[str]) -> Iterator[tuple[int, int]]:
    """Finds the spans of names after a preposition of place that nothing else in the text shows to be something else.

    `people` are names and surnames of persons. A word that the text also writes without a capital is no name.
    """
    text = doc.text
    common: set[str] | None = None
    for token in doc:
        if token.dep_ != "pobj" or token.pos_ != "PROPN" or not _is_of_place(token, text):
            continue
        first = _find_first_word(token)
        if first is None or not _may_be_place(token, first):
            continue
        start, end = first.idx, token.idx + len(token)
        words = text[start:end]
        if words in people or token.text in people or cues.ACRONYM.fullmatch(words) or cues.NOT_A_NAME.search(words):
            continue
        common = {each.text for each in doc if each.is_lower} if common is None else common
        if not any(word.lower() in common for word in re.split(r"[ -]", words)):
            yield start, end


def _is_of_place(token: Token, text: str) -> bool:
    """Whether the preposition before a word is one of place."""
    if token.head.lower_ == "on":
        return token.head.head.lemma_.lower() in _ATTACKS and token.ent_type_ not in {"ORG", "PERSON"}
    if token.head.lower_ == "of":
        return is_behind_site(text, token.head.idx + 3)
    return token.head.lower_ in _PREPOSITIONS


def is_behind_site(text: str, end: int) -> bool:
    """Whether the text before a name, up to `end`, shows a place: "in", "near", "the football field of"."""
    near = text[max(0, end - _MAX_CUE_CHARS) : end]
    return bool(cues.PLACE_PREPOSITION_BEFORE.search(near) or cues.SITE_OF_BEFORE.search(near))


def _find_first_word(token: Token) -> Token | None:
    """Finds the first word of the name that ends with a token; None when the words before it are no part of a name."""
    first = token
    while first.i > token.head.i + 1:
        before = first.nbor(-1)
        if before.text == "-" or before.text[:1].isupper() or (before.is_lower and first.nbor(-2).text == "-"):
            first = before
        else:
            return None
    return first if first.text[:1].isupper() else None


def _may_be_place(token: Token, first: Token) -> bool:
    """Whether neither the entity recogniser nor the words around the name speak against a place."""
    words = list(token.doc[first.i : token.i + 1])
    if any(word.ent_type_ in _OTHER_LABELS for word in words) or len(words) > 5 or token.text.endswith(_ABSTRACT_ENDINGS):
        return False
    if any(cues.ORGANISATION_WORD.match(word.text) or cues.INSTITUTION.match(f" {word.text}") for word in words):
        return False
    after = token.doc[token.i + 1 : token.i + 2]
    is_longer = any(word.ent_type_ and word.ent_iob_ == "I" and word.lower_ not in {"in", "("} for word in after)
    if is_longer or token.head.head.lemma_.lower() in _ABSTRACT_NOUNS:
        return False
    if any(child.dep_ in {"poss", "det", "relcl"} and child.i < first.i for child in token.children):
        return False
    sentence = [word for word in token.sent if word.is_alpha and len(word) > 3]
    return sum(word.text[0].isupper() for word in sentence) <= _MAX_CAPITAL_SHARE * len(sentence)


def find_listed_names(
    text: str, places: Sequence[tuple[int, int, bool]], people: Collection[str], gazetteer: Gazetteer
) -> Iterator[tuple[int, int]]:
    """Finds the spans of known names in one list with a place ("in Upton and Midton"), and of the region after a place.

    `places` are spans, and whether the parser reads a place there.
    """
    for start, end, is_entity in places:
        spans = []
        if is_entity:
            shift = max(0, start - _MAX_CUE_CHARS)
            before = cues.JOINED_NAME_BEFORE.search(text[shift:start])
            spans = [match.span("name") for match in [cues.JOINED_NAME_AFTER.match(text, end)] if match]
            spans += [(before.start("name") + shift, before.end("name") + shift)] if before else []
        region = cues.REGION_NAME_AFTER.match(text, end)
        if region and any(each.feature in ("province", "country") for each in gazetteer.list_candidates(region["name"])):
            spans.append(region.span("name"))
        for first, last in spans:
            words = text[first:last]
            if words not in people and not cues.NEVER_PLACES.fullmatch(words) and gazetteer.list_candidates(words):
                yield first, last
