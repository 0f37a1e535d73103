"""Suspects: whether a sentence says that a named person did harm, or is held to account for it.

Here belong the words and the grammar of arrests, charges and trials. Which person a name means belongs to `person_chains`, which
side is the perpetrator of an event to the room `events`.
"""

# ruff: noqa: PLR0911  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

from spacy.tokens import Token

from orchestration.extract.events.triggers import match_casualty_verb
from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.parsing import syntax


def is_blamed(token: Token, lexicon: Lexicon) -> bool:
    """Whether the words around `token`, the last of a name, say that this person did harm or is held to account for it."""
    words = lexicon.person_words
    if any(_has_accusing_clause(child, lexicon) for child in token.children if child.dep_ in {"acl", "relcl"}):
        return True
    while token.dep_ in {"conj", "appos"} and token.head != token:
        token = token.head  # "the brothers, X and Y, were charged"
    above = token.head
    match token.dep_:
        case "poss":
            return above.lemma_.lower() in words["case"]  # "X's trial"
        case "pobj":
            return _is_after_preposition(above, lexicon)
        case "dobj":
            return _is_held(above, lexicon)
        case "nsubjpass":
            return any(_is_held(verb, lexicon) for verb in syntax.find_conjuncts(above))
        case "nsubj":
            return any(_is_held_to_account(verb, lexicon) for verb in syntax.find_conjuncts(above) if syntax.is_verb(verb))
    return False


def _is_held(verb: Token, lexicon: Lexicon) -> bool:
    """ "Police arrested X", "X was charged"."""
    words = lexicon.person_words["accused"] | lexicon.person_words["seized"]
    return verb.lemma_.lower() in words and not syntax.is_negated(verb)


def _has_accusing_clause(verb: Token, lexicon: Lexicon) -> bool:
    """ "X, charged with murder", "X, arrested by police", "X, who pleaded guilty"."""
    subjects = {child.lower_ for child in verb.children if child.dep_ == "nsubj"}
    if subjects & syntax.RELATIVE_PRONOUNS:
        return _is_held_to_account(verb, lexicon)
    return _is_held(verb, lexicon) and (verb.tag_ == "VBN" or bool(subjects))


def _is_after_preposition(preposition: Token, lexicon: Lexicon) -> bool:
    """ "The arrest of X", "charges against X", "was shot by X"."""
    above, words = preposition.head, lexicon.person_words
    match preposition.lower_:
        case "by":
            word = match_casualty_verb(above, lexicon)
            return word is not None and word.victim_role in {"object", "hit"} and not syntax.is_negated(above)
        case "against":
            return above.lemma_.lower() in words["case"] | words["charge"]
        case "of" | "for":
            return above.lemma_.lower() in words["case"]
    return False


def _is_held_to_account(verb: Token, lexicon: Lexicon) -> bool:
    """ "X pleaded not guilty", "X faces charges", "X shot and killed Y"."""
    words, lemma = lexicon.person_words, verb.lemma_.lower()
    if lemma in words["answers"]:
        return True
    if syntax.is_negated(verb):
        return False
    objects = syntax.find_objects(verb)
    if lemma in {"face", "await", "stand"} and any(each.lemma_.lower() in words["case"] | words["charge"] for each in objects):
        return True
    word = match_casualty_verb(verb, lexicon)
    does_harm = word is not None and word.victim_role in {"object", "hit"} and word.outcome in {"killed", "wounded"}
    return does_harm and not syntax.is_passive(verb) and any(not each.lower_.endswith("self") for each in objects)
