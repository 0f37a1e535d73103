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
CLAIMS_BY_MENTION = f"{FIGURE_FORMAT} Each claim is listed under its event mention."
RUN_NEEDED = (
    "Only a run over all articles decides which mentions are one event, and which figure counts where claims differ. "
    "After `tallywire run`, `tallywire explain --article ID` shows these decisions here."
)
