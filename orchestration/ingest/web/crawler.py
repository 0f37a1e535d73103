"""Many addresses, host by host: what each answer means for its address, and when it is fetched again.

What is due, and where results are stored, belongs to orchestration/pipeline/crawl.py; how one address is fetched belongs to
client.py.
"""

from __future__ import annotations

import asyncio
import heapq
import json
import random
from collections import defaultdict
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from orchestration.ingest import media
from orchestration.ingest.given_facts import sort_facts
from orchestration.ingest.identity import make_document_key
from orchestration.ingest.reasons import ProblemError
from orchestration.ingest.records import Document, make_article_id, make_document
from orchestration.ingest.web.client import Answer, Client, NoAnswerError, get_host
from orchestration.ingest.web.listing_xml import ListingError
from orchestration.ingest.web.listings import ListedAddress, Listing, read_listing
from orchestration.ingest.web.records import Address, AddressMemory, DuePage, Fetch, ListingVisit, Outcome, PageVisit
from orchestration.ingest.web.request_pace import RequestPace
from orchestration.ingest.web.retry_times import RetryPolicy, compute_host_rest, compute_revisit_pause
from orchestration.ingest.web.robots import RobotsFetch, RobotsRules
from orchestration.ingest.web.sources import Source

T = TypeVar("T")
_Work = Callable[[asyncio.Queue[T | None]], Coroutine[Any, Any, None]]
"""A worker that puts its results into a queue."""

_ACCEPT_PAGES = "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.1"
_ACCEPT_LISTINGS = "application/rss+xml,application/atom+xml,application/xml,text/xml,text/plain;q=0.8,*/*;q=0.1"
_READ_MEDIA_TYPES = frozenset((media.HTML, media.TEXT))
_MAX_WAITING_RESULTS = 20  # each may hold a page of ten million bytes
_MAX_LISTINGS = 2_000  # of one source in one crawl: no outlet has more sitemaps


def make_address_key(url: str) -> str:
    """The key of the document at a web address."""
    return make_document_key(sort_facts({"url": url}), name=url)


