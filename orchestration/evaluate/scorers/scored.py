"""What a scorer works with and hands back: measures, and the documents that went wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from orchestration.evaluate.gold import GoldDocument
from orchestration.evaluate.measure import Sheet


@dataclass(frozen=True)
class Difference:
    """One thing that the gold and the database tell differently, with the span of the text where there is one."""

    what: str
    gold: str
    ours: str
    span: tuple[int, int] | None = None


@dataclass
class Miss:
    """A document with what differs in it. The larger `weight` is the worse one."""

    weight: float = 0.0
    differences: list[Difference] = field(default_factory=list)

    def add(self, weight: float, what: str, gold: object, ours: object, span: tuple[int, int] | None = None) -> None:
        """Notes a difference."""
        self.weight += weight
        self.differences.append(Difference(what, _told(gold), _told(ours), span))


class Case(NamedTuple):
    """A document, the unit that it is drawn with, and what goes wrong in it."""

    unit: int
    document: GoldDocument[Any]
    miss: Miss


def cases_of(documents: Iterable[GoldDocument[Any]]) -> list[Case]:
    """A case for each document, drawn by itself."""
    return [Case(unit, document, Miss()) for unit, document in enumerate(documents)]


@dataclass(frozen=True)
class Scored:
    """One gold file scored."""

    sheet: Sheet
    cases: list[Case]

    def worst(self, n: int) -> list[Case]:
        """The `n` worst documents, the worst first."""
        wrong = [case for case in self.cases if case.miss.differences]
        return sorted(wrong, key=lambda case: (-case.miss.weight, case.document.id))[:n]


def _told(value: object) -> str:
    if value is None or value == []:
        return "none"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
