"""Progress reports of a job.

Every step reports when it starts, how far it is, what it did and how long it took. A listener decides what is shown: the command
line has one; a run in the Dagster UI has its own event log and needs none.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

_MIN_SECONDS_BETWEEN_REPORTS = 0.5
"""A loop reports at most this often: a person sees progress, and a log stays short."""


class ProgressReporter(Protocol):
    """What a step calls to report how far it is."""

    def __call__(self, message: str, /, *, done: int | None = None, total: int | None = None) -> None:
        """`message` is for people. `done` and `total` are counts for a progress bar and the remaining time, if known."""


class Listener(Protocol):
    """What shows progress implements this."""

    def started(self, step: str) -> None:
        """A step begins."""

    def working(self, step: str, message: str, done: int | None = None, total: int | None = None) -> None:
        """How far a step is: in words and, if counts are known, as `done` of `total`."""

    def ended(self, step: str, message: str, seconds: float) -> None:
        """A step succeeded; `message` says what it did."""


_listeners: list[Listener] = []


def add_listener(listener: Listener) -> None:
    """Reports every step of this process to `listener` from now on."""
    _listeners.append(listener)


@contextmanager
def report_step(name: str) -> Iterator[ProgressReporter]:
    """Reports the block as a step. The last message of the block is its result."""
    last = ""

    def say(message: str, /, *, done: int | None = None, total: int | None = None) -> None:
        nonlocal last
        last = message
        for listener in _listeners:
            listener.working(name, message, done, total)

    for listener in _listeners:
        listener.started(name)
    start = time.monotonic()
    yield say
    for listener in _listeners:
        listener.ended(name, last, time.monotonic() - start)


def report_nothing(_message: str, /, *, done: int | None = None, total: int | None = None) -> None:
    """A `ProgressReporter` that reports nothing."""


class ReportPace:
    """Whether it is time to report again, for loops that are faster than a person reads."""

    def __init__(self) -> None:
        self._next = time.monotonic() + _MIN_SECONDS_BETWEEN_REPORTS

    def is_due(self) -> bool:
        """Whether the last report is long enough ago. A yes counts as a report."""
        now = time.monotonic()
        if now < self._next:
            return False
        self._next = now + _MIN_SECONDS_BETWEEN_REPORTS
        return True
