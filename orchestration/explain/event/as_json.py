"""An account as JSON: every row with all its columns and its label, for programs, and the grounds in words."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date

from orchestration.explain.event.account import Account
from orchestration.explain.event.grounds import bounds, vote_ground
from orchestration.explain.event.joins import inner_pairs, kept_apart


def rendered(account: Account) -> str:
    """One object, in ASCII: nothing in it can move a cursor."""
    whole = {
        "event": account.event,
        "asked_by_earlier_id": [asdict(change) for change in account.found.trail],
        "figures": [
            figure
            | {
                "grounds": dict(bounds(figure, account.votes_for(figure), account.total_of(figure))),
                "votes": [
                    vote | {"ground": vote_ground(vote, account.claims_behind(vote))} for vote in account.votes_for(figure)
                ],
            }
            for figure in account.figures
        ],
        "by_side": account.sides,
        "claims": account.claims,
        "equipment_losses": account.losses,
        "equipment_claims": account.equipment_claims,
        "mentions": account.mentions,
        "links": inner_pairs(account),
        "kept_apart": [asdict(each) for each in kept_apart(account)],
        "articles": account.articles,
        "history": account.history,
        "earlier_ids": account.former,
        "split_off": account.parted,
    }
    return json.dumps(whole, indent=2, default=_plain).replace("\x7f", "\\u007f") + "\n"


def _plain(value: object) -> str:
    if isinstance(value, date):  # datetimes too
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")
