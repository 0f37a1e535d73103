"""Sentences about a film, a novel or a drill: nothing in them happened.

Here belongs separating such a sentence from news. Plans, threats and denials belong to `syntax`.
"""

from __future__ import annotations

from spacy.tokens import Token

from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.parse import Sentence

_SETTING_PREPOSITIONS = frozenset({"in", "during"})
_PRESENT_TAGS = frozenset({"VBZ", "VBP"})


def is_fiction(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a sentence describes a plot or a drill. One word is not enough: people also die in exercises and in cinemas."""
    words = [(token, lexicon.fiction_words.get(token.lemma_.lower())) for token in sentence.tokens]
    kinds = {kind for _, kind in words}
    if "drill" in kinds and "practise" in kinds:
        return True
    for token, kind in words:
        if kind == "mock" and token.dep_ in {"amod", "compound"} and token.i < token.head.i:
            return True
        if kind == "story" and (_is_setting(token) or _has_plot_verb(token, lexicon)):
            return True
    return False


def _is_setting(noun: Token) -> bool:
    """ "In the film, a sniper kills five": in front of the subject, or with the verb in the present tense."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in _SETTING_PREPOSITIONS or not syntax.is_verb(noun.head.head):
        return False
    verb = noun.head.head
    subject = next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    return verb.tag_ in _PRESENT_TAGS or (subject is not None and noun.i < subject.i)


def _has_plot_verb(noun: Token, lexicon: Lexicon) -> bool:
    """ "The novel describes the murder of two sisters"."""
    return noun.dep_ == "nsubj" and lexicon.fiction_words.get(noun.head.lemma_.lower()) == "plot"
