"""How fast a host is asked: one request at a time, and a pause after each. Not what is asked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

MAX_DELAY_SECONDS = 60.0
"""Seconds between two requests that a robots.txt may ask for; it would take a day for 1,440 pages."""


@dataclass(slots=True)
class HostTurn:
    """What a host's next request has to wait for."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    delay: float = 0.0
    free_at: float = 0.0

    def mark_answered(self) -> None:
        """The server has the request: the pause before the next one begins."""
        self.free_at = asyncio.get_running_loop().time() + self.delay


class RequestPace:
    """The turns of all hosts."""

    def __init__(self, delay: float) -> None:
        """`delay` is in seconds."""
        self._delay = delay
        self._turns: dict[str, HostTurn] = {}

    def slow_down(self, host: str, delay: float | None) -> None:
        """The host's robots.txt asks for so many seconds between requests."""
        turn, slower = self._get_turn(host), max(self._delay, min(delay or 0.0, MAX_DELAY_SECONDS))
        turn.free_at += slower - turn.delay  # the pause that has begun counts as well
        turn.delay = slower

    @asynccontextmanager
    async def wait_for_turn(self, host: str) -> AsyncIterator[HostTurn]:
        """Waits until the host may be asked, and lets nobody else ask it during the block."""
        turn = self._get_turn(host)
        async with turn.lock:
            wait = turn.free_at - asyncio.get_running_loop().time()
            if wait > 0:
                await asyncio.sleep(wait)
            turn.free_at = float("inf")
            try:
                yield turn
            finally:
                if turn.free_at == float("inf"):  # there was no answer
                    turn.mark_answered()

    def _get_turn(self, host: str) -> HostTurn:
        return self._turns.setdefault(host, HostTurn(delay=self._delay))
