"""Marks: spans of a text, which may overlap, split into pieces that nest. Offsets count as in extraction (Python slicing).

Here belongs the splitting. Colours, brackets and HTML belong to the modules that write an explanation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["event", "claim", "equipment", "actor", "place", "person"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something was extracted from `text[start:end]`. `label` names it; it is empty for actors, places and persons."""

    kind: Kind
    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MarkStart:
    """A mark starts here, or continues after another mark ended."""

    mark: Mark


@dataclass(frozen=True, slots=True)
class Words:
    """Unchanged words of the text."""

    text: str


@dataclass(frozen=True, slots=True)
class MarkEnd:
    """A mark ends here, or is interrupted because an outer mark ends."""

    mark: Mark
    is_end: bool


Piece = MarkStart | Words | MarkEnd


def split_at_marks(text: str, start: int, end: int, marks: Iterable[Mark]) -> Iterator[Piece]:
    """Splits `text[start:end]` at its marks, which lie within it and are not empty. Starts and ends nest properly."""
    starting: dict[int, list[Mark]] = {}
    ending: dict[int, set[Mark]] = {}
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.label)):
        starting.setdefault(mark.start, []).append(mark)
        ending.setdefault(mark.end, set()).add(mark)
    opened: list[Mark] = []
    at = start
    for edge in sorted({start, end, *starting, *ending}):
        if edge > at:
            yield Words(text[at:edge])
            at = edge
        ended = ending.get(edge, set())
        if ended:
            outermost = next(depth for depth, mark in enumerate(opened) if mark in ended)
            inner = opened[outermost:]
            del opened[outermost:]
            yield from (MarkEnd(mark, mark in ended) for mark in reversed(inner))
            continued = [mark for mark in inner if mark not in ended]
            yield from map(MarkStart, continued)
            opened += continued
        for mark in starting.get(edge, []):
            yield MarkStart(mark)
            opened.append(mark)
