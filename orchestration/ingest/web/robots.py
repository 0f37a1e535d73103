"""What a host's robots.txt allows, and how fast (RFC 9309). It is fetched once a day, kept, and obeyed on every hop."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from protego import Protego

from orchestration.ingest.decode import BinaryPayloadError, decode_text
from orchestration.ingest.reasons import ProblemError
from orchestration.ingest.web.client import Answer, Client, NoAnswerError, get_host
from orchestration.ingest.web.request_pace import RequestPace

AGENT = "Tallywire"
MAX_AGE = timedelta(hours=24)  # RFC 9309, 2.4
MAX_BYTES = 500 * 1024  # RFC 9309, 2.5
_RULE = re.compile(
    r"(user[ -]?agent|diss?all?ow|diasllow|disallaw|allow|crawl[ -]delay)(?:[ \t]*:|[ \t])[ \t]*(.*)", re.IGNORECASE
)
_VERSION = re.compile(r"/.*")  # "Tallywire/1.0 (news)"
_MAX_STATUS_WITHOUT_RULES = 499  # 4xx: there is no robots.txt, and nothing is forbidden (RFC 9309, 2.3.1.3)


@dataclass(frozen=True, slots=True)
class RobotsFetch:
    """A robots.txt that was just fetched: the answer, or the reason why there is none."""

    url: str
    asked_at: datetime
    answer: Answer | None
    error: NoAnswerError | None


class RobotsRules:
    """The rules of all hosts."""

    def __init__(
        self,
        client: Client,
        pace: RequestPace,
        remembered: Mapping[str, bytes],
        clock: Callable[[], datetime],
        note: Callable[[RobotsFetch], None],
    ) -> None:
        """`remembered` are robots.txt texts by address, none older than `MAX_AGE`; `note` gets each fetch."""
        self._client, self._pace, self._remembered, self._clock, self._note = client, pace, remembered, clock, note
        self._rules: dict[str, asyncio.Task[Protego]] = {}

    async def check_permission(self, url: str) -> None:
        """Raises NoAnswerError if the rules forbid an address, or cannot be read."""
        parts = urlsplit(url)
        address = f"{parts.scheme}://{parts.netloc}/robots.txt"
        if address not in self._rules:
            self._rules[address] = asyncio.create_task(self._read_rules(address))
        rules = await asyncio.shield(self._rules[address])
        if not rules.can_fetch(url, AGENT):
            message = f"the robots.txt of {get_host(url)} forbids fetching it. If you may use the article, add it as a file."
            raise NoAnswerError(ProblemError("robots", message), is_temporary=False)

    async def _read_rules(self, address: str) -> Protego:
        payload = self._remembered.get(address)
        if payload is None:
            payload = await self._fetch_rules(address)
        rules = await asyncio.to_thread(parse_rules, payload)
        self._pace.slow_down(get_host(address), rules.crawl_delay(AGENT))
        return rules

    async def _fetch_rules(self, address: str) -> bytes:
        """The text of a robots.txt; empty if there is none. Raises NoAnswerError while the host gives no answer."""
        asked_at = self._clock()
        try:
            answer = await self._client.get(
                address, permit=_permit_anything, max_bytes=self._client.limits.page_bytes, accept="text/plain"
            )
        except NoAnswerError as error:
            self._note(RobotsFetch(address, asked_at, None, error))
            if not error.is_temporary and (error.status is None or error.status <= _MAX_STATUS_WITHOUT_RULES):
                return b""
            raise
        self._note(RobotsFetch(address, asked_at, answer, None))
        return answer.payload


def parse_rules(payload: bytes) -> Protego:
    """The rules in a robots.txt, read with the care that RFC 9309 asks for and Protego lacks.

    A byte order mark is no part of the first line, only the name in "Agent/1.0" counts, and a line that is no rule does not end
    a list of agents: it is left out.
    """
    try:
        text = decode_text(payload[:MAX_BYTES])
    except BinaryPayloadError:
        text = payload[:MAX_BYTES].decode("utf-8", "replace")
    return Protego.parse("\n".join(filter(None, map(_clean_line, text.splitlines()))))


def _clean_line(line: str) -> str | None:
    """A line of robots.txt as Protego is to read it; None: it is no rule."""
    found = _RULE.fullmatch(line.partition("#")[0].strip("\ufeff \t"))
    if found is None:
        return None
    key, value = found[1].lower(), found[2].strip()
    if key.startswith(("user", "crawl")):
        is_agent = key.startswith("user")
        return f"User-agent: {_VERSION.sub('', value)}" if is_agent else f"Crawl-delay: {value}"
    return f"{'Allow' if key == 'allow' else 'Disallow'}: {value}"


async def _permit_anything(_url: str) -> None:
    """A robots.txt itself may always be fetched."""
