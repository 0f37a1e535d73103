"""Scorers of clusters: event_clusters_gvc (articles of one incident) and near_duplicates (copies of one article)."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np

from orchestration.evaluate.gold import Copy, GoldDocument, GoldFile, Incident
from orchestration.evaluate.measure import Sheet, count_pairs
from orchestration.evaluate.published import PublishedFile
from orchestration.evaluate.scorers.casualties import OUTCOMES, measure_factor, score_dates, score_has_lead
from orchestration.evaluate.scorers.scored import Case, Miss, Scored

_MAX_LISTED = 5
"""A miss lists so many wrongly joined or separated documents."""


def score_incidents(gold: GoldFile[Incident], published: PublishedFile) -> Scored:
    """event_clusters_gvc: the lead events as clusters, and the tolls of the merged events. The unit is the incident.

    B-cubed (Bagga and Baldwin, 1998): for each article the share of its cluster that is of its incident, and the share of its
    incident that is in its cluster, averaged over articles.
    """
    incidents = {name: unit for unit, name in enumerate(sorted({d.gold.incident_id for d in gold.documents}))}
    cases = [Case(incidents[document.gold.incident_id], document, Miss()) for document in gold.documents]
    sheet = Sheet(len(incidents))
    score_has_lead(sheet, cases, published)
    units = [case.unit for case in cases]
    ours = [_find_event_id(case.document, published) or ("alone", case.document.id) for case in cases]
    add_b_cubed(sheet, units, ours)
    together = count_pairs(list(zip(units, ours, strict=True)), units, sheet.units)
    sheet.add_ratio("pairwise_precision", together, count_pairs(ours, units, sheet.units), empty=0.0)
    sheet.add_ratio("pairwise_recall", together, count_pairs(units, units, sheet.units), empty=0.0)
    sheet.add_f1("pairwise_f1", "pairwise_precision", "pairwise_recall")
    _note_wrong_pairs(cases, units, ours)
    _score_merged(sheet, cases, published)
    score_dates(sheet, [(case, case.document.gold.date) for case in cases], published)
    return Scored(sheet, cases)


def _find_event_id(document: GoldDocument[Any], published: PublishedFile) -> str | None:
    link = published.find_lead(document)
    return link.event_id if link else None


def add_b_cubed(sheet: Sheet, units: Sequence[int], ours: Sequence[Hashable], prefix: str = "") -> None:
    """Puts B-cubed precision, recall and F1 onto the sheet. Units are the gold clusters."""
    both, wanted, said = Counter(zip(units, ours, strict=True)), Counter(units), Counter(ours)
    precision, recall, articles = (np.zeros(sheet.units) for _ in range(3))
    for (unit, cluster), n in both.items():
        precision[unit] += n * n / said[cluster]
        recall[unit] += n * n / wanted[unit]
        articles[unit] += n
    sheet.add_mean(f"{prefix}b_cubed_precision", precision, articles)
    sheet.add_mean(f"{prefix}b_cubed_recall", recall, articles)
    sheet.add_f1(f"{prefix}b_cubed_f1", f"{prefix}b_cubed_precision", f"{prefix}b_cubed_recall")


def _score_merged(sheet: Sheet, cases: Sequence[Case], published: PublishedFile) -> None:
    """Compares the toll of an incident with that of the event that has most of its articles."""
    held: defaultdict[int, Counter[str]] = defaultdict(Counter)
    first: dict[int, Case] = {}
    toll: dict[int, Incident] = {}
    for case in cases:
        first.setdefault(case.unit, case)
        toll[case.unit] = case.document.gold
        event_id = _find_event_id(case.document, published)
        if event_id:
            held[case.unit][event_id] += 1
    for outcome in OUTCOMES:
        rows: list[tuple[int, bool, int]] = []  # unit, hit, gold
        for unit, incident in sorted(toll.items()):
            gold = getattr(incident, outcome)
            if gold > 0:
                ours = _find_merged_toll(held[unit], outcome, published)
                rows.append((unit, ours == gold, gold))
                if ours != gold:
                    first[unit].miss.add(measure_factor(gold, ours), f"{outcome}, all articles together", gold, ours)
        sheet.add_share(f"merged_{outcome}_exact_pos", ((unit, good) for unit, good, _ in rows))
        sheet.add_share(f"merged_{outcome}_exact_2plus", ((unit, good) for unit, good, gold in rows if gold > 1))


def _find_merged_toll(held: Counter[str], outcome: str, published: PublishedFile) -> int:
    if not held:
        return 0
    event = published.get_event(min(held, key=lambda event_id: (-held[event_id], event_id)))
    return getattr(event, f"{outcome}_best") or 0


def score_copies(gold: GoldFile[Copy], published: PublishedFile) -> Scored:
    """near_duplicates: the stories as clusters. The unit is the group: a base article with all its variants."""
    groups = {name: unit for unit, name in enumerate(sorted({document.gold.group for document in gold.documents}))}
    cases = [Case(groups[document.gold.group], document, Miss()) for document in gold.documents]
    sheet = Sheet(len(groups))
    judged = [case for case in cases if case.document.gold.expect != "report"]
    untemplated = [case for case in judged if not case.document.gold.group.startswith("template-")]
    for chosen, suffix in ((judged, ""), (untemplated, "_without_templates")):
        units = [case.unit for case in chosen]
        wanted = [_find_gold_story(case.document) for case in chosen]
        ours = [_find_story(case.document, published) for case in chosen]
        together = count_pairs(list(zip(wanted, ours, strict=True)), units, sheet.units)
        sheet.add_ratio(f"pair_precision{suffix}", together, count_pairs(ours, units, sheet.units))
        sheet.add_ratio(f"pair_recall{suffix}", together, count_pairs(wanted, units, sheet.units))
        sheet.add_f1(f"pair_f1{suffix}", f"pair_precision{suffix}", f"pair_recall{suffix}")
        if not suffix:
            _note_wrong_pairs(chosen, wanted, ours)
    _score_variants(sheet, cases, published)
    return Scored(sheet, cases)


def _score_variants(sheet: Sheet, cases: Sequence[Case], published: PublishedFile) -> None:
    """How many documents of each variant are in the story of their group's base article."""
    base = {case.document.gold.group: _find_story(case.document, published) for case in cases if _is_base(case.document)}
    for variant in sorted({case.document.gold.variant for case in cases if not _is_base(case.document)}):
        made = [case for case in cases if case.document.gold.variant == variant]
        name = "wrongly_merged" if made[0].document.gold.expect == "different" else "recall"
        hits = ((case.unit, _find_story(case.document, published) == base.get(case.document.gold.group)) for case in made)
        sheet.add_share(f"{name}:{variant}", hits)


