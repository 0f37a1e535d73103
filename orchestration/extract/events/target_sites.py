"""Target sites: the kind of building, vehicle or gathering that an event hit: a hospital, a market, a bus.

Here belongs reading "a strike on a mosque", "shelled the market", "killed in the camp" for the site. The words are a list
(target_sites.csv). The name and the point of a place belong to `event_place`.
"""

from __future__ import annotations

from spacy.tokens import Token

from orchestration.extract.events.event_place import is_place_of_event
from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.parse import Sentence

_WHOLE_NOUNS = frozenset(
    {"building", "complex", "compound", "area", "hall", "yard", "courtyard", "site", "house", "square", "gate"}
)
"""Nouns behind a site that mean the site itself: "a school building"."""
_TARGET_PREPOSITIONS = frozenset({"on", "at", "in", "against", "near", "outside", "inside", "into", "of", "around", "upon"})


def find_target_site(sentence: Sentence, trigger: Token, lexicon: Lexicon) -> str | None:
    """Finds the site that the event of a trigger hit, as target_sites.csv names it; None if the sentence states none.

    The site stands in the trigger's own phrase, or in its clause as what was hit or where. The nearest one wins.
    """
    clause = syntax.find_clause_verb(trigger) or trigger
    found = []
    for token in sentence.tokens:
        site = _read_site(token, lexicon)
        if site is None or not _may_be_hit(token):
            continue
        is_own = trigger in token.ancestors
        if is_own or syntax.find_clause_verb(token) == clause:
            found.append((not is_own, abs(token.i - trigger.i), site))
    return min(found)[2] if found else None


def _read_site(token: Token, lexicon: Lexicon) -> str | None:
    if token.pos_ not in {"NOUN", "PROPN"}:
        return None
    word = token.lemma_.lower()
    before = syntax.find_word_before(token)
    pair = f"{before.lower_} {word}" if before is not None else word
    return lexicon.target_sites.get(pair) or lexicon.target_sites.get(word)


def _may_be_hit(token: Token) -> bool:
    """Whether a site is what an event hits, and no speaker, no place of treatment, no aim of a journey, no part of a name."""
    noun = token
    if token.dep_ in syntax.NOUN_MODIFIERS:
        noun = token.head
        if noun.lemma_.lower() not in _WHOLE_NOUNS:
            return False  # "a hospital official", "school children"
    if noun.dep_ in {"nsubj", "nsubjpass"}:
        verb = noun.head
        return bool(syntax.is_passive(verb) or verb.lemma_ in {"come", "suffer", "collapse", "catch"})
    if noun.dep_ == "pobj":
        return noun.head.lower_ in _TARGET_PREPOSITIONS and is_place_of_event(noun) and not _is_treated_in(noun)
    return True


def _is_treated_in(noun: Token) -> bool:
    """ "Died in hospital", "the head of the hospital": no attack on it."""
    above = noun.head.head
    return above.lemma_.lower() in {"die", "treat", "admit", "succumb", "receive", "recover", "head", "director", "chief"}
