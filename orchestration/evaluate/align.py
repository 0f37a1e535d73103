"""Spans of an article's text as spans of the gold text, where the two differ (repaired encoding, blanks, a title before it).

Here belongs moving offsets. What a span means belongs to the scorers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from difflib import SequenceMatcher

Move = Callable[[int, int], tuple[int, int] | None]
_TOKEN = re.compile(r"\w+|[^\w\s]")


def make_mover(ours: str, gold: str) -> Move:
    """Makes the function that moves a span of `ours` to `gold`. It gives None for a span that has no counterpart there."""
    if ours == gold:
        return lambda start, end: (start, end) if 0 <= start < end <= len(gold) else None
    left, right = list(_TOKEN.finditer(ours)), list(_TOKEN.finditer(gold))
    matcher = SequenceMatcher(None, [t[0] for t in left], [t[0] for t in right], autojunk=False)
    moved = {
        left[block.a + k].start() + at: right[block.b + k].start() + at
        for block in matcher.get_matching_blocks()
        for k in range(block.size)
        for at in range(len(left[block.a + k][0]))
    }
    known = sorted(moved)

    def move(start: int, end: int) -> tuple[int, int] | None:
        inside = known[bisect_left(known, start) : bisect_left(known, end)]
        return (moved[inside[0]], moved[inside[-1]] + 1) if inside else None

    return move