class Crawler:
    """One crawl."""

    def __init__(
        self,
        client: Client,
        pace: RequestPace,
        *,
        clock: Callable[[], datetime],
        retries: RetryPolicy,
        landed_at: datetime,
        ends_at: datetime,
        robots: Mapping[str, bytes],
        host_failures: Mapping[str, int],
    ) -> None:
        """`robots` are the robots.txt texts that are still valid; `host_failures` is how often in a row each host failed."""
        self._client, self._clock, self._retries = client, clock, retries
        self._landed_at, self._ends_at = landed_at, ends_at
        self._host_failures = defaultdict(int, host_failures)
        self._jitter = random.Random()  # noqa: S311  it spreads requests; it is not for security
        self.robots_fetches: list[Fetch] = []
        self._robots = RobotsRules(client, pace, robots, clock, self._note_robots)

    def list_resting_hosts(self) -> dict[str, datetime]:
        """The hosts that failed too often, and until when they are paused."""
        now = self._clock()
        return {host: now + compute_host_rest(n) for host, n in self._host_failures.items() if compute_host_rest(n)}

    # ------------------------------------------------------------------------------------------------------ listings

    async def read_listings(
        self, sources: Sequence[tuple[Source, AddressMemory]], remembered: Callable[[str], tuple[AddressMemory, datetime | None]]
    ) -> AsyncGenerator[ListingVisit, None]:
        """What the sources list now. `remembered` gives the last known state of a further listing, and when it was read."""

        async def read(source: Source, seen: AddressMemory, results: asyncio.Queue[ListingVisit | None]) -> None:
            waiting = [(source.address, seen)]
            asked: set[str] = set()
            while waiting and len(asked) < _MAX_LISTINGS and self._clock() < self._ends_at:
                url, seen = waiting.pop(0)
                if url in asked:
                    continue
                asked.add(url)
                try:
                    listed, further = await self.ask_listing(source, url, seen)
                except Exception as error:  # whatever one outlet sends, the others are read
                    listed, further = ListingVisit(self._note_surprise(self._start_listing(source, url), error), source, []), []
                await results.put(listed)
                for one in further:
                    known, read_at = remembered(one.url)
                    if read_at is None or one.updated_at is None or one.updated_at >= read_at:
                        waiting.append((one.url, known))

        works: list[_Work[ListingVisit]] = [partial(read, source, seen) for source, seen in sources]
        async for listed in _gather_results(works):
            yield listed

    async def ask_listing(self, source: Source, url: str, seen: AddressMemory) -> tuple[ListingVisit, list[ListedAddress]]:
        """Fetches one listing of a source. Returns it, and the further listings that it names."""
        start = self._start_listing(source, url)
        try:
            answer = await self._ask_address(source, url, seen)
        except NoAnswerError as error:
            return ListingVisit(self._note_failure(start, seen, error, final=False), source, []), []
        self._host_failures[start.host] = 0
        again_at = start.asked_at + timedelta(hours=source.every_hours)
        fetch = replace(self._note_answer(start, seen, answer), again_at=again_at)
        if fetch.outcome == "unchanged":
            return ListingVisit(replace(fetch, n_found=0), source, []), []
        try:
            # In a thread: a listing of fifty million bytes takes seconds, and the other outlets go on meanwhile.
            listing = await asyncio.to_thread(self._read_listing, source, answer)
        except ListingError as error:
            fetch = _forget_content(replace(fetch, outcome="rejected", problem=f"no_listing: {error}", n_found=0))
            return ListingVisit(replace(fetch, payload=answer.payload), source, []), []
        addresses = [_make_address(found, source, start.asked_at) for found in listing.pages]
        fetch = replace(fetch, payload=answer.payload, n_found=len(addresses), problem=listing.problem)
        if listing.problem is not None:
            fetch = _forget_content(fetch)
        return ListingVisit(fetch, source, addresses), listing.listings

    def _start_listing(self, source: Source, url: str) -> Fetch:
        """The fetch of a listing, without its outcome."""
        key = make_article_id(make_address_key(url))
        return Fetch(key, url, get_host(url), "listing", self._clock(), 0.0, "failed", source.source_id)

    def _read_listing(self, source: Source, answer: Answer) -> Listing:
        """Raises only ListingError, also if a library fails on the payload: one outlet never ends the crawl of the others."""
        max_bytes = self._client.limits.listing_bytes
        is_list = source.kind == "list"
        try:
            return read_listing(answer.payload, answer.final_url, is_list=is_list, now=self._landed_at, max_bytes=max_bytes)
        except ListingError:
            raise
        except Exception as error:
            raise ListingError(f"it cannot be read ({type(error).__name__}: {error})"[:200]) from error

    async def _ask_address(self, source: Source, url: str, seen: AddressMemory) -> Answer:
        if source.is_on_web:
            return await self._fetch_address(url, seen, self._client.limits.listing_bytes, _ACCEPT_LISTINGS)
        try:
            payload = await asyncio.to_thread(Path(url).read_bytes)
        except OSError as error:
            problem = ProblemError(
                "unreadable", f"{url} cannot be read ({error.strerror}). Check that the file exists and is readable."
            )
            raise NoAnswerError(problem, is_temporary=True) from error
        return Answer(url, url, self._clock(), 0.0, 200, {}, payload)

    async def _fetch_address(self, url: str, seen: AddressMemory, max_bytes: int, accept: str) -> Answer:
        """Raises only NoAnswerError, also if a library fails on the answer: one outlet never ends the crawl of the others."""
        try:
            return await self._client.get(
                url, permit=self._robots.check_permission, max_bytes=max_bytes, accept=accept, known=seen.conditions
            )
        except NoAnswerError:
            raise
        except Exception as error:
            problem = ProblemError("unreachable", f"its answer cannot be read ({type(error).__name__}: {error})"[:200])
            raise NoAnswerError(problem, is_temporary=True, is_host_failure=True) from error

    # --------------------------------------------------------------------------------------------------------- pages

    async def fetch_pages(self, dues: Iterable[DuePage]) -> AsyncGenerator[PageVisit, None]:
        """Fetches the pages that are due, in order within each host. Failures are retried as the retry policy allows."""
        by_host: dict[str, list[DuePage]] = defaultdict(list)
        for due in dues:
            by_host[get_host(due.url)].append(due)
        works: list[_Work[PageVisit]] = [partial(self._visit_host, host, waiting) for host, waiting in by_host.items()]
        async for visited in _gather_results(works):
            yield visited

    async def _visit_host(self, host: str, dues: list[DuePage], results: asyncio.Queue[PageVisit | None]) -> None:
        order = count()
        waiting = [(self._landed_at, next(order), due) for due in dues]
        heapq.heapify(waiting)
        failed_before = self._host_failures[host]
        # A host that was paused gets one try. If that fails too, it is paused for longer.
        while waiting and (self._host_failures[host] == failed_before or not compute_host_rest(self._host_failures[host])):
            at, _, due = heapq.heappop(waiting)
            pause = (at - self._clock()).total_seconds()
            if pause > self._retries.wait_seconds or self._clock() + timedelta(seconds=max(pause, 0.0)) >= self._ends_at:
                break  # the next crawl fetches the others
            if pause > 0:
                await asyncio.sleep(pause)
            try:
                visited = await self._visit_page(due)
            except Exception as error:  # whatever one page holds, the others are fetched
                start = Fetch(due.article_id, due.url, host, "page", self._clock(), 0.0, "failed")
                visited = PageVisit(self._note_surprise(start, error, due.seen), None, due.source_name)
            await results.put(visited)
            if visited.fetch.outcome == "failed" and visited.fetch.again_at is not None:
                again = replace(due, seen=replace(due.seen, n_failures=visited.fetch.n_failures))
                heapq.heappush(waiting, (visited.fetch.again_at, next(order), again))

    async def _visit_page(self, due: DuePage) -> PageVisit:
        asked_at, host = self._clock(), get_host(due.url)
        start = Fetch(due.article_id, due.url, host, "page", asked_at, 0.0, "failed")
        try:
            answer = await self._fetch_address(due.url, due.seen, self._client.limits.page_bytes, _ACCEPT_PAGES)
        except NoAnswerError as error:
            is_last = due.seen.n_failures + 1 >= self._retries.max_tries
            fetch = self._note_failure(start, due.seen, error, final=is_last or not error.is_temporary)
            if fetch.outcome == "failed":
                return PageVisit(fetch, None, due.source_name)
            document = self._make_unread_document(due, error.problem, is_last=error.is_temporary)
            fetch = replace(fetch, document_id=document.document_id, problem=document.read_error)
            return PageVisit(fetch, document, due.source_name)
        self._host_failures[host] = 0
        fetch = self._note_answer(start, due.seen, answer)
        pause = compute_revisit_pause(fetch.n_visits)
        fetch = replace(fetch, again_at=asked_at + pause if pause else None)
        if fetch.outcome == "unchanged":
            return PageVisit(fetch, None, due.source_name)
        document = self._make_document(due, answer)
        outcome: Outcome = "rejected" if document.payload is None else fetch.outcome
        fetch = replace(fetch, outcome=outcome, document_id=document.document_id, problem=document.read_error)
        return PageVisit(fetch, document, due.source_name)

    def _make_document(self, due: DuePage, answer: Answer) -> Document:
        content_type = answer.headers.get("content-type")
        media_type = media.guess_page_media_type(content_type, answer.payload[:512])
        problem = None
        if media_type not in _READ_MEDIA_TYPES:
            stated = repr(content_type[:80]) if content_type else "no content type"
            message = f"the page has {stated}. Only HTML and plain text are read."
            problem = ProblemError("unsupported_format", message)
        facts = {"url": due.url, "source": due.source_name, "published_at": due.published_at}
        known = {name: value for name, value in facts.items() if value}
        return make_document(
            make_address_key(due.url),
            due.url,
            payload=None if problem else answer.payload,
            sidecar=json.dumps(known, sort_keys=True, ensure_ascii=False).encode(),
            sha256=answer.sha256,
            media_type=media_type or media.UNKNOWN,
            method="web",
            read_error=problem.coded_message if problem else None,
            landed_at=self._landed_at,
            url=due.url,
            fetched_at=answer.asked_at,
            headers=answer.headers_json,
            final_url=answer.final_url,
        )

    def _make_unread_document(self, due: DuePage, problem: ProblemError, *, is_last: bool) -> Document:
        """The rejected document of an address that failed permanently, or in the last retry."""
        if is_last:
            problem = ProblemError("unreachable", f"gave up after {self._retries.max_tries} tries: {problem.message}")
        return make_document(
            make_address_key(due.url),
            due.url,
            payload=None,
            media_type=media.UNKNOWN,
            method="web",
            read_error=problem.coded_message,
            landed_at=self._landed_at,
            url=due.url,
            fetched_at=None,
        )

    # ---------------------------------------------------------------------------------------------------------- both

    def _note_answer(self, start: Fetch, seen: AddressMemory, answer: Answer) -> Fetch:
        is_same = answer.status == 304 or answer.sha256 == seen.sha256
        return replace(
            start,
            seconds=answer.seconds,
            status=answer.status,
            outcome="unchanged" if is_same else "changed" if seen.sha256 else "new",
            document_id=seen.document_id,
            sha256=seen.sha256 if is_same else answer.sha256,
            etag=answer.headers.get("etag") or (seen.etag if is_same else None),
            last_modified=answer.headers.get("last-modified") or (seen.last_modified if is_same else None),
            n_visits=seen.n_visits + 1,
        )

    def _note_failure(self, start: Fetch, seen: AddressMemory, error: NoAnswerError, *, final: bool) -> Fetch:
        now, host, n_failures = self._clock(), start.host, seen.n_failures + 1
        self._host_failures[host] = self._host_failures[host] + 1 if error.is_host_failure else 0
        pause = self._retries.compute_pause(n_failures, error.retry_after, self._jitter.random())
        return replace(
            start,
            seconds=round((now - start.asked_at).total_seconds(), 3),
            status=error.status,
            outcome="rejected" if final else "failed",
            document_id=seen.document_id,
            sha256=seen.sha256,
            etag=seen.etag,
            last_modified=seen.last_modified,
            n_visits=seen.n_visits,
            n_failures=n_failures,
            n_host_failures=self._host_failures[host],
            again_at=None if final else now + max(pause, compute_host_rest(self._host_failures[host])),
            problem=error.problem.coded_message,
        )

    def _note_surprise(self, start: Fetch, error: Exception, seen: AddressMemory | None = None) -> Fetch:
        """The fetch of an address on whose answer our own code failed. It is tried again, as after a failure of the host."""
        problem = ProblemError("unreadable", f"its answer cannot be read ({type(error).__name__}: {error})"[:200])
        seen = seen or AddressMemory()
        is_last = seen.n_failures + 1 >= self._retries.max_tries
        return self._note_failure(start, seen, NoAnswerError(problem, is_temporary=True), final=is_last)

    def _note_robots(self, asked: RobotsFetch) -> None:
        start = Fetch(
            make_article_id(make_address_key(asked.url)), asked.url, get_host(asked.url), "robots", asked.asked_at, 0.0, "failed"
        )
        if asked.answer is not None:
            fetch = replace(self._note_answer(start, AddressMemory(), asked.answer), payload=asked.answer.payload)
        else:
            error = asked.error or NoAnswerError(ProblemError("unreachable", ""), is_temporary=True)
            fetch = self._note_failure(start, AddressMemory(), error, final=not error.is_temporary)
        self.robots_fetches.append(fetch)


