"""When an address is fetched again: after a failure, for a new version, and after failures of its host. No clock, no network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

_REVISIT_PAUSES = (timedelta(hours=6), timedelta(days=1), timedelta(days=3), timedelta(days=7))
"""Pauses between the visits of an article: most corrections of death tolls come in the first days."""
_MAX_EXPONENT = 30  # an outlet may be dead for years
_MIN_FAILURES_TO_REST = 3
_FIRST_HOST_REST = timedelta(minutes=15)
_MAX_HOST_REST = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often and after which pause a failed fetch is retried: 4 s, 16 s, 64 s … 6 hours."""

    first_seconds: float = 4.0
    factor: float = 4.0
    longest_seconds: float = 6 * 3600.0
    max_tries: int = 8  # the last one half a day after the first
    wait_seconds: float = 90.0  # a crawl waits at most this long for a retry; the next crawl does the others

    def compute_pause(self, n_failures: int, retry_after: float | None, jitter: float) -> timedelta:
        """The pause after `n_failures` failures in a row. `jitter`, from 0 to 1, spreads the retries of many addresses."""
        seconds = min(self.first_seconds * self.factor ** min(n_failures - 1, _MAX_EXPONENT), self.longest_seconds)
        return timedelta(seconds=max(seconds * (0.75 + jitter / 2), retry_after or 0.0))


def compute_revisit_pause(n_visits: int) -> timedelta | None:
    """The pause after `n_visits` visits; None: no further visit."""
    return _REVISIT_PAUSES[n_visits - 1] if n_visits <= len(_REVISIT_PAUSES) else None


def compute_host_rest(n_failures: int) -> timedelta:
    """How long a host is paused after `n_failures` failures in a row."""
    if n_failures < _MIN_FAILURES_TO_REST:
        return timedelta(0)
    doublings = min(n_failures - _MIN_FAILURES_TO_REST, 10)
    return min(_FIRST_HOST_REST * int(2**doublings), _MAX_HOST_REST)
