"""Distances, directions and the place where points lie closest together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.extract.places.geo import find_densest_point, measure_distance_km, move_point, read_bearing


def test_distance_is_in_kilometres() -> None:
    assert measure_distance_km(33.51, 36.29, 35.95, 39.01) == pytest.approx(369, abs=3)  # Damascus to Raqqa


@pytest.mark.parametrize(
    ("way", "degrees"),
    [("north", 0), ("East", 90), ("south-west", 225), ("northwest", 315), ("southeast", 135), ("north-northeast", 22.5)],
)
def test_a_direction_is_read_in_degrees_from_north(way: str, degrees: float) -> None:
    assert read_bearing(way) == pytest.approx(degrees, abs=5)


@given(
    st.floats(-65, 65),
    st.floats(-170, 170),
    st.floats(1, 200),
    st.sampled_from(["north", "southeast", "south-west", "west", "north-northeast"]),
)
def test_a_moved_point_has_the_given_distance_and_direction(latitude: float, longitude: float, km: float, way: str) -> None:
    there = move_point(latitude, longitude, (km, read_bearing(way)))
    assert measure_distance_km(latitude, longitude, *there) == pytest.approx(km, rel=0.06)
    assert ("north" in way) == (there[0] > latitude + 1e-9) and ("south" in way) == (there[0] < latitude - 1e-9)
    assert ("east" in way) == (there[1] > longitude + 1e-9) and ("west" in way) == (there[1] < longitude - 1e-9)


def test_the_densest_point_is_where_most_points_lie() -> None:
    towns = [(35.0 + step / 100, 37.0) for step in range(8)] + [(36.9, 39.0), (34.1, 40.2), (35.1, 41.0)]
    assert find_densest_point(towns, 25.0) == pytest.approx((35.035, 37.0))
    assert find_densest_point(list(reversed(towns)), 25.0) == find_densest_point(towns, 25.0)
    assert find_densest_point([], 25.0) is None
