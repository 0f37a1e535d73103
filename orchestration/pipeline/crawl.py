"""One crawl: reads the listings of the sources that are due, then fetches and lands the pages. The asset `crawled` calls it.

Here belongs what is due, and in which order results are landed, so that a killed crawl loses nothing: a fetch is recorded only
after its document is landed. How an address is fetched belongs to `ingest.web`.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

import pyarrow as pa

from orchestration.ingest.records import Document, make_article_id
from orchestration.ingest.schema import FETCHES, SIGHTINGS, SOURCES
from orchestration.ingest.tables import make_documents_table, make_table
from orchestration.ingest.web.client import Client, Limits, get_host, make_user_agent
from orchestration.ingest.web.crawler import Crawler, make_address_key, start_archive_fetch
from orchestration.ingest.web.guard import Guard, Resolve, resolve_host
from orchestration.ingest.web.records import AddressMemory, Fetch, ListingVisit, PageVisit
from orchestration.ingest.web.request_pace import RequestPace
from orchestration.ingest.web.retry_times import RetryPolicy
from orchestration.ingest.web.sources import Source, read_sources
from orchestration.pipeline.crawl_state import CrawlState, open_crawl_state
from orchestration.pipeline.inbox_fingerprint import fingerprint_inbox
from orchestration.pipeline.landed_documents import DocumentIds
from orchestration.pipeline.progress import ProgressReporter, report_nothing
from orchestration.pipeline.steps import MAX_BATCH_BYTES, MAX_BATCH_DOCUMENTS, discover_documents
from orchestration.settings import Settings
from orchestration.storage.atomic_files import name_by_origin
from orchestration.storage.landing import Landing
from orchestration.storage.lock import hold_lock

_MAX_NAMES_SHOWN = 5
_MAX_SECONDS_UNLANDED = 60.0
"""Seconds after which results are landed at the latest. After a crash, at most this much is fetched again."""


@dataclass(frozen=True, slots=True)
class CrawlConditions:
    """What tests replace: how host names are resolved, the limits of a request, and the retries of a crawl."""

    resolve: Resolve = resolve_host
    limits: Limits = field(default_factory=Limits)
    retries: RetryPolicy = field(default_factory=RetryPolicy)


@dataclass(slots=True)
class OutletResult:
    """The result of a crawl for one outlet."""

    n_found: int = 0
    n_new: int = 0
    problem: str | None = None
    outcomes: Counter[str] = field(default_factory=Counter)
    """Fetches of its pages by outcome."""
    seconds: float = 0.0
    """Total time of its page fetches."""

    @property
    def seconds_per_page(self) -> float | None:
        """Average seconds per page; None if no page was fetched."""
        n = sum(self.outcomes.values())
        return round(self.seconds / n, 2) if n else None


@dataclass(slots=True)
class CrawlResult:
    """The result of a crawl."""

    sources: dict[str, OutletResult] = field(default_factory=dict)
    """By name, in the order of their first request."""
    resting: dict[str, datetime] = field(default_factory=dict)
    """Hosts that are paused after failures, and until when."""

    @property
    def outcomes(self) -> Counter[str]:
        """Fetches of pages by outcome."""
        return sum((source.outcomes for source in self.sources.values()), Counter())

    @property
    def n_new_addresses(self) -> int:
        return sum(source.n_new for source in self.sources.values())

    @property
    def summary(self) -> str:
        """One line for people."""
        pages = ", ".join(f"{n:,} {outcome}" for outcome, n in sorted(self.outcomes.items())) or "none"
        failing = [name for name, source in self.sources.items() if source.problem]
        problems = (
            f"; problems with the listings of {_shorten_list(failing)}: `tallywire sources check` shows them" if failing else ""
        )
        paused = f"; paused after failures: {_shorten_list(sorted(self.resting))}" if self.resting else ""
        return f"{len(self.sources):,} outlets, {self.n_new_addresses:,} new addresses; pages fetched: {pages}{problems}{paused}"


def _shorten_list(names: Sequence[str]) -> str:
    return ", ".join([*names[:_MAX_NAMES_SHOWN], *(["…"] if len(names) > _MAX_NAMES_SHOWN else [])])


def make_clock(settings: Settings) -> Callable[[], datetime]:
    """A clock that starts at the time of the run and moves on."""
    began, start = settings.clock(), time.monotonic()
    return lambda: began + timedelta(seconds=time.monotonic() - start)


def list_private_hosts(settings: Settings) -> list[str]:
    """The hosts that may resolve to this machine or its network."""
    return [host.strip() for host in settings.private_hosts.split(",") if host.strip()]


def crawl_outlets(
    settings: Settings, say: ProgressReporter = report_nothing, conditions: CrawlConditions | None = None
) -> CrawlResult:
    """Reads the listing of every source that is due, and fetches and lands the pages that are due.

    Raises `ReferenceListError` and `LockTimeoutError`.
    """
    listed = read_sources(settings.sources)
    sources = [source for source in listed if source.active]
    archives = [source for source in sources if source.kind == "warc"]
    landing = Landing(settings.landing_dir)
    with (
        hold_lock(settings.crawl_lock, timeout=settings.lock_timeout, purpose="crawling"),
        open_crawl_state(settings.crawl_dir, landing) as state,
    ):
        _land_sources(landing, listed, settings.clock())
        one = _CrawlRun(settings, landing, state, say, conditions or CrawlConditions())
        for source in archives:
            one.read_archive(source)
        return asyncio.run(one.run([source for source in sources if source.kind != "warc"]))


def _land_sources(landing: Landing, sources: list[Source], now: datetime) -> None:
    """Lands the list of sources, once a day while it does not change."""
    facts = [
        {**source.model_dump(exclude={"line"}), "source_id": source.source_id, "is_active": source.active} for source in sources
    ]
    table = pa.Table.from_pylist([{**row, "listed_at": now} for row in facts], schema=SOURCES)
    landing.write_table("sources", now.date(), table, name=name_by_origin(*map(repr, facts)))


class _CrawlRun:
    def __init__(
        self, settings: Settings, landing: Landing, state: CrawlState, say: ProgressReporter, conditions: CrawlConditions
    ) -> None:
        self._settings, self._landing, self._state, self._say, self._conditions = settings, landing, state, say, conditions
        self._clock = make_clock(settings)
        self._began = self._clock()
        self._ends_at = self._began + timedelta(minutes=settings.crawl_minutes)
        self._buffer = _ResultBuffer(landing, self._began.date())
        self._done = CrawlResult()

    async def run(self, sources: list[Source]) -> CrawlResult:
        failures, resting = self._state.recall_hosts(self._began)
        self._done.resting = resting
        pace = RequestPace(self._settings.crawl_delay)
        agent = make_user_agent(version("tallywire"), self._settings.contact)
        guard = Guard(list_private_hosts(self._settings), self._conditions.resolve)
        async with Client(agent, guard, pace, self._conditions.limits, self._clock) as client:
            crawler = Crawler(
                client,
                pace,
                clock=self._clock,
                retries=self._conditions.retries,
                landed_at=self._began,
                ends_at=self._ends_at,
                robots=self._state.recall_robots(self._began),
                host_failures=failures,
            )
            await self._ask_sources(crawler, self._list_due_sources(sources))
            await self._fetch_pages(crawler)
        self._done.resting |= crawler.list_resting_hosts()
        return self._done

    def read_archive(self, source: Source) -> None:
        """Lands the pages of a WARC file or folder, if it is due and something in it changed."""
        seen, again_at, _ = self._state.recall_listing(make_article_id(make_address_key(source.address)))
        if again_at is not None and again_at > self._began:
            return
        result = self._done.sources.setdefault(source.name, OutletResult())
        fetch = start_archive_fetch(source, self._clock())
        try:
            state = fingerprint_inbox(Path(source.address))
            is_same = state == seen.etag
            if not is_same:
                found = discover_documents(self._settings, [Path(source.address)], self._began, self._say)
                result.n_found, result.n_new = result.n_found + found.n_found, result.n_new + found.n_new
            fetch = replace(fetch, outcome="unchanged" if is_same else "new", etag=state, n_found=result.n_found)
        except Exception as error:  # whatever one archive holds, the other outlets are read
            result.problem = f"unreadable: {source.address}: {error}"
            fetch = replace(fetch, outcome="failed", problem=result.problem)
        self._buffer.add_fetches([replace(fetch, seconds=(self._clock() - fetch.asked_at).total_seconds())])
        self._buffer.land()

    def _list_due_sources(self, sources: list[Source]) -> list[tuple[Source, AddressMemory]]:
        due = []
        for source in sources:
            seen, again_at, _ = self._state.recall_listing(make_article_id(make_address_key(source.address)))
            if (again_at is None or again_at <= self._began) and get_host(source.address) not in self._done.resting:
                due.append((source, seen))
        return due

    async def _ask_sources(self, crawler: Crawler, due: list[tuple[Source, AddressMemory]]) -> None:
        for source, _ in due:
            self._done.sources.setdefault(source.name, OutletResult())

        def remembered(url: str) -> tuple[AddressMemory, datetime | None]:
            seen, _, read_at = self._state.recall_listing(make_article_id(make_address_key(url)))
            return seen, read_at

        async with aclosing(crawler.read_listings(due, remembered)) as listings:
            async for listed in listings:
                self._note_listing(listed)
                self._say(self._done.summary)
                await self._land(crawler)
        await self._land(crawler, at_once=True)

    def _note_listing(self, listed: ListingVisit) -> None:
        new = self._state.learn_addresses(listed.addresses)
        result = self._done.sources[listed.source.name]
        result.n_found += len(listed.addresses)
        result.n_new += new.num_rows
        result.problem = result.problem or listed.fetch.problem
        self._buffer.add_listing(listed.fetch, new)

    async def _fetch_pages(self, crawler: Crawler) -> None:
        at_most = int(self._settings.crawl_minutes * 60 / max(self._settings.crawl_delay, 0.01)) + 1
        due = self._state.list_due_pages(self._clock(), list(self._done.resting), at_most)
        done = 0
        async with aclosing(crawler.fetch_pages(due)) as pages:
            async for visited in pages:
                outcome = visited.fetch.outcome
                result = self._done.sources.setdefault(visited.source_name, OutletResult())
                result.outcomes[outcome] += 1
                result.seconds += visited.fetch.seconds
                done += outcome != "failed"
                self._buffer.add_page(visited)
                self._say(self._done.summary, done=done, total=len(due))
                await self._land(crawler)
        await self._land(crawler, at_once=True)

    async def _land(self, crawler: Crawler, *, at_once: bool = False) -> None:
        self._buffer.add_fetches(crawler.robots_fetches)
        crawler.robots_fetches.clear()
        if at_once or self._buffer.is_full:
            await asyncio.to_thread(self._buffer.land)


class _ResultBuffer:
    """Results that are not yet landed."""

    def __init__(self, landing: Landing, day: date) -> None:
        self._landing, self._day = landing, day
        self._landed = DocumentIds(table for _, table in landing.scan_tables("documents", ["document_id"]))
        self._empty()

    def _empty(self) -> None:
        self._fetches: list[Fetch] = []
        self._addresses: list[pa.Table] = []
        self._documents: list[Document] = []
        self._sightings: list[Document] = []
        self._n_bytes = 0
        self._since = time.monotonic()

    @property
    def is_full(self) -> bool:
        """Whether it is time to land the results."""
        waits_long = time.monotonic() - self._since > _MAX_SECONDS_UNLANDED and bool(self._fetches)
        return waits_long or len(self._fetches) >= MAX_BATCH_DOCUMENTS or self._n_bytes >= MAX_BATCH_BYTES

    def add_fetches(self, fetches: Iterable[Fetch]) -> None:
        for fetch in fetches:
            self._fetches.append(fetch)
            self._n_bytes += len(fetch.payload or b"")

    def add_listing(self, fetch: Fetch, new: pa.Table) -> None:
        self._addresses.append(new)
        self.add_fetches([fetch])

    def add_page(self, visited: PageVisit) -> None:
        self.add_fetches([visited.fetch])
        if visited.document is not None:
            self._sightings.append(visited.document)
            if self._landed.add_id(visited.document.document_id):
                self._documents.append(visited.document)
                self._n_bytes += len(visited.document.payload or b"")

    def land(self) -> None:
        """Lands the results. Fetches come last: once a fetch is landed, everything that it led to is landed too."""
        if self._documents:
            self._landing.write_table("documents", self._day, make_documents_table(self._documents))
        if self._sightings:
            self._landing.write_table(
                "sightings", self._day, make_table([_Sighting.from_document(d) for d in self._sightings], SIGHTINGS)
            )
        addresses = pa.concat_tables(self._addresses) if self._addresses else None
        if addresses is not None and addresses.num_rows:
            self._landing.write_table("addresses", self._day, addresses)
        if self._fetches:
            self._landing.write_table("fetches", self._day, make_table(self._fetches, FETCHES))
        self._empty()


@dataclass(frozen=True, slots=True)
class _Sighting:
    """The columns of schema.SIGHTINGS."""

    document_id: str
    article_id: str
    seen_at: datetime

    @staticmethod
    def from_document(document: Document) -> _Sighting:
        return _Sighting(document.document_id, document.article_id, document.fetched_at or document.landed_at)
