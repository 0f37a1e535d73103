"""What did not happen because it is a story or a drill: films, novels, mock attacks.

Here belongs telling such a sentence from news. Plans, threats and denials are told of what could happen and belong to `syntax`.
"""

from __future__ import annotations

from spacy.tokens import Token

from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.parse import Sentence

_SETTING_PREPOSITIONS = frozenset({"in", "during"})
_PRESENT_TAGS = frozenset({"VBZ", "VBP"})


def is_fiction(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a sentence tells a plot or a drill. Soldiers do die in real exercises, and people in cinemas."""
    words = [(token, lexicon.made_up.get(token.lemma_.lower())) for token in sentence.tokens]
    tells = {told for _, told in words}
    if "drill" in tells and "practise" in tells:
        return True
    for token, told in words:
        if told == "mock" and token.dep_ in {"amod", "compound"} and token.i < token.head.i:
            return True
        if told == "story" and (_is_setting(token) or _has_plot_verb(token, lexicon)):
            return True
    return False


def _is_setting(noun: Token) -> bool:
    """ "In the film, a sniper kills five": in front of who does it, or told in the present."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in _SETTING_PREPOSITIONS or not syntax.is_verb(noun.head.head):
        return False
    verb = noun.head.head
    doer = next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    return verb.tag_ in _PRESENT_TAGS or (doer is not None and noun.i < doer.i)


def _has_plot_verb(noun: Token, lexicon: Lexicon) -> bool:
    """ "The novel tells of the murder of two sisters"."""
    return noun.dep_ == "nsubj" and lexicon.made_up.get(noun.head.lemma_.lower()) == "plot"