def _forget_content(fetch: Fetch) -> Fetch:
    """The fetch of a listing that could not be read whole: next time it is fetched in full, and its problem is named again."""
    return replace(fetch, etag=None, last_modified=None, sha256=None)


def start_archive_fetch(source: Source, now: datetime) -> Fetch:
    """The fetch of an archive on disk, without its outcome. The archive is due again after the source's hours."""
    again_at = now + timedelta(hours=source.every_hours)
    key = make_article_id(make_address_key(source.address))
    return Fetch(key, source.address, "", "listing", now, 0.0, "failed", source.source_id, again_at=again_at)


def _make_address(found: ListedAddress, source: Source, found_at: datetime) -> Address:
    return Address(
        article_id=make_article_id(make_address_key(found.url)),
        url=found.url,
        source_id=source.source_id,
        source_name=source.name,
        found_at=found_at,
        published_at=found.published_at,
        updated_at=found.updated_at,
    )


async def _gather_results(works: Sequence[_Work[T]]) -> AsyncGenerator[T, None]:
    """Yields what several workers put into their queue. An error of one worker ends all of them and is raised."""
    results: asyncio.Queue[T | None] = asyncio.Queue(_MAX_WAITING_RESULTS)

    async def all_of_them() -> None:
        try:
            async with asyncio.TaskGroup() as group:
                for work in works:
                    group.create_task(work(results))
        except Exception:  # but not a cancellation: then nobody reads the queue any more
            await results.put(None)
            raise
        await results.put(None)

    workers = asyncio.create_task(all_of_them())
    try:
        while (result := await results.get()) is not None:
            yield result
        await workers
    finally:
        workers.cancel()
        with suppress(asyncio.CancelledError, ExceptionGroup):
            await workers
