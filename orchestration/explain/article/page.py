"""An explanation as one self-contained page: no script, nothing from elsewhere, every word of the article escaped.

Here belongs what keeps the page inert. How it is laid out belongs to page.html and page.css beside this module.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from orchestration.explain.article.explanation import Explanation
from orchestration.explain.legend import COUNTS, LEGEND, RUN_SETTLES
from orchestration.explain.marks import Close, Open, Words
from orchestration.terminal.sanitize import sanitize_text

_HERE = Path(__file__).parent


def rendered(explanation: Explanation) -> str:
    """The page, in UTF-8. Its policy allows its own style and nothing else."""
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"sanitize": sanitize_text, "commands": _commands}
    environment.tests |= {
        "open": lambda piece: isinstance(piece, Open),
        "words": lambda piece: isinstance(piece, Words),
        "close": lambda piece: isinstance(piece, Close),
    }
    style = (_HERE / "page.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return environment.get_template("page.html").render(
        explanation=explanation,
        style=Markup(style),  # noqa: S704  our own file
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        legend=LEGEND,
        counts=COUNTS,
        run_settles=RUN_SETTLES,
    )


def _commands(sentence: str) -> Markup:
    """One of our own sentences, with what it puts between backticks as code."""
    return Markup(re.sub("`([^`]+)`", r"<code>\1</code>", str(escape(sanitize_text(sentence)))))  # noqa: S704  escaped before
