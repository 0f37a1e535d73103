"""When an address is asked again, as plain arithmetic."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from orchestration.ingest.web.again import Patience, host_rests, revisit_after


def test_pauses_grow_to_six_hours_and_no_further_however_long_an_outlet_is_dead() -> None:
    pauses = [Patience().after(n, None, 0.5) for n in range(1, 9)]
    assert pauses[:3] == [timedelta(seconds=4), timedelta(seconds=16), timedelta(seconds=64)]
    assert all(a < b for a, b in pairwise(pauses))
    assert timedelta(hours=6) == Patience().after(9, None, 0.5) == Patience().after(100_000, None, 0.5)


def test_a_server_may_ask_for_more_patience_not_for_less() -> None:
    assert Patience().after(1, 120.0, 0.0) == timedelta(seconds=120)
    assert Patience().after(3, 1.0, 0.5) == timedelta(seconds=64)
    assert Patience().after(1, None, 0.0) < Patience().after(1, None, 1.0) < 2 * Patience().after(1, None, 0.0)


def test_an_article_is_looked_at_again_four_times() -> None:
    pauses = [revisit_after(n) for n in range(1, 6)]
    assert pauses == [timedelta(hours=6), timedelta(days=1), timedelta(days=3), timedelta(days=7), None]


def test_a_host_rests_from_its_third_failure_on_up_to_a_day() -> None:
    assert [host_rests(n) for n in (0, 2, 3, 4, 5)] == [
        timedelta(0),
        timedelta(0),
        timedelta(minutes=15),
        timedelta(minutes=30),
        timedelta(hours=1),
    ]
    assert host_rests(10) == host_rests(100_000) == timedelta(days=1)