def _is_base(document: GoldDocument[Any]) -> bool:
    return bool(document.gold.variant == "base")


def _find_story(document: GoldDocument[Any], published: PublishedFile) -> Hashable:
    article = published.find_article(document)
    return article.story_id if article and article.story_id is not None else ("alone", document.id)


def _find_gold_story(document: GoldDocument[Any]) -> Hashable:
    """The story that a document should be in: its group's, or one of its own."""
    return document.gold.group if document.gold.expect == "same" else ("other", document.id)


def _note_wrong_pairs(cases: Sequence[Case], wanted: Sequence[Hashable], ours: Sequence[Hashable]) -> None:
    """Notes for each document the others that it was wrongly joined with or wrongly separated from."""
    of_wanted: defaultdict[Hashable, list[int]] = defaultdict(list)
    of_ours: defaultdict[Hashable, list[int]] = defaultdict(list)
    for at, labels in enumerate(zip(wanted, ours, strict=True)):
        of_wanted[labels[0]].append(at)
        of_ours[labels[1]].append(at)
    for at, case in enumerate(cases):
        joined = [cases[other].document.id for other in of_ours[ours[at]] if wanted[other] != wanted[at]]
        separated = [cases[other].document.id for other in of_wanted[wanted[at]] if ours[other] != ours[at]]
        if joined:
            case.miss.add(math.log1p(len(joined)), "wrongly joined with", None, _shorten_list(joined))
        if separated:
            case.miss.add(math.log1p(len(separated)), "wrongly separated from", _shorten_list(separated), None)


def _shorten_list(names: list[str]) -> list[str]:
    more = len(names) - _MAX_LISTED
    return names[:_MAX_LISTED] + ([f"{more} more"] if more > 0 else [])
