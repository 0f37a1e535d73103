"""Intervals: the same each time, about right in the long run, and honest about clusters."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.evaluate.bootstrap import compute_figures, draw_units
from orchestration.evaluate.measure import Sheet, count_pairs


def test_equal_documents_give_equal_intervals() -> None:
    sheet = Sheet(50)
    sheet.add_share("rate", ((unit, unit % 3 == 0) for unit in range(50)))
    first, second = (compute_figures(sheet.measures.values(), draw_units(50)) for _ in range(2))
    assert first == second
    assert not np.array_equal(draw_units(50), draw_units(50, seed=1))


def test_every_draw_has_as_many_units_as_there_are() -> None:
    weights = draw_units(7, n=100)
    assert weights.shape == (100, 7)
    assert np.all(weights.sum(axis=1) == 7)


@pytest.mark.parametrize("share", [0.3, 0.5, 0.85])
def test_about_95_of_100_intervals_hold_the_true_share(share: float) -> None:
    generator = np.random.default_rng(5)
    repeats, documents = 300, 150
    weights = draw_units(documents, n=400)
    held = 0
    for _ in range(repeats):
        sheet = Sheet(documents)
        sheet.add_share("rate", ((unit, bool(generator.random() < share)) for unit in range(documents)))
        [figure] = compute_figures(sheet.measures.values(), weights)
        assert figure.low is not None and figure.high is not None
        held += figure.low <= share <= figure.high
    assert 0.91 <= held / repeats <= 0.985


def test_cases_that_hang_together_make_the_interval_wider() -> None:
    alone, together = Sheet(200), Sheet(20)
    hits = [number % 20 < 10 for number in range(200)]
    alone.add_share("rate", enumerate(hits))
    together.add_share("rate", ((number % 20, hit) for number, hit in enumerate(hits)))
    [narrow], [wide] = (compute_figures(sheet.measures.values(), draw_units(sheet.units)) for sheet in (alone, together))
    assert narrow.value == wide.value == 0.5
    assert narrow.low is not None and wide.low is not None
    assert wide.low < narrow.low - 0.05


def test_a_figure_without_a_case_has_no_value_and_no_interval() -> None:
    sheet = Sheet(5)
    sheet.add_share("rate", [])
    [figure] = compute_figures(sheet.measures.values(), draw_units(5))
    assert (figure.value, figure.low, figure.high, figure.cases) == (None, None, None, 0)


def test_draws_without_a_case_are_left_out() -> None:
    sheet = Sheet(5)
    sheet.add_share("rate", [(0, True)])
    [figure] = compute_figures(sheet.measures.values(), draw_units(5))
    assert (figure.value, figure.low, figure.high) == (1, 1, 1)


@given(st.lists(st.tuples(st.integers(0, 4), st.booleans()), min_size=1, max_size=30))
@settings(max_examples=50)
def test_an_interval_lies_between_0_and_1_and_holds_its_value(cases: list[tuple[int, bool]]) -> None:
    sheet = Sheet(5)
    sheet.add_share("rate", cases)
    [figure] = compute_figures(sheet.measures.values(), draw_units(5, n=200))
    assert figure.value == pytest.approx(sum(hit for _, hit in cases) / len(cases))
    assert figure.low is not None and figure.high is not None
    assert 0 <= figure.low <= figure.high <= 1
    assert figure.hits == sum(hit for _, hit in cases)


def test_the_median_takes_each_value_as_often_as_its_unit_is_drawn() -> None:
    sheet = Sheet(2)
    sheet.add_median("km", [(0, 1.0), (0, 3.0), (1, 100.0)])
    measure = sheet.measures["km"]
    assert measure.value == 3
    drawn = measure.values(np.array([[2.0, 0.0], [0.0, 2.0], [0.0, 0.0]]))
    assert drawn[:2].tolist() == [2, 100]
    assert math.isnan(drawn[2])


def test_a_label_that_a_draw_lacks_is_left_out_of_its_macro_mean() -> None:
    sheet = Sheet(2)
    sheet.add_label_f1("macro", "weighted", [(0, "a", "a"), (1, "b", "a")])
    measure = sheet.measures["macro"]
    assert measure.value == pytest.approx((2 / 3 + 0) / 2)
    assert measure.values(np.array([[2.0, 0.0]])).tolist() == [1]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=25))
@settings(max_examples=50)
def test_pairs_charged_to_units_add_up_to_all_pairs(rows: list[tuple[int, int]]) -> None:
    labels, units = [label for label, _ in rows], [unit for _, unit in rows]
    every = sum(labels[i] == labels[j] for i in range(len(rows)) for j in range(i))
    assert count_pairs(labels, units, 4).sum() == every
