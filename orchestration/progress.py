"""Telling a person what the job is doing, whichever front started it.

Every step says when it starts, what it did and how long it took. Where that goes is up to the front: the command line
shows it, a run in the Dagster UI has its own event log and needs nothing here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol


class Listener(Protocol):
    """What a front implements to show progress."""

    def started(self, step: str) -> None:
        """A step begins."""

    def working(self, step: str, message: str) -> None:
        """How far a step is."""

    def ended(self, step: str, message: str, seconds: float) -> None:
        """A step ended well; `message` says what it did."""


_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Tells `listener` about every step of this process from now on."""
    _listeners.append(listener)


@contextmanager
def step(name: str) -> Iterator[Callable[[str], None]]:
    """Announces the block as a step; what it says last is its result."""
    last = ""

    def say(message: str) -> None:
        nonlocal last
        last = message
        for listener in _listeners:
            listener.working(name, message)

    for listener in _listeners:
        listener.started(name)
    start = time.monotonic()
    yield say
    for listener in _listeners:
        listener.ended(name, last, time.monotonic() - start)
