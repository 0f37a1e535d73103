"""Binding: whom a word cannot mean, by where it stands in its sentence.

Here belong the constraints of grammar on pronouns and noun phrases: two parts of one clause are two persons, and a name is not
what the subject above it means. Who is meant among those left belongs to `persons`.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from orchestration.extract.parsing import syntax

_ARGUMENT_DEPENDENCIES = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "iobj"})
_ARGUMENT_PREPOSITIONS = frozenset({"by", "at", "against"})
_MODIFIER_DEPENDENCIES = frozenset({"poss", "appos", "attr", "compound", "nmod"})


def find_others_in_clause(token: Token) -> Iterator[Token]:
    """The words of a token's sentence that stand for someone else: "she took the gun from Smith and shot him"."""
    verb = _find_verb(token)
    if verb is None:
        return
    doer = syntax.find_subject(verb)
    if doer is not None and doer != token:
        yield from syntax.find_conjuncts(doer)
    for other in syntax.find_objects(verb):
        if other != token:
            yield other
    if doer == token:
        for below in verb.subtree:  # "the woman noticed Smith following her"
            if below.i > token.i and below.pos_ == "PROPN" and below.dep_ not in _MODIFIER_DEPENDENCIES:
                yield below


def is_speaker(token: Token, reporting: frozenset[str] | set[str]) -> bool:
    """Whether a word is the subject of "said", or stands behind "according to"."""
    if token.dep_ == "nsubj":
        return token.head.lemma_.lower() in reporting
    return token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lower_ == "according"


def _find_verb(token: Token) -> Token | None:
    """The verb that a word is a part of: as subject, as object, or behind "by" and "at"."""
    if token.dep_ in _ARGUMENT_DEPENDENCIES:
        return token.head if syntax.is_verb(token.head) else None
    if token.dep_ == "pobj" and token.head.lower_ in _ARGUMENT_PREPOSITIONS and syntax.is_verb(token.head.head):
        return token.head.head
    return None
