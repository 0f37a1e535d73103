"""Figures as sums over units, so that units can be drawn again and again.

A unit is what is drawn: a document, or an incident with all its articles. `Weights` say how often each unit is in each draw; a
figure is computed for all draws at once. Here belongs the arithmetic of figures. Which cases go into one belongs to `scorers`.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Weights = Numbers
"""Draws × units."""


@dataclass(frozen=True)
class Measure:
    """One figure: its cases, and for a share of cases how many of them hit."""

    name: str
    cases: int
    hits: int | None
    values: Callable[[Weights], Numbers]
    """One value for each draw, NaN where the draw has no case."""
    units: int

    @property
    def value(self) -> float | None:
        """The figure on the documents as they are; None without a case."""
        value = float(self.values(np.ones((1, self.units)))[0])
        return None if math.isnan(value) else value


@dataclass
class Sheet:
    """The measures of one gold file, in the order in which they are shown."""

    units: int
    measures: dict[str, Measure] = field(default_factory=dict)

    def add(self, name: str, cases: int, values: Callable[[Weights], Numbers], hits: int | None = None) -> None:
        """Adds a measure."""
        self.measures[name] = Measure(name, cases, hits, values, self.units)

    def add_share(self, name: str, cases: Iterable[tuple[int, bool]]) -> None:
        """Adds the share of hits among cases. Each case has its unit."""
        hits, counts = np.zeros(self.units), np.zeros(self.units)
        for unit, hit in cases:
            hits[unit] += hit
            counts[unit] += 1
        self.add_ratio(name, hits, counts)

    def add_ratio(self, name: str, hits: Numbers, cases: Numbers, *, empty: float = math.nan) -> None:
        """Adds the sum of `hits` of the units over the sum of their `cases`; `empty` if there is no case."""
        self.add(name, round(cases.sum()), lambda w: _divide(w @ hits, w @ cases, empty), round(hits.sum()))

    def add_mean(self, name: str, sums: Numbers, cases: Numbers) -> None:
        """Adds a mean over cases of a value that is not a hit or a miss, from its sums by unit."""
        self.add(name, round(cases.sum()), lambda w: _divide(w @ sums, w @ cases, math.nan))

    def add_f1(self, name: str, precision: str, recall: str) -> None:
        """Adds F1 of two measures of this sheet; one without a case counts as 0. Its cases are those of the recall."""
        p, r = self.measures[precision], self.measures[recall]
        self.add(name, r.cases, lambda w: _f1(np.nan_to_num(p.values(w)), np.nan_to_num(r.values(w))))

    def add_median(self, name: str, cases: Sequence[tuple[int, float]]) -> None:
        """Adds the median of values. Each value has its unit."""
        units = np.array([unit for unit, _ in cases], dtype=np.intp)
        numbers = np.array([value for _, value in cases])

        def values(weights: Weights) -> Numbers:
            drawn = (np.repeat(numbers, weights[draw, units].astype(np.intp)) for draw in range(len(weights)))
            return np.array([np.median(each) if each.size else math.nan for each in drawn])

        self.add(name, len(cases), values)

    def add_label_f1(self, macro: str, weighted: str, cases: Sequence[tuple[int, str, str]]) -> None:
        """Adds F1 of each gold label, averaged over labels (`macro`) and over cases (`weighted`). Cases: unit, gold, ours."""
        labels = {label: at for at, label in enumerate(sorted({gold for _, gold, _ in cases}))}
        support, said, right = (np.zeros((self.units, len(labels))) for _ in range(3))
        for unit, gold, ours in cases:
            support[unit, labels[gold]] += 1
            right[unit, labels[gold]] += gold == ours
            if ours in labels:
                said[unit, labels[ours]] += 1

        def scores(w: Weights) -> tuple[Numbers, Numbers]:
            there = w @ support
            return _f1(_divide(w @ right, w @ said, 0.0), _divide(w @ right, there, 0.0)), there

        def over_labels(w: Weights) -> Numbers:
            score, there = scores(w)
            return _divide(score.sum(axis=1), (there > 0).sum(axis=1).astype(np.float64), math.nan)

        def over_cases(w: Weights) -> Numbers:
            score, there = scores(w)
            return _divide((score * there).sum(axis=1), there.sum(axis=1), math.nan)

        self.add(macro, len(labels), over_labels)
        self.add(weighted, len(cases), over_cases)


def count_pairs(labels: Sequence[Hashable], units: Sequence[int], n_units: int) -> Numbers:
    """Counts the pairs of documents with the same label, by unit. A pair across two units counts half for each."""
    holders: dict[Hashable, Counter[int]] = defaultdict(Counter)
    for label, unit in zip(labels, units, strict=True):
        holders[label][unit] += 1
    found = np.zeros(n_units)
    for held in holders.values():
        everything = sum(held.values())
        for unit, n in held.items():
            found[unit] += n * (n - 1) / 2 + n * (everything - n) / 2
    return found


def _divide(above: Numbers, below: Numbers, empty: float) -> Numbers:
    return np.divide(above, below, out=np.full_like(above, empty, dtype=np.float64), where=below != 0)


def _f1(precision: Numbers, recall: Numbers) -> Numbers:
    return _divide(2 * precision * recall, precision + recall, 0.0)
