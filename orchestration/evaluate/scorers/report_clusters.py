"""The reports of one incident together: are they one event, and is its toll that of the latest report?

Here belongs what takes more than one report. What one report alone is scored by belongs to `conflict_reports`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from orchestration.evaluate.gold import ConflictReport, Range
from orchestration.evaluate.measure import Sheet, count_pairs
from orchestration.evaluate.published import ReportedEvent
from orchestration.evaluate.scorers.clusters import add_b_cubed
from orchestration.evaluate.scorers.report_matching import get_number
from orchestration.evaluate.scorers.scored import Case

Ours = Mapping[str, Sequence[ReportedEvent]]


def score_clusters(sheet: Sheet, cases: Sequence[Case], ours: Ours) -> None:
    """Lead events of the reports that have one, as clusters; and the published toll of each incident with several reports."""
    leading = [case for case in cases if case.document.gold.lead is not None]
    units = [case.unit for case in leading]
    found = [lead.event_id if (lead := _find_lead(case, ours)) else f"none {case.document.id}" for case in leading]
    together = count_pairs(list(zip(units, found, strict=True)), units, sheet.units)
    sheet.add_ratio("clusters_pairwise_precision", together, count_pairs(found, units, sheet.units))
    sheet.add_ratio("clusters_pairwise_recall", together, count_pairs(units, units, sheet.units))
    sheet.add_f1("clusters_pairwise_f1", "clusters_pairwise_precision", "clusters_pairwise_recall")
    add_b_cubed(sheet, units, found, prefix="clusters_")
    by_unit: defaultdict[int, list[Case]] = defaultdict(list)
    for case in leading:
        by_unit[case.unit].append(case)
    in_range: list[tuple[int, bool]] = []
    latest: list[tuple[int, bool]] = []
    for unit, same in sorted(by_unit.items()):
        stated = [(case.document.published_at or "", figure) for case in same if (figure := _find_stated_dead(case))]
        stated.sort(key=lambda one: one[0])
        if len(stated) > 1:
            toll = _find_published_toll(same, ours)
            in_range.append((unit, toll is not None and _is_in_range(toll, [figure for _, figure in stated])))
            if stated[0][0] and stated[-1][0][:10] > stated[-2][0][:10]:
                latest.append((unit, toll is not None and toll == get_number(stated[-1][1])))
    sheet.add_share("merged_killed_in_range", in_range)
    sheet.add_share("merged_killed_latest", latest)


def _find_lead(case: Case, ours: Ours) -> ReportedEvent | None:
    return next((event for event in ours[case.document.id] if event.is_lead), None)


def _find_stated_dead(case: Case) -> Range | None:
    report: ConflictReport = case.document.gold
    return next((event.killed for event in report.events if event.key == report.lead), None)


def _find_published_toll(cases: Sequence[Case], ours: Ours) -> int | None:
    """The dead of the event that holds most of these reports, as all reports together give them."""
    leads = [lead for case in cases if (lead := _find_lead(case, ours))]
    if not leads:
        return None
    most = Counter(lead.event_id for lead in leads).most_common(1)[0][0]
    return next(lead for lead in leads if lead.event_id == most).toll


def _is_in_range(toll: int, stated: Sequence[Range]) -> bool:
    """Whether a toll lies between the smallest low and the largest high of the reports."""
    lows = [low if low is not None else best for low, best, _ in stated]
    highs = [high if high is not None else best for _, best, high in stated]
    known_lows, known_highs = [n for n in lows if n is not None], [n for n in highs if n is not None]
    if not known_lows:
        return False
    top = max(known_highs) if len(known_highs) == len(highs) else max(known_highs + known_lows)
    return min(known_lows) <= toll <= top
