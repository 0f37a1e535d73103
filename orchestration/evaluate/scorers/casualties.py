"""Scorers of counts: casualties_gvdb (crime) and casualties_muc4 (attacks)."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from orchestration.evaluate.gold import AttackReport, CrimeReport, GoldDocument, GoldFile, Template
from orchestration.evaluate.measure import Sheet
from orchestration.evaluate.names import count_matches, drop_repeats, is_same_actor, is_same_person
from orchestration.evaluate.published import PublishedFile
from orchestration.evaluate.scorers.scored import Case, Scored, make_cases

OUTCOMES = ("killed", "wounded")
_SMALL = 0.1
"""A wrong date, name or context weighs less than a wrong count: it decides the order among equal counts."""


def score_crime(gold: GoldFile[CrimeReport], published: PublishedFile) -> Scored:
    """casualties_gvdb: counts, names, date and context of the lead event of each article."""
    cases = make_cases(gold.documents)
    sheet = Sheet(len(cases))
    score_has_lead(sheet, cases, published)
    for outcome in OUTCOMES:
        _score_tolls(sheet, outcome, [(case, getattr(case.document.gold, outcome)) for case in cases], published)
    _score_contexts(sheet, cases, published)
    _score_names(sheet, cases, published)
    score_dates(sheet, [(case, case.document.gold.date) for case in cases], published)
    return Scored(sheet, cases)


def score_attacks(gold: GoldFile[AttackReport], published: PublishedFile) -> Scored:
    """casualties_muc4: the lead event against the template of articles with one, and all events against all templates."""
    cases = make_cases(gold.documents)
    sheet = Sheet(len(cases))
    score_has_lead(sheet, cases, published)
    single = [(case, template) for case in cases if (template := _find_only_template(case.document))]
    for outcome in OUTCOMES:
        _score_tolls(
            sheet, outcome, [(case, getattr(template, outcome)) for case, template in single if template.exact], published
        )
    _score_sums(sheet, cases, published)
    _score_perpetrators(sheet, single, published)
    score_dates(sheet, [(case, template.date) for case, template in single], published)
    return Scored(sheet, cases)


def score_has_lead(sheet: Sheet, cases: Sequence[Case], published: PublishedFile) -> None:
    """Scores how many articles have an event that they are about."""
    sheet.add_share("has_lead_event", ((case.unit, published.find_lead(case.document) is not None) for case in cases))


def score_dates(sheet: Sheet, cases: Sequence[tuple[Case, datetime.date | None]], published: PublishedFile) -> None:
    """Compares the first day of the lead event with that of the gold, if the gold has one."""
    apart: list[tuple[int, int | None]] = []
    for case, day in cases:
        if day:
            event = published.find_lead_event(case.document)
            ours = event.date_start if event else None
            apart.append((case.unit, abs((day - ours).days) if ours else None))
            if ours != day:
                case.miss.add(_SMALL, "date", day, ours)
    sheet.add_share("date_exact", ((unit, days == 0) for unit, days in apart))
    sheet.add_share("date_within_1", ((unit, days is not None and days <= 1) for unit, days in apart))


def measure_factor(gold: int, ours: int) -> float:
    """Measures by which factor a count is too high or too low, as a logarithm: 2 for 4 is as bad as 20 for 40."""
    return abs(math.log((ours + 1) / (gold + 1)))


def _score_tolls(sheet: Sheet, outcome: str, cases: Sequence[tuple[Case, int]], published: PublishedFile) -> None:
    """One count of the lead event. No lead event or no figure is 0; a document that is not there is wrong whatever the gold."""
    rows: list[tuple[int, int, int | None, bool]] = []  # unit, gold, ours, gold within low and high
    for case, gold in cases:
        if published.find_article(case.document) is None:
            rows.append((case.unit, gold, None, False))
            case.miss.add(measure_factor(gold, 0), outcome, gold, "not in the database")
            continue
        link = published.find_lead(case.document)
        ours = link.get_best(outcome) if link else 0
        low, high = link.get_bounds(outcome) if link else (0, 0)
        rows.append((case.unit, gold, ours, low <= gold <= high))
        if ours != gold:
            case.miss.add(measure_factor(gold, ours), outcome, gold, ours)
    sheet.add_share(f"{outcome}_exact_all", ((unit, gold == ours) for unit, gold, ours, _ in rows))
    sheet.add_share(f"{outcome}_exact_pos", ((unit, gold == ours) for unit, gold, ours, _ in rows if gold > 0))
    sheet.add_share(f"{outcome}_exact_2plus", ((unit, gold == ours) for unit, gold, ours, _ in rows if gold > 1))
    sheet.add_share(f"{outcome}_range_pos", ((unit, within) for unit, gold, _, within in rows if gold > 0))
    sheet.add_share(f"{outcome}_false_pos", ((unit, (ours or 0) > 0) for unit, gold, ours, _ in rows if gold == 0))


def _score_contexts(sheet: Sheet, cases: Sequence[Case], published: PublishedFile) -> None:
    hits = []
    for case in cases:
        event = published.find_lead_event(case.document)
        hits.append((case.unit, event is not None and event.context in ("crime", "accident")))
        if not hits[-1][1]:
            case.miss.add(_SMALL, "context", "crime or accident", event and event.context)
    sheet.add_share("crime_or_accident_context_rate", hits)


def _score_names(sheet: Sheet, cases: Sequence[Case], published: PublishedFile) -> None:
    """Scores names of the dead: how many of the gold names are found, and how many of ours are in the gold."""
    said = published.read_killed_names()
    hits, wanted, given = (np.zeros(sheet.units) for _ in range(3))
    for case in cases:
        article = published.find_article(case.document)
        ours = drop_repeats(said.get(article.article_id, [])) if article else []
        gold = case.document.gold.killed_names
        found = count_matches(gold, ours, is_same_person)
        hits[case.unit], wanted[case.unit], given[case.unit] = found, len(gold), len(ours)
        wrong = len(gold) + len(ours) - 2 * found
        if wrong:
            case.miss.add(_SMALL * wrong, "names of the dead", gold, ours)
    sheet.add_ratio("killed_names_recall", hits, wanted)
    sheet.add_ratio("killed_names_precision", hits, given)


def _find_only_template(document: GoldDocument[Any]) -> Template | None:
    """Finds the only template of an article that reports one incident, and reports it for certain."""
    templates: list[Template] = document.gold.templates
    return templates[0] if len(templates) == 1 and not templates[0].optional else None


def _score_sums(sheet: Sheet, cases: Sequence[Case], published: PublishedFile) -> None:
    """Compares the dead of all events of the article with all templates, with or without the optional ones."""
    rows: list[tuple[int, bool, int]] = []  # unit, hit, fewest dead that are right
    for case in cases:
        counts = [(template.killed, template.optional) for template in case.document.gold.templates]
        known = [(killed, optional) for killed, optional in counts if killed is not None]
        if len(known) < len(counts):
            continue
        most, least = sum(killed for killed, _ in known), sum(killed for killed, optional in known if not optional)
        ours = sum(link.get_best("killed") for link in published.find_links(case.document))
        good = published.find_article(case.document) is not None and ours in (most, least)
        rows.append((case.unit, good, least))
        if not good:
            case.miss.add(min(measure_factor(most, ours), measure_factor(least, ours)), "killed in all events", least, ours)
    sheet.add_share("sum_killed_exact", ((unit, good) for unit, good, _ in rows))
    sheet.add_share("sum_killed_exact_pos", ((unit, good) for unit, good, least in rows if least > 0))


def _score_perpetrators(sheet: Sheet, single: Sequence[tuple[Case, Template]], published: PublishedFile) -> None:
    """Scores whether a perpetrator of the gold is a perpetrator of the lead event, by any name of the actor."""
    leads = {case.document.id: link.event_id for case, _ in single if (link := published.find_lead(case.document))}
    names = published.read_perpetrators({*leads.values()})
    for metric, strings in (("perpetrator", "perpetrators"), ("perpetrator_organisation", "perpetrator_organisations")):
        hits = []
        for case, template in single:
            gold = getattr(template, strings)
            if gold:
                ours = names.get(leads.get(case.document.id, ""), [])
                hits.append((case.unit, any(is_same_actor(one, other) for one in gold for other in ours)))
                if not hits[-1][1]:
                    case.miss.add(_SMALL, metric.replace("_", " "), gold, ours)
        sheet.add_share(f"{metric}_recall", hits)
