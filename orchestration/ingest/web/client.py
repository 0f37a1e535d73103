"""One web address to one answer: politely, within limits, from public machines only. What an answer means is for crawler.py.

Redirects are followed here, not by httpx: each hop waits for the turn of its host, obeys its robots.txt and is resolved again.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from urllib.parse import urljoin, urlsplit

import httpx
from warcio.statusandheaders import StatusAndHeaders

from orchestration.ingest.dates import convert_to_utc
from orchestration.ingest.decode import scrub_text
from orchestration.ingest.http_body import decode_body
from orchestration.ingest.identity import has_credentials
from orchestration.ingest.reasons import ProblemError
from orchestration.ingest.web.guard import Guard
from orchestration.ingest.web.request_pace import RequestPace

REDIRECTS = frozenset((301, 302, 303, 307, 308))
MAX_REDIRECTS = 5
TEMPORARY_STATUSES = frozenset((408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524))
"""Status codes of failures that may be temporary."""
_CHUNK = 64 * 1024
_MAX_RETRY_AFTER_SECONDS = 24 * 3600.0
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one request may take."""

    seconds: float = 60.0  # of one hop, from the first byte sent to the last byte read
    connect_seconds: float = 10.0
    silent_seconds: float = 20.0  # without a byte
    page_bytes: int = 10 * 2**20  # packed and unpacked; news pages have 0.1 to 2 MB
    listing_bytes: int = 50 * 2**20  # what sitemaps.org allows a sitemap
    connections: int = 64  # requests at the same time


@dataclass(frozen=True, slots=True)
class Answer:
    """The response to one request."""

    url: str
    final_url: str  # where the redirects led
    asked_at: datetime  # naive UTC
    seconds: float
    status: int  # 200 or 304
    headers: Mapping[str, str] = field(repr=False)  # names in lower case
    payload: bytes = field(repr=False)  # as a browser would get it
    sha256: str = ""

    @property
    def headers_json(self) -> str:
        """The headers as documents store them."""
        return scrub_text(json.dumps(dict(self.headers), ensure_ascii=False))


