"""Telling a person what the job is doing, whichever front started it.

Every step says when it starts, how far it is, what it did and how long it took. Where that goes is up to the front: the
command line shows it, a run in the Dagster UI has its own event log and needs nothing here.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

_MIN_SECONDS_BETWEEN_REPORTS = 0.5
"""How often a loop speaks at most: a person sees it move, and a log stays short."""


class ProgressReporter(Protocol):
    """What a step calls to tell how far it is."""

    def __call__(self, message: str, /, *, done: int | None = None, total: int | None = None) -> None:
        """`message` is for people; `done` of `total` things, where they are counted, is for a bar and the time left."""


class Listener(Protocol):
    """What a front implements to show progress."""

    def started(self, step: str) -> None:
        """A step begins."""

    def working(self, step: str, message: str, done: int | None = None, total: int | None = None) -> None:
        """How far a step is: in words and, where its things are counted, as `done` of `total`."""

    def ended(self, step: str, message: str, seconds: float) -> None:
        """A step ended well; `message` says what it did."""


_listeners: list[Listener] = []


def add_listener(listener: Listener) -> None:
    """Tells `listener` about every step of this process from now on."""
    _listeners.append(listener)


@contextmanager
def report_step(name: str) -> Iterator[ProgressReporter]:
    """Announces the block as a step; what it says last is its result."""
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
    """A `ProgressReporter` that tells nobody."""


class ReportPace:
    """Whether it is time to speak again, for loops that turn faster than a person reads."""

    def __init__(self) -> None:
        self._next = time.monotonic() + _MIN_SECONDS_BETWEEN_REPORTS

    def is_due(self) -> bool:
        """Whether nothing was said for a while; counts as having spoken."""
        now = time.monotonic()
        if now < self._next:
            return False
        self._next = now + _MIN_SECONDS_BETWEEN_REPORTS
        return True
