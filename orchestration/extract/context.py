"""The kind of violence that an article or an event is about: conflict, crime, accident or disaster.

Here belongs the weighing of words: those of the article, of the event's own sentence and of its trigger. The words and their
weights are in seeds/reference/context_cues.csv. Each different word counts once, however often it appears. The type of an event
(air strike, protest) belongs to `events.event_types`.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from orchestration.extract.lexicon.lexicon import Lexicon, Trigger
from orchestration.extract.parsing.parse import Field, Sentence

_CONTEXTS = ("conflict", "crime", "accident", "disaster")
"""In the order in which they win a tie. In doubt the context is conflict, as docs/vocabulary.md says."""

_WEIGHT_OF_TRIGGER = 3
"""The weight of a trigger that belongs to one context: that of the heaviest cue words."""

_WEIGHT_OF_DECISIVE_TRIGGER = 6
"""The weight of a trigger for a protest, riot or strategic development: its sentences name pistols and police, as crime does."""

_WEIGHT_OF_GUN_OR_KNIFE = 2
"""The weight for crime of a shooting or stabbing: without a word for armed sides, one person attacked another."""

_MIN_WEIGHT_OF_CLEAR_CONFLICT = 9
"""From this weight on, conflict wins against a heavier context: reports of wars also name arrests, suspects and murders."""

ContextWeights = Counter[str]


@lru_cache(maxsize=256)
def weigh_text(text: str, lexicon: Lexicon) -> ContextWeights:
    """Weighs a text: for each context, the sum of the weights of its different cue words."""
    cues = {match.group() for match in lexicon.context_pattern.finditer(text.lower())}
    words = {cue if cue in lexicon.context_cues else cue.removesuffix("s") for cue in cues}
    weights: ContextWeights = Counter()
    for word in words:
        kind, weight = lexicon.context_cues[word]
        weights[kind] += weight
    return weights


def weigh_article(fields: list[Field], lexicon: Lexicon) -> ContextWeights:
    """Weighs the whole article, title and text."""
    return weigh_text("\n".join(doc.text for field in fields for _, doc in field.docs), lexicon)


def choose_context(weights: ContextWeights) -> str:
    """Chooses the heaviest context; in doubt, conflict."""
    if weights["conflict"] >= _MIN_WEIGHT_OF_CLEAR_CONFLICT and 2 * weights["conflict"] >= max(weights.values()):
        return "conflict"
    return max(_CONTEXTS, key=lambda kind: (weights[kind], -_CONTEXTS.index(kind)))


def choose_event_context(of_article: ContextWeights, sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> str:
    """Chooses the context of one event from its trigger, its sentence and the article.

    A word of the sentence is also a word of the article, so it counts twice: words near the event weigh more.
    """
    if trigger.context in {"accident", "disaster"}:
        return trigger.context
    weights = of_article + weigh_text(sentence.text, lexicon)
    if trigger.context is not None:
        is_decisive = trigger.context == "conflict" and trigger.event_type in {"Protests", "Riots", "Strategic developments"}
        weights[trigger.context] += _WEIGHT_OF_DECISIVE_TRIGGER if is_decisive else _WEIGHT_OF_TRIGGER
    elif trigger.weapon in {"firearm", "knife"}:
        weights["crime"] += _WEIGHT_OF_GUN_OR_KNIFE
    return choose_context(weights)
