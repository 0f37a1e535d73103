"""An article explanation as one self-contained HTML page: no script, no external files, every word of the article escaped.

Here belongs what makes the page safe. Its layout belongs to page.html and page.css in this folder.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from orchestration.explain.article.explanation import ArticleExplanation
from orchestration.explain.legend import CLAIMS_BY_INCIDENT, LEGEND, NO_INCIDENT, NO_MENTION, RUN_NEEDED
from orchestration.explain.marks import MarkStart, Words
from orchestration.terminal.sanitize import sanitize_text

_HERE = Path(__file__).parent


def render_page(explanation: ArticleExplanation) -> str:
    """Renders the page. Its security policy allows only its own style sheet."""
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"sanitize": sanitize_text, "format_commands": _format_commands}
    environment.tests |= {
        "mark_start": lambda piece: isinstance(piece, MarkStart),
        "words": lambda piece: isinstance(piece, Words),
    }
    style = (_HERE / "page.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return environment.get_template("page.html").render(
        explanation=explanation,
        style=Markup(style),  # noqa: S704  our own file
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        legend=LEGEND,
        figure_format=CLAIMS_BY_INCIDENT,
        no_incident=NO_INCIDENT,
        no_mention=NO_MENTION,
        run_needed=RUN_NEEDED,
    )


def _format_commands(sentence: str) -> Markup:
    """Formats a sentence of our own: text between backticks becomes code."""
    return Markup(re.sub("`([^`]+)`", r"<code>\1</code>", str(escape(sanitize_text(sentence)))))  # noqa: S704  escaped before
