"""How fast requests to a host follow each other: one at a time, with a pause after each. What is requested is not known here."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

MAX_DELAY_SECONDS = 60.0
"""The longest pause that a robots.txt may ask for: at this pace, 1,440 pages take a day."""


@dataclass(slots=True)
class HostTurn:
    """What the next request to a host must wait for."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    delay: float = 0.0
    free_at: float = 0.0

    def mark_answered(self) -> None:
        """The server has answered: the pause before the next request begins."""
        self.free_at = asyncio.get_running_loop().time() + self.delay


class RequestPace:
    """The turns of all hosts."""

    def __init__(self, delay: float) -> None:
        """`delay` is in seconds."""
        self._delay = delay
        self._turns: dict[str, HostTurn] = {}

    def slow_down(self, host: str, delay: float | None) -> None:
        """Applies the pause that the host's robots.txt asks for, in seconds."""
        turn, slower = self._get_turn(host), max(self._delay, min(delay or 0.0, MAX_DELAY_SECONDS))
        turn.free_at += slower - turn.delay  # a pause in progress becomes longer too
        turn.delay = slower

    @asynccontextmanager
    async def wait_for_turn(self, host: str) -> AsyncIterator[HostTurn]:
        """Waits until a request to the host is allowed. During the block, no other request to it is."""
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
