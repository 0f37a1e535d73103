"""Scorer of event types: event_types_case2021."""

from __future__ import annotations

from orchestration.evaluate.gold import EventLabel, GoldFile
from orchestration.evaluate.measure import Sheet
from orchestration.evaluate.published import PublishedFile
from orchestration.evaluate.scorers.scored import Scored, make_cases

OUT_OF_SCOPE = ("crime", "accident", "disaster")


def score_types(gold: GoldFile[EventLabel], published: PublishedFile) -> Scored:
    """event_types_case2021: type and context of the lead event. A label that is no event of ours must give no conflict event."""
    cases = make_cases(gold.documents)
    sheet = Sheet(len(cases))
    labels: list[tuple[int, str, str]] = []
    types: list[tuple[int, bool]] = []
    silent: list[tuple[int, bool]] = []
    conflict: list[tuple[int, bool]] = []
    for unit, document, miss in cases:
        event = published.find_lead_event(document)
        context = _fold_name(event and event.context)
        if document.gold.sub_event_type:
            wanted, ours = _fold_name(document.gold.sub_event_type), _fold_name(event and event.sub_event_type)
            labels.append((unit, wanted, ours))
            types.append((unit, _fold_name(document.gold.event_type) == _fold_name(event and event.event_type)))
            conflict.append((unit, context == "conflict"))
            if wanted != ours:
                miss.add(1 if types[-1][1] else 2, "event type", document.gold.sub_event_type, event and event.sub_event_type)
            if not conflict[-1][1]:
                miss.add(1, "context", "conflict", event and event.context)
        else:
            is_there = published.find_article(document) is not None
            silent.append((unit, is_there and (event is None or context in OUT_OF_SCOPE)))
            if not silent[-1][1]:
                found = (event.sub_event_type or "an event without a type") if event else "not in the database"
                miss.add(2, "event type", f"none ({document.gold.label})", found)
    sheet.add_share("sub_event_accuracy", ((unit, wanted == ours) for unit, wanted, ours in labels))
    sheet.add_label_f1("sub_event_macro_f1", "sub_event_weighted_f1", labels)
    sheet.add_share("event_type_accuracy", types)
    sheet.add_share("has_lead_event_25_types", ((unit, bool(ours)) for unit, _, ours in labels))
    sheet.add_share("no_event_rate_other_types", silent)
    sheet.add_share("conflict_context_rate_25_types", conflict)
    return Scored(sheet, cases)


def _fold_name(name: str | None) -> str:
    return " ".join((name or "").lower().split())
