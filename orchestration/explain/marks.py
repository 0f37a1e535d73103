"""Marks: spans of a text that may overlap, as pieces that nest. Offsets are those of extraction (Python slicing)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["event", "claim", "equipment", "actor", "place", "person"]


@dataclass(frozen=True, slots=True)
class Mark:
    """`text[start:end]` was read as something; `label` names the reading, and is empty for actors, places and persons."""

    kind: Kind
    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Open:
    """A mark begins here, or goes on after another one ended."""

    mark: Mark


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the text, as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Close:
    """A mark ends here, or is interrupted where an outer one ends."""

    mark: Mark
    is_end: bool


Piece = Open | Words | Close


def pieces(text: str, start: int, end: int, marks: Iterable[Mark]) -> Iterator[Piece]:
    """`text[start:end]` with its marks, all of them within it and not empty. Every Open has its Close, in the right order."""
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
            yield from (Close(mark, mark in ended) for mark in reversed(inner))
            going_on = [mark for mark in inner if mark not in ended]
            yield from map(Open, going_on)
            opened += going_on
        for mark in starting.get(edge, []):
            yield Open(mark)
            opened.append(mark)
