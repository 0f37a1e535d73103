"""What kind of violence is told: conflict, crime, accident or disaster.

Here belongs weighing the words of an article, of an event's own sentence and of its trigger. The words and their weights
live in context_cues.csv: different words count, not how often they come.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from orchestration.extract.lexicon.lexicon import Lexicon, Trigger
from orchestration.extract.parsing.parse import Field, Sentence

_CONTEXTS = ("conflict", "crime", "accident", "disaster")
"""In the order in which they win a tie: on doubt conflict, as the vocabulary says."""

_WEIGHT_OF_TRIGGER = 3
"""A trigger that is at home in one context speaks for it like the heaviest words."""

_WEIGHT_OF_DECISIVE_TRIGGER = 6
"""A find of weapons or a protest is told with pistols and police, as crime is."""

_WEIGHT_OF_GUN_OR_KNIFE = 2
"""Shooting and stabbing without any word of armed sides is what one person does to another."""

_MIN_WEIGHT_OF_CLEAR_CONFLICT = 9
"""So much weight of armed conflict settles it: wars are told with arrests, suspects and murders too."""

ContextWeights = Counter[str]


@lru_cache(maxsize=256)
def weigh_text(text: str, lexicon: Lexicon) -> ContextWeights:
    """The weight of each context in a text: that of every different cue, once."""
    cues = {match.group() for match in lexicon.context_pattern.finditer(text.lower())}
    words = {cue if cue in lexicon.context_cues else cue.removesuffix("s") for cue in cues}
    weights: ContextWeights = Counter()
    for word in words:
        kind, weight = lexicon.context_cues[word]
        weights[kind] += weight
    return weights


def weigh_article(fields: list[Field], lexicon: Lexicon) -> ContextWeights:
    """The weights of the whole article, title and text."""
    return weigh_text("\n".join(doc.text for field in fields for _, doc in field.docs), lexicon)


def choose_context(weights: ContextWeights) -> str:
    """The heaviest context, on doubt conflict."""
    if weights["conflict"] >= _MIN_WEIGHT_OF_CLEAR_CONFLICT and 2 * weights["conflict"] >= max(weights.values()):
        return "conflict"
    return max(_CONTEXTS, key=lambda kind: (weights[kind], -_CONTEXTS.index(kind)))


def choose_event_context(told: ContextWeights, sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> str:
    """The context of one event: its own trigger and sentence speak beside the article, and words in both speak twice."""
    if trigger.context in {"accident", "disaster"}:
        return trigger.context
    weights = told + weigh_text(sentence.text, lexicon)
    if trigger.context is not None:
        is_settled = trigger.context == "conflict" and trigger.event_type in {"Protests", "Riots", "Strategic developments"}
        weights[trigger.context] += _WEIGHT_OF_DECISIVE_TRIGGER if is_settled else _WEIGHT_OF_TRIGGER
    elif trigger.weapon in {"firearm", "knife"}:
        weights["crime"] += _WEIGHT_OF_GUN_OR_KNIFE
    return choose_context(weights)
