"""Sentences that report several incidents, with one figure and one place each: "28 were slain at Kubwat and nine at Fungzai".

Here belongs giving each figure of such a sentence an event mention at its own place. Finding figures by their words belongs to
the room `casualties`; which mentions are one incident is decided in `incidents`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from orchestration.extract.article import ArticleReading, CasualtyClaim, PlaceInField
from orchestration.extract.discourse import distinctions
from orchestration.extract.parsing.numbers import find_counts
from orchestration.extract.parsing.parse import Sentence

_MIN_SEVERAL = 2
_OUTCOMES = ("killed", "wounded")
_CONNECTOR = re.compile(r"(?:,|;|\band\b|\bwhile\b)\s*$", re.I)
_TO_PLACE = re.compile(r"(?: (?:others|more))?,? (?:in|at|near) (?:the )?", re.I)
"""What stands between a figure and its place where the verb is left out: "and nine at Fungzai"."""


def split_sentence(article: ArticleReading, sentence: Sentence, first_casualty: int) -> None:
    """Gives each figure of a sentence with several exact places an event mention at its own place.

    `first_casualty` is the length of the article's list of claims before the sentence was read.
    """
    places = [p for p in article.list_places_in(sentence) if p.mention.is_scene and distinctions.is_exact(p)]
    if len({p.mention.text for p in places}) < _MIN_SEVERAL:
        return
    for outcome in _OUTCOMES:
        claims = _list_figures(article, outcome, first_casualty)
        if not claims:
            continue
        _add_figures_without_verb(article, sentence, claims, places)
        pairs = _pair_with_places(_list_figures(article, outcome, first_casualty), places)
        if len({place.mention.text for _, place in pairs}) >= _MIN_SEVERAL:
            for claim, place in pairs:
                _move_to_place(article, claim, place)


def _list_figures(article: ArticleReading, outcome: str, first_casualty: int) -> list[CasualtyClaim]:
    found = [
        claim
        for claim in article.casualties[first_casualty:]
        if claim.outcome == outcome and claim.event is not None and claim.part_of is None and claim.person is None
    ]
    return sorted(found, key=lambda claim: claim.statement.start)


def _add_figures_without_verb(
    article: ArticleReading, sentence: Sentence, claims: list[CasualtyClaim], places: list[PlaceInField]
) -> None:
    """Adds the claims of figures that share the verb of the figure before them."""
    taken = [(c.statement.start, c.statement.end) for c in article.casualties if c.statement.sentence is sentence]
    for count in find_counts(sentence.text, article.lexicon):
        start, end = sentence.start + count.start, sentence.start + count.end
        if any(start < other_end and other_start < end for other_start, other_end in taken):
            continue
        before = [claim for claim in claims if claim.statement.end <= start]
        after = [p for p in places if p.start > end]
        is_gap = after and _TO_PLACE.fullmatch(sentence.quote(end, after[0].start))
        if before and is_gap and _CONNECTOR.search(sentence.quote(sentence.start, start)):
            model = before[-1]
            statement = replace(
                model.statement, start=start, end=end, low=count.low, best=count.best, high=count.high,
                qualifier=count.qualifier, rule=f"{model.statement.rule}/without verb",
            )  # fmt: skip
            article.casualties.append(replace(model, statement=statement, list_key=None, is_additional=False))


def _pair_with_places(claims: list[CasualtyClaim], places: list[PlaceInField]) -> list[tuple[CasualtyClaim, PlaceInField]]:
    """Pairs each figure with the place next to it: before it where the sentence opens with a place, else after it."""
    pairs = []
    opens_with_place = places[0].start < claims[0].statement.start
    for index, claim in enumerate(claims):
        last = claims[index - 1].statement.end if index else 0
        following = claims[index + 1].statement.start if index + 1 < len(claims) else claim.statement.sentence.end
        before = [p for p in places if last <= p.start < claim.statement.start]
        after = [p for p in places if claim.statement.end <= p.start < following]
        near = (before[-1:] or after[:1]) if opens_with_place else (after[:1] or before[-1:])
        pairs += [(claim, place) for place in near]
    return pairs


def _move_to_place(article: ArticleReading, claim: CasualtyClaim, place: PlaceInField) -> None:
    """Moves a figure to an event mention at its place: its own if that is there, another of the sentence, or a new one."""
    event, figure = claim.event, claim.statement
    if event is None or (event.place is not None and event.place.mention.text == place.mention.text):
        return
    is_only = all(each is claim for each in article.casualties if each.event is event)
    if is_only and event.sentence is figure.sentence:
        event.place = place
        return
    for other in article.events:
        if other.sentence is figure.sentence and other.place is place and other.can_have_victims:
            claim.event = other
            return
    claim.event = replace(
        event, sentence=figure.sentence, start=figure.start, end=figure.end, kind=f"{event.kind}:{claim.outcome}", place=place,
        rule=f"{event.rule}/own place", verbs=list(event.verbs),
    )  # fmt: skip
    article.events.append(claim.event)
