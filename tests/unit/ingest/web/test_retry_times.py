"""When an address is asked again, as plain arithmetic."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from orchestration.ingest.web.retry_times import RetryPolicy, compute_host_rest, compute_revisit_pause


def test_pauses_grow_to_six_hours_and_no_further_however_long_an_outlet_is_dead() -> None:
    pauses = [RetryPolicy().compute_pause(n, None, 0.5) for n in range(1, 9)]
    assert pauses[:3] == [timedelta(seconds=4), timedelta(seconds=16), timedelta(seconds=64)]
    assert all(a < b for a, b in pairwise(pauses))
    assert timedelta(hours=6) == RetryPolicy().compute_pause(9, None, 0.5) == RetryPolicy().compute_pause(100_000, None, 0.5)


def test_a_server_may_ask_for_more_patience_not_for_less() -> None:
    assert RetryPolicy().compute_pause(1, 120.0, 0.0) == timedelta(seconds=120)
    assert RetryPolicy().compute_pause(3, 1.0, 0.5) == timedelta(seconds=64)
    assert (
        RetryPolicy().compute_pause(1, None, 0.0)
        < RetryPolicy().compute_pause(1, None, 1.0)
        < 2 * RetryPolicy().compute_pause(1, None, 0.0)
    )


def test_an_article_is_looked_at_again_four_times() -> None:
    pauses = [compute_revisit_pause(n) for n in range(1, 6)]
    assert pauses == [timedelta(hours=6), timedelta(days=1), timedelta(days=3), timedelta(days=7), None]


def test_a_host_rests_from_its_third_failure_on_up_to_a_day() -> None:
    assert [compute_host_rest(n) for n in (0, 2, 3, 4, 5)] == [
        timedelta(0),
        timedelta(0),
        timedelta(minutes=15),
        timedelta(minutes=30),
        timedelta(hours=1),
    ]
    assert compute_host_rest(10) == compute_host_rest(100_000) == timedelta(days=1)