class NoAnswerError(Exception):
    """An address gives no answer. `problem` says why, `is_temporary` whether a later request may succeed.

    `is_host_failure` says that the host failed, and not only this address.
    """

    def __init__(
        self,
        problem: ProblemError,
        *,
        is_temporary: bool,
        is_host_failure: bool = False,
        status: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(problem.coded_message)
        self.problem, self.is_temporary, self.is_host_failure = problem, is_temporary, is_host_failure
        self.status, self.retry_after = status, retry_after


def make_user_agent(version: str, contact: str | None) -> str:
    """The User-Agent: who we are, and how to contact us."""
    return f"Tallywire/{version} (+{contact})" if contact else f"Tallywire/{version}"


Permit = Callable[[str], Awaitable[None]]
"""Raises NoAnswerError if an address must not be fetched."""


class Client:
    """Fetches addresses; use it as a context manager."""

    def __init__(self, agent: str, guard: Guard, pace: RequestPace, limits: Limits, clock: Callable[[], datetime]) -> None:
        """`clock` gives the time as naive UTC."""
        self._headers = {"User-Agent": agent, "Accept-Encoding": "gzip, deflate", "Connection": "keep-alive"}
        self._guard, self._pace, self._clock = guard, pace, clock
        self.limits = limits
        self._tls = httpx.create_ssl_context()
        # One transport per host: two names of one machine have different certificates, so they must not share connections.
        self._transports: dict[str, httpx.AsyncHTTPTransport] = {}
        self._connections = asyncio.Semaphore(limits.connections)

    async def __aenter__(self) -> Client:
        return self

    async def __aexit__(self, _type: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None) -> None:
        for transport in self._transports.values():
            await transport.aclose()

    async def get(
        self, url: str, *, permit: Permit, max_bytes: int, accept: str = "*/*", known: Mapping[str, str] | None = None
    ) -> Answer:
        """The answer of an address: 200, or 304 if it has not changed since `known` (headers If-None-Match, If-Modified-Since).

        Raises NoAnswerError.
        """
        asked_at, start, here = self._clock(), time.monotonic(), url
        seen: set[str] = set()
        while True:
            if here in seen or len(seen) > MAX_REDIRECTS:
                what = "its redirects form a loop" if here in seen else f"it redirects more than {MAX_REDIRECTS} times"
                raise NoAnswerError(ProblemError("redirects", f"{what}. Give the page's own address."), is_temporary=False)
            seen.add(here)
            await permit(here)
            status, headers, body = await self._ask(here, {**self._headers, "Accept": accept, **(known or {})}, max_bytes)
            if status not in REDIRECTS or "location" not in headers:
                break
            here = _follow_redirect(here, headers["location"])
        if status != 200 and not (status == 304 and known):  # a 304 to an unconditional request has no content
            raise _make_status_error(status, headers, self._clock())
        return Answer(
            url=url,
            final_url=here,
            asked_at=asked_at,
            seconds=round(time.monotonic() - start, 3),
            status=status,
            headers=headers,
            payload=body,
            sha256=hashlib.sha256(body).hexdigest(),
        )

    async def _ask(self, url: str, headers: Mapping[str, str], max_bytes: int) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of one hop. Raises NoAnswerError."""
        host = get_host(url)
        async with self._pace.wait_for_turn(host) as turn, self._connections:
            try:
                async with asyncio.timeout(self.limits.seconds):
                    response = await self._send(url, host, headers)
                    turn.mark_answered()
                    try:
                        return response.status_code, _join_headers(response), await _read_body(response, max_bytes)
                    finally:
                        await response.aclose()
            except ProblemError as problem:
                is_damage = problem.reason == "broken_record"
                raise NoAnswerError(problem, is_temporary=is_damage) from problem
            except TimeoutError as error:
                raise _make_unreachable_error(
                    f"it took longer than {self.limits.seconds:g} seconds", is_host_failure=False
                ) from error
            except httpx.RemoteProtocolError as error:
                raise _make_unreachable_error(
                    f"the response ended too early or is not HTTP ({error})"[:200], is_host_failure=False
                ) from error
            except httpx.InvalidURL as error:
                invalid = ProblemError("wrong_address", f"it is not a web address ({error}). Check the outlet's listing.")
                raise NoAnswerError(invalid, is_temporary=False) from error
            except (httpx.TransportError, OSError, ValueError) as error:
                raise _make_unreachable_error(
                    f"{host} cannot be reached ({type(error).__name__}: {error})"[:200], is_host_failure=True
                ) from error

    async def _send(self, url: str, host: str, headers: Mapping[str, str]) -> httpx.Response:
        request = httpx.Request("GET", url, headers=headers)
        port, name = request.url.port or _PORTS[request.url.scheme], request.url.raw_host.decode("ascii")
        address = await self._guard.resolve_public(name, port)
        timeout = httpx.Timeout(self.limits.silent_seconds, connect=self.limits.connect_seconds)
        # The Host header is already set, and TLS is checked against the name. Only the connection uses the resolved address.
        request.url = request.url.copy_with(host=address)
        request.extensions = {"timeout": timeout.as_dict(), "sni_hostname": name}
        transport = self._transports.get(host)
        if transport is None:
            transport = self._transports[host] = httpx.AsyncHTTPTransport(verify=self._tls)
        return await transport.handle_async_request(request)


def get_host(url: str) -> str:
    """The host name of a web address, in lower case."""
    return (urlsplit(url).hostname or "").lower()


def _follow_redirect(here: str, location: str) -> str:
    there = location.strip()
    try:
        there = urljoin(here, there)
        parts = urlsplit(there)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        is_web = False
    if is_web and has_credentials(there):
        raise NoAnswerError(
            ProblemError("wrong_address", "it redirects to an address with a user name or password in it."), is_temporary=False
        )
    if not is_web:
        problem = ProblemError("wrong_address", f"it redirects to {there[:200]!r}, which is not an http or https address.")
        raise NoAnswerError(problem, is_temporary=False)
    return there.partition("#")[0]


def _join_headers(response: httpx.Response) -> dict[str, str]:
    return {name.lower(): value for name, value in response.headers.items()}


async def _read_body(response: httpx.Response, max_bytes: int) -> bytes:
    """The body, unpacked. Raises ProblemError, and what httpx raises."""
    raw = bytearray()
    async for chunk in response.aiter_raw(_CHUNK):
        raw += chunk
        if len(raw) > max_bytes:
            raise ProblemError("too_large", f"the page is larger than {max_bytes:,} bytes. Give its article as text.")
    # h11 has already joined the chunks.
    headers = [(name, value) for name, value in response.headers.items() if name.lower() != "transfer-encoding"]
    # In a thread: a small body may unpack to fifty million bytes.
    return await asyncio.to_thread(decode_body, bytes(raw), StatusAndHeaders("200 OK", headers, "HTTP/1.1"), max_bytes=max_bytes)


def _make_status_error(status: int, headers: Mapping[str, str], now: datetime) -> NoAnswerError:
    problem = ProblemError("http_status", f"the server answered {status} and gave no page. Check the address.")
    return NoAnswerError(
        problem,
        is_temporary=status in TEMPORARY_STATUSES,
        is_host_failure=status in TEMPORARY_STATUSES,
        status=status,
        retry_after=_read_retry_after(headers.get("retry-after"), now),
    )


def _read_retry_after(given: str | None, now: datetime) -> float | None:
    """The seconds in a Retry-After header, at most a day; None: it cannot be read."""
    given = (given or "").strip()
    if given.isdecimal():
        return min(float(given[:12]), _MAX_RETRY_AFTER_SECONDS)
    try:
        when = convert_to_utc(parsedate_to_datetime(given))
    except (ValueError, OverflowError):
        return None
    return min(max((when - now).total_seconds(), 0.0), _MAX_RETRY_AFTER_SECONDS)


def _make_unreachable_error(what: str, *, is_host_failure: bool) -> NoAnswerError:
    problem = ProblemError("unreachable", f"{what}. Check whether the address opens in a browser.")
    return NoAnswerError(problem, is_temporary=True, is_host_failure=is_host_failure)
