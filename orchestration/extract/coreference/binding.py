"""Binding: the persons that a word cannot mean, by its place in the sentence.

Here belong the constraints of grammar on pronouns and noun phrases: the subject and the object of one clause are two persons.
The choice among the persons that are left belongs to `person_chains`.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from orchestration.extract.parsing import syntax

_ARGUMENT_DEPENDENCIES = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "iobj"})
_ARGUMENT_PREPOSITIONS = frozenset({"by", "at", "against"})
_MODIFIER_DEPENDENCIES = frozenset({"poss", "appos", "attr", "compound", "nmod"})


def find_others_in_clause(token: Token) -> Iterator[Token]:
    """Yields the words of a token's clause that mean other persons: "she took the gun from Smith and shot him"."""
    verb = _find_verb(token)
    if verb is None:
        return
    subject = syntax.find_subject(verb)
    if subject is not None and subject != token:
        yield from syntax.find_conjuncts(subject)
    for other in syntax.find_objects(verb):
        if other != token:
            yield other
    if subject == token:
        for below in verb.subtree:  # "the woman noticed Smith following her"
            if below.i > token.i and below.pos_ == "PROPN" and below.dep_ not in _MODIFIER_DEPENDENCIES:
                yield below


def is_speaker(token: Token, reporting: frozenset[str] | set[str]) -> bool:
    """Whether a word is the subject of a reporting verb ("said"), or follows "according to"."""
    if token.dep_ == "nsubj":
        return token.head.lemma_.lower() in reporting
    return token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lower_ == "according"


def _find_verb(token: Token) -> Token | None:
    """The verb of which a word is the subject, the object, or the noun behind "by", "at" or "against"."""
    if token.dep_ in _ARGUMENT_DEPENDENCIES:
        return token.head if syntax.is_verb(token.head) else None
    if token.dep_ == "pobj" and token.head.lower_ in _ARGUMENT_PREPOSITIONS and syntax.is_verb(token.head.head):
        return token.head.head
    return None
