"""An explanation as JSON: the article and every row with all its columns, for programs. Nothing in words."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date

from orchestration.explain.article.explanation import Explanation


def rendered(explanation: Explanation) -> str:
    """One object, in ASCII: nothing in it can move a cursor."""
    whole = {
        "article": asdict(explanation.subject),
        "extractor_version": explanation.version,
        "notes": explanation.notes,
        **explanation.tables,
        "settled": [asdict(event) for event in explanation.settled] if explanation.settled is not None else None,
    }
    return json.dumps(whole, indent=2, default=_plain).replace("\x7f", "\\u007f") + "\n"


def _plain(value: object) -> str:
    if isinstance(value, date):  # datetimes too
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")
