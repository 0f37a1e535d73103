"""How far a figure would move with other documents of the same kind: the percentile bootstrap.

Units are drawn with replacement, as many as there are; the figure is computed for each draw, and the middle 95 % of the values
are its interval (Efron & Tibshirani, An Introduction to the Bootstrap, chapter 13). The seed is fixed: the same documents and
the same output give the same interval, on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from orchestration.evaluate.measure import Measure, Weights

DRAWS = 2_000
SEED = 20_170_606
CONFIDENCE = 0.95


@dataclass(frozen=True)
class Figure:
    """The value of a measure with its interval. `value`, `low` and `high` are None without a case."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    cases: int
    hits: int | None


def draw_units(units: int, n: int = DRAWS, seed: int = SEED) -> Weights:
    """Draws units `n` times; returns how often each unit is in each draw."""
    generator = np.random.default_rng(seed)
    drawn = generator.integers(0, units, size=(n, units))
    return np.stack([np.bincount(each, minlength=units) for each in drawn]).astype(np.float64)


def compute_figures(measures: Iterable[Measure], weights: Weights) -> list[Figure]:
    """Computes each measure, with its interval over the draws in which it has a case."""
    return [_compute_figure(measure, weights) for measure in measures]


def _compute_figure(measure: Measure, weights: Weights) -> Figure:
    value, low, high = measure.value, None, None
    if value is not None:
        drawn = measure.values(weights)
        tail = (1 - CONFIDENCE) / 2
        low, high = (float(q) for q in np.nanquantile(drawn, (tail, 1 - tail)))
    return Figure(measure.name, value, low, high, measure.cases, measure.hits)
