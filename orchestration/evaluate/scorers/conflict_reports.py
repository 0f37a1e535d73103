"""Scorer of reports of armed conflict: the figures of every incident, and the lead with its day, place, type and perpetrator.

Here belongs how one report is scored. Which event of ours matches which event of the gold belongs to `report_matching`; the
reports of one incident together belong to `report_clusters`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from orchestration.evaluate.gold import ConflictReport, GoldFile, Range, ReportEvent
from orchestration.evaluate.measure import Sheet
from orchestration.evaluate.published import PublishedFile, ReportedEvent
from orchestration.evaluate.scorers.report_clusters import score_clusters
from orchestration.evaluate.scorers.report_matching import (
    OUTCOMES,
    get_number,
    is_right,
    is_same_place,
    match_events,
    shares_perpetrator,
)
from orchestration.evaluate.scorers.scored import Case, Miss, Scored

_MIN_OF_SEVERAL = 2
"""A guess of one dead is often right by chance: figures of two and more are scored by themselves as well."""


def score_reports(gold: GoldFile[ConflictReport], published: PublishedFile) -> Scored:
    """conflict_reports: every figure of every incident, what is invented, and the lead. The unit is the incident of the lead.

    A figure is right if its best is equal, or its low where the gold has no best. A figure of a background event may be found,
    and need not be.
    """
    units = _number_units(gold)
    cases = [Case(units[_name_unit(document.id, document.gold)], document, Miss()) for document in gold.documents]
    sheet = Sheet(len(set(units.values())))
    ours = published.read_reported_events()
    counts = _Counts(sheet.units)
    for case in cases:
        _score_report(case, ours[case.document.id], counts)
    counts.put_figures(sheet)
    score_clusters(sheet, cases, ours)
    return Scored(sheet, cases)


def _name_unit(document_id: str, report: ConflictReport) -> str:
    return report.lead if report.lead is not None else f"alone {document_id}"


def _number_units(gold: GoldFile[ConflictReport]) -> dict[str, int]:
    names = sorted({_name_unit(document.id, document.gold) for document in gold.documents})
    return {name: unit for unit, name in enumerate(names)}


class _Counts:
    """Sums by unit, and shares as lists of hits."""

    def __init__(self, units: int) -> None:
        self._units = units
        self._sums: defaultdict[str, np.ndarray] = defaultdict(lambda: np.zeros(units))
        self._shares: defaultdict[str, list[tuple[int, bool]]] = defaultdict(list)

    def add(self, name: str, unit: int, number: float = 1) -> None:
        self._sums[name][unit] += number

    def hit(self, name: str, unit: int, is_hit: bool) -> None:
        self._shares[name].append((unit, is_hit))

    def put_figures(self, sheet: Sheet) -> None:
        """Puts every measure onto the sheet, in the order of docs/evaluation.md."""
        for outcome in OUTCOMES:
            right, found = self._sums[f"{outcome} right"], self._sums[f"{outcome} found"]
            sheet.add_ratio(f"{outcome}_figure_precision", right, self._sums[f"{outcome} ours"])
            sheet.add_ratio(f"{outcome}_figure_recall", found, self._sums[f"{outcome} gold"])
            sheet.add_f1(f"{outcome}_figure_f1", f"{outcome}_figure_precision", f"{outcome}_figure_recall")
            sheet.add_ratio(f"{outcome}_interval_exact", self._sums[f"{outcome} interval"], right)
        sheet.add_share("reports_all_right", self._shares["reports_all_right"])
        sheet.add_mean("invented_dead_over_gold_dead", self._sums["dead invented"], self._sums["dead gold"])
        for name in (
            "reports_with_invented_dead",
            "silent_false",
            "lead_killed_exact",
            "lead_killed_2plus_exact",
            "lead_date_exact",
            "lead_place_right",
            "lead_country_right",
            "lead_type_right",
            "lead_sub_type_right",
            "lead_perpetrator_right",
        ):
            sheet.add_share(name, self._shares[name])


def _score_report(case: Case, ours: Sequence[ReportedEvent], counts: _Counts) -> None:
    report: ConflictReport = case.document.gold
    partners = match_events(report.events, ours, report.lead)
    n_wrong_before = len(case.miss.differences)
    _score_stated(case, report.events, ours, partners, counts)
    invented = _score_invented(case, report.events, ours, partners, counts)
    counts.add("dead gold", case.unit, sum(get_number(event.killed) or 0 for event in report.events))
    counts.add("dead invented", case.unit, invented)
    counts.hit("reports_with_invented_dead", case.unit, invented > 0)
    counts.hit("reports_all_right", case.unit, len(case.miss.differences) == n_wrong_before)
    if not any(event.killed or event.wounded for event in report.events):
        counts.hit("silent_false", case.unit, any((get_number(event.killed) or 0) > 0 for event in ours))
    lead = next((event for event in report.events if event.key == report.lead), None)
    if lead is not None:
        _score_lead(case, lead, next((event for event in ours if event.is_lead), None), counts)


def _score_stated(
    case: Case, events: Sequence[ReportEvent], ours: Sequence[ReportedEvent], partners: dict[int, int], counts: _Counts
) -> None:
    """The figures that the report states: which of them we have."""
    for outcome in OUTCOMES:
        for at, event in enumerate(events):
            gold = event.get_figure(outcome)
            if gold is None:
                continue
            figure = ours[partners[at]].get_figure(outcome) if at in partners else None
            good = figure is not None and is_right(gold, figure)
            if not event.background:
                counts.add(f"{outcome} gold", case.unit)
                counts.add(f"{outcome} found", case.unit, good)
            if good:
                counts.add(f"{outcome} interval", case.unit, figure == gold)
                counts.add(f"{outcome} right", case.unit)
            elif not event.background:
                case.miss.add(1, f"{outcome} of {event.key}", _show(gold), _show(figure))


def _score_invented(
    case: Case, events: Sequence[ReportEvent], ours: Sequence[ReportedEvent], partners: dict[int, int], counts: _Counts
) -> int:
    """Scores the figures of ours that match no figure of the gold; returns the dead among them, in conflict."""
    gold_of = {at: event for event, at in partners.items()}
    invented = 0
    for outcome in OUTCOMES:
        for at, event in enumerate(ours):
            figure = event.get_figure(outcome)
            if figure is None:
                continue
            counts.add(f"{outcome} ours", case.unit)
            if at in gold_of and events[gold_of[at]].get_figure(outcome) is not None:
                continue
            case.miss.add(
                1, f"{outcome} invented ({event.sub_event_type}, {event.location}, {event.date_start})", None, _show(figure)
            )
            if outcome == "killed" and event.context == "conflict":
                invented += get_number(figure) or 0
    return invented


def _score_lead(case: Case, lead: ReportEvent, ours: ReportedEvent | None, counts: _Counts) -> None:
    unit = case.unit
    dead = get_number(lead.killed) or 0
    if lead.killed is not None and dead > 0:
        good = ours is not None and ours.killed is not None and is_right(lead.killed, ours.killed)
        counts.hit("lead_killed_exact", unit, good)
        if dead >= _MIN_OF_SEVERAL:
            counts.hit("lead_killed_2plus_exact", unit, good)
    if lead.date_start is not None and lead.date_start == lead.date_end:
        counts.hit("lead_date_exact", unit, ours is not None and ours.date_start == lead.date_start)
    if lead.place:
        counts.hit("lead_place_right", unit, ours is not None and is_same_place(lead, ours))
    if lead.country:
        counts.hit("lead_country_right", unit, ours is not None and ours.country_iso3 == lead.country)
    counts.hit("lead_type_right", unit, (ours.event_type if ours else None) == lead.event_type)
    counts.hit("lead_sub_type_right", unit, (ours.sub_event_type if ours else None) == lead.sub_event_type)
    if lead.perpetrator:
        counts.hit(
            "lead_perpetrator_right", unit, ours is not None and shares_perpetrator(lead.perpetrator, ours.perpetrator_names)
        )


def _show(figure: Range | None) -> str | None:
    return None if figure is None else " – ".join("open" if number is None else str(number) for number in figure)
