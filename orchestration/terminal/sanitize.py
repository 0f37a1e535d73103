"""Untrusted text made safe to show: it cannot move the cursor, reverse the direction of the line or break it.

Here belongs what the terminal and the HTML page share. Escaping for HTML belongs to `explain.article.page`.
"""

from __future__ import annotations

import re

from orchestration.terminal.console import escape_controls

_DIRECTION_CONTROLS = {
    **dict(zip(range(0x202A, 0x202F), ("LRE", "RLE", "PDF", "LRO", "RLO"), strict=True)),
    **dict(zip(range(0x2066, 0x206A), ("LRI", "RLI", "FSI", "PDI"), strict=True)),
}
"""Characters that change the direction of the text after them, by their Unicode abbreviations."""
_REPLACEMENTS = {code: f"‹{name}›" for code, name in _DIRECTION_CONTROLS.items()} | {0x2028: " ", 0x2029: " "}
_BLANKS = re.compile(r"[^\S\u00a0]+")


def sanitize_text(text: str) -> str:
    """Puts `text` on one line and replaces invisible characters by visible signs."""
    return _BLANKS.sub(" ", escape_controls(_BLANKS.sub(" ", text)).translate(_REPLACEMENTS))
