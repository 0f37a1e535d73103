"""Untrusted words made fit to be shown: nothing in them moves the cursor, turns the line around or breaks it.

Here belongs what is common to terminal and page. Escaping for HTML belongs to `page`.
"""

from __future__ import annotations

import re

from orchestration.terminal.console import visible

_TURNING = {
    **dict(zip(range(0x202A, 0x202F), ("LRE", "RLE", "PDF", "LRO", "RLO"), strict=True)),
    **dict(zip(range(0x2066, 0x206A), ("LRI", "RLI", "FSI", "PDI"), strict=True)),
}
"""Characters that change the direction of all that follows them, by their short names."""
_SIGNS = {code: f"‹{name}›" for code, name in _TURNING.items()} | {0x2028: " ", 0x2029: " "}
_BLANKS = re.compile(r"[^\S\u00a0]+")


def shown(text: str) -> str:
    """`text` in one line, with what cannot be seen as signs."""
    return _BLANKS.sub(" ", visible(_BLANKS.sub(" ", text)).translate(_SIGNS))
