"""Scorers of names in the text: actors_re3d and places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from orchestration.evaluate.gold import ActorReport, GoldDocument, GoldFile, PlaceReport, Relation, Toponym
from orchestration.evaluate.measure import Sheet
from orchestration.evaluate.published import PublishedActorMention, PublishedFile, PublishedPlaceMention
from orchestration.evaluate.scorers.demonyms import DEMONYMS
from orchestration.evaluate.scorers.scored import Scored, make_cases
from orchestration.extract.places.geo import measure_distance_km

ACTORS = ("Organisation", "Nationality", "Person")
HALF = 0.5
NEAR_KM, REGION_KM = 25, 161
"""161 km are the hundred miles of the geoparsing literature (Gritta et al., 2020)."""


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def count_overlap(one: _Span, other: _Span) -> int:
    """Counts the characters that two spans share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def compute_iou(one: _Span, other: _Span) -> float:
    """Computes the intersection over union of two spans."""
    shared = count_overlap(one, other)
    return shared / (one.end - one.start + other.end - other.start - shared) if shared else 0.0


def _make_hit_lists(n: int) -> list[list[tuple[int, bool]]]:
    return [[] for _ in range(n)]


def _quote(document: GoldDocument[Any], span: _Span) -> str:
    return document.text[span.start : span.end]


def score_actors(gold: GoldFile[ActorReport], published: PublishedFile) -> Scored:
    """actors_re3d: recall and precision of organisations, and whether two enemies are two actors."""
    cases = make_cases(gold.documents)
    sheet = Sheet(len(cases))
    mentions = published.read_actor_mentions()
    recall, precision, recall_half, precision_half, pairs = _make_hit_lists(5)
    for unit, document, miss in cases:
        ours = mentions[document.id]
        actors = [entity for entity in document.gold.entities if entity.type in ACTORS]
        for entity in actors:
            if entity.type == "Organisation" and not entity.pronoun:
                recall.append((unit, any(count_overlap(entity, mention) for mention in ours)))
                recall_half.append((unit, any(compute_iou(entity, mention) >= HALF for mention in ours)))
                if not recall[-1][1]:
                    miss.add(1, "organisation", entity.text, None, (entity.start, entity.end))
        for mention in ours:
            precision.append((unit, any(count_overlap(entity, mention) for entity in actors)))
            precision_half.append((unit, any(compute_iou(entity, mention) >= HALF for entity in actors)))
            if not precision[-1][1]:
                miss.add(1, "actor", None, _quote(document, mention), (mention.start, mention.end))
        for relation in document.gold.relations:
            if relation.type == "FightingAgainst" and not relation.pronoun:
                pairs.append((unit, _are_two_actors(relation, ours)))
                if not pairs[-1][1]:
                    span = (relation.source.start, relation.source.end)
                    miss.add(1, "fighting pair", f"{relation.source.text} – {relation.target.text}", None, span)
    sheet.add_share("organisation_recall", recall)
    sheet.add_share("organisation_precision", precision)
    sheet.add_share("organisation_recall_iou50", recall_half)
    sheet.add_share("organisation_precision_iou50", precision_half)
    sheet.add_share("fighting_pair_recall", pairs)
    return Scored(sheet, cases)


def _are_two_actors(relation: Relation, mentions: Sequence[PublishedActorMention]) -> bool:
    """Whether both sides of a fight are found, as two actors."""
    sides = [
        {mention.actor_id for mention in mentions if count_overlap(side, mention) and mention.actor_id is not None}
        for side in (relation.source, relation.target)
    ]
    return any(one != other for one in sides[0] for other in sides[1])


def score_places(gold: GoldFile[PlaceReport], published: PublishedFile) -> Scored:
    """places: recall and precision of place names, and whether their points are within 161 km of the right ones."""
    cases = make_cases(gold.documents)
    sheet = Sheet(len(cases))
    mentions = published.read_place_mentions()
    recall, precision, near, near_all = _make_hit_lists(4)
    errors: list[tuple[int, float]] = []
    for unit, document, miss in cases:
        ours = mentions[document.id]
        toponyms = document.gold.toponyms
        for toponym in toponyms:
            if toponym.lat is None or toponym.text.lower() in DEMONYMS:
                continue
            hits = [mention for mention in ours if count_overlap(toponym, mention)]
            away = _measure_error(toponym, hits)
            recall.append((unit, bool(hits)))
            near_all.append((unit, away is not None and away <= REGION_KM))
            if hits:
                near.append(near_all[-1])
            if away is not None:
                errors.append((unit, away))
            if not near_all[-1][1]:
                found = None if not hits else "no point" if away is None else f"{away:,.0f} km away"
                miss.add(1, "place", toponym.text, found, (toponym.start, toponym.end))
        for mention in ours:
            precision.append((unit, any(count_overlap(toponym, mention) for toponym in toponyms)))
            if not precision[-1][1]:
                miss.add(1, "place", None, _quote(document, mention), (mention.start, mention.end))
    sheet.add_share("toponym_recall", recall)
    sheet.add_share("toponym_precision", precision)
    sheet.add_share("acc_161km", near)
    sheet.add_share("acc_161km_all", near_all)
    sheet.add_median("median_km_error", errors)
    return Scored(sheet, cases)


def _measure_error(toponym: Toponym, hits: Sequence[PublishedPlaceMention]) -> float | None:
    """Measures the kilometres from a place to the mention that fits its name best; None if that has no point."""
    if not hits or toponym.lat is None or toponym.lon is None:
        return None
    best = max(hits, key=lambda mention: (compute_iou(toponym, mention), -mention.start))
    if best.latitude is None or best.longitude is None:
        return None
    return measure_distance_km(toponym.lat, toponym.lon, best.latitude, best.longitude)
