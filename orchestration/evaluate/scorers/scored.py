"""What a scorer works with and returns: measures, and the documents with wrong results."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from orchestration.evaluate.gold import GoldDocument
from orchestration.evaluate.measure import Sheet


@dataclass(frozen=True)
class Difference:
    """One difference between the gold and the database, with its span of the text if it has one."""

    what: str
    gold: str
    ours: str
    span: tuple[int, int] | None = None


@dataclass
class Miss:
    """The differences of one document. A larger `weight` is worse."""

    weight: float = 0.0
    differences: list[Difference] = field(default_factory=list)

    def add(self, weight: float, what: str, gold: object, ours: object, span: tuple[int, int] | None = None) -> None:
        """Notes a difference."""
        self.weight += weight
        self.differences.append(Difference(what, _show(gold), _show(ours), span))


class Case(NamedTuple):
    """A document, the unit that it is drawn with, and what is wrong in it."""

    unit: int
    document: GoldDocument[Any]
    miss: Miss


def make_cases(documents: Iterable[GoldDocument[Any]]) -> list[Case]:
    """Makes a case for each document; each is a unit."""
    return [Case(unit, document, Miss()) for unit, document in enumerate(documents)]


@dataclass(frozen=True)
class Scored:
    """One gold file scored."""

    sheet: Sheet
    cases: list[Case]

    def find_worst(self, n: int) -> list[Case]:
        """Returns the `n` worst documents, the worst first."""
        wrong = [case for case in self.cases if case.miss.differences]
        return sorted(wrong, key=lambda case: (-case.miss.weight, case.document.id))[:n]


def _show(value: object) -> str:
    if value is None or value == []:
        return "none"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
