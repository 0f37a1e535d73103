"""The legend and the fixed sentences of an explanation.

Here belongs wording that terminal and HTML page share. Wording about single rows belongs to `readings`.
"""

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
FIGURE_FORMAT = "Figures are low – best – high."
CLAIMS_BY_INCIDENT = (
    f"{FIGURE_FORMAT} Each claim is listed under its event mention, and each mention under its incident, "
    "with the rule that put it there."
)
NO_INCIDENT = "part of no incident"
NO_MENTION = "figures without an event mention"
RUN_NEEDED = (
    "Only a run over all articles decides which incidents of different articles are one event, and which figure counts "
    "where claims differ. "
    "After `tallywire run`, `tallywire explain --article ID` shows these decisions here."
)
