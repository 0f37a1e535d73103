"""How fast a host is asked: one request at a time, and a pause after each. Not what is asked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

MAX_DELAY = 60.0
"""Seconds between two requests that a robots.txt may ask for; it would take a day for 1,440 pages."""


@dataclass(slots=True)
class Turn:
    """What a host's next request has to wait for."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    delay: float = 0.0
    free_at: float = 0.0

    def answered(self) -> None:
        """The server has the request: the pause before the next one begins."""
        self.free_at = asyncio.get_running_loop().time() + self.delay


class Pace:
    """The turns of all hosts."""

    def __init__(self, delay: float) -> None:
        """`delay` is in seconds."""
        self._delay = delay
        self._turns: dict[str, Turn] = {}

    def slow_down(self, host: str, delay: float | None) -> None:
        """The host's robots.txt asks for so many seconds between requests."""
        turn, slower = self._of(host), max(self._delay, min(delay or 0.0, MAX_DELAY))
        turn.free_at += slower - turn.delay  # the pause that has begun counts as well
        turn.delay = slower

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[Turn]:
        """Waits until the host may be asked, and lets nobody else ask it during the block."""
        turn = self._of(host)
        async with turn.lock:
            wait = turn.free_at - asyncio.get_running_loop().time()
            if wait > 0:
                await asyncio.sleep(wait)
            turn.free_at = float("inf")
            try:
                yield turn
            finally:
                if turn.free_at == float("inf"):  # there was no answer
                    turn.answered()

    def _of(self, host: str) -> Turn:
        return self._turns.setdefault(host, Turn(delay=self._delay))
