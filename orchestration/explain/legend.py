"""Sentences that every way of showing an explanation shares."""

from __future__ import annotations

from orchestration.explain.marks import Kind

LEGEND: list[tuple[Kind, str, str]] = [
    ("event", "E", "event mention"),
    ("claim", "C", "casualty claim"),
    ("equipment", "Q", "equipment claim"),
    ("actor", "", "actor"),
    ("place", "", "place"),
    ("person", "", "person"),
]
COUNTS = "Figures are low – best – high, claim by claim, under the event mention that they belong to."
RUN_SETTLES = (
    "Which mentions are one event, and which figure holds for it where claims differ, is settled by a run over all articles: "
    "`tallywire run`, then `tallywire explain --article ID` shows it here too."
)
