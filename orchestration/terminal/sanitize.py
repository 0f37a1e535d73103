"""Untrusted text made safe to show: it cannot move the cursor, reverse the direction of the line or break it.

Here belongs what the terminal and the HTML page share. Escaping for HTML belongs to `explain.article.page`.
"""

from __future__ import annotations

import re

from orchestration.terminal.console import escape_controls

_BLANKS = re.compile(r"[^\S\u00a0]+")


def sanitize_text(text: str) -> str:
    """Puts `text` on one line and replaces control characters and invisible characters by visible signs."""
    return escape_controls(_BLANKS.sub(" ", text))
