"""An event explanation as JSON, for programs: every row with all its columns and its label, and the reasons in words.

Here belong the keys of the JSON. Reasons belong to `grounds` and `joins`.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date

from orchestration.explain.event.explanation import EventExplanation
from orchestration.explain.event.grounds import explain_bounds, explain_vote
from orchestration.explain.event.joins import list_separate_events, select_inner_pairs


def render_json(explanation: EventExplanation) -> str:
    """Renders one object in ASCII, so that no character can move the cursor."""
    whole = {
        "event": explanation.event,
        "asked_by_earlier_id": [asdict(change) for change in explanation.found.trail],
        "figures": [
            figure
            | {
                "grounds": dict(explain_bounds(figure, explanation.select_votes(figure), explanation.find_total(figure))),
                "votes": [
                    vote | {"ground": explain_vote(vote, explanation.select_claims(vote))}
                    for vote in explanation.select_votes(figure)
                ],
            }
            for figure in explanation.figures
        ],
        "by_side": explanation.sides,
        "claims": explanation.claims,
        "equipment_losses": explanation.losses,
        "equipment_claims": explanation.equipment_claims,
        "mentions": explanation.mentions,
        "links": select_inner_pairs(explanation),
        "kept_apart": [asdict(each) for each in list_separate_events(explanation)],
        "articles": explanation.articles,
        "history": explanation.history,
        "earlier_ids": explanation.earlier_ids,
        "split_off": explanation.split_off,
    }
    return json.dumps(whole, indent=2, default=_serialize_date).replace("\x7f", "\\u007f") + "\n"


def _serialize_date(value: object) -> str:
    if isinstance(value, date):  # datetimes too
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")
