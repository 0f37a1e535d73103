"""Bulletins: paragraphs that each open with the name of a place ("KIRKUK - Three soldiers …", "Upton: 11 dead").

Here belongs the form of such items. That each item reports its own incident belongs to `discourse.incidents`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from orchestration.extract.parsing.dateline import find_dateline_end

_MIN_PLACES = 2
"""One paragraph with a place in front is no bulletin."""
_PARAGRAPH = re.compile(
    r"^(?:[*•–—-]\s*)*(?P<label>[^\W\d_a-z][\w'’-]*(?: \(?(?:[^\W\d_a-z][\w'’.-]*|al|el|de|of|and|district|city|region)\)?){0,4})"
    r"(?: ?[–—] ?| -{1,2} |: ?)(?P<rest>\S[^\n]*)$",
    re.M,
)


@dataclass(frozen=True, slots=True)
class BulletinItem:
    """One item of a bulletin: its paragraph and its label, as characters of the text."""

    start: int
    end: int
    label_end: int


def find_items(text: str, places: Iterable[tuple[int, int]]) -> list[BulletinItem]:
    """Finds the items of a bulletin; none, unless the labels of two or more hold a place. `places` are spans of the text."""
    dateline = find_dateline_end(text)
    found = [
        BulletinItem(match.start(), match.end(), match.end("label"))
        for match in _PARAGRAPH.finditer(text)
        if match.end("label") > dateline
    ]
    spans = list(places)
    placed = [item for item in found if any(item.start <= start and end <= item.label_end for start, end in spans)]
    return found if len(placed) >= _MIN_PLACES else []
