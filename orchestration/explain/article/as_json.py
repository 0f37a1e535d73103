"""An article explanation as JSON, for programs: the article and every row with all its columns.

Here belong the keys of the JSON. Wording belongs to `readings`.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date

from orchestration.explain.article.explanation import ArticleExplanation


def render_json(explanation: ArticleExplanation) -> str:
    """Renders one object in ASCII, so that no character can move the cursor."""
    whole = {
        "article": asdict(explanation.article),
        "extractor_version": explanation.version,
        "notes": explanation.notes,
        **explanation.tables,
        "incidents": [asdict(incident) for incident in explanation.incidents],
        "left_out": [asdict(mention) for mention in explanation.left_out],
        "settled": [asdict(event) for event in explanation.event_figures] if explanation.event_figures is not None else None,
    }
    return json.dumps(whole, indent=2, default=_serialize_date).replace("\x7f", "\\u007f") + "\n"


def _serialize_date(value: object) -> str:
    if isinstance(value, date):  # datetimes too
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")
