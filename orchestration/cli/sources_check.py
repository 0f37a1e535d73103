"""Checks what every source of the list would yield. Requests each source once and writes no files.

Here belongs the check and its rows. Fetching and reading a listing belong to `ingest.web`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

from orchestration.ingest.dates import read_publication_date
from orchestration.ingest.discover import find_documents
from orchestration.ingest.web.client import Client, make_user_agent
from orchestration.ingest.web.crawler import Crawler
from orchestration.ingest.web.guard import Guard
from orchestration.ingest.web.records import AddressMemory
from orchestration.ingest.web.request_pace import RequestPace
from orchestration.ingest.web.sources import Source, read_sources
from orchestration.pipeline.crawl import CrawlConditions, list_private_hosts, make_clock
from orchestration.settings import Settings
from orchestration.terminal.tables import Column, ResultSet

_MAX_COUNTED_PAGES = 1_000
"""Most pages of an archive that are counted. An archive may contain millions."""


@dataclass(frozen=True, slots=True)
class SourceCheck:
    """What a source would yield."""

    source: Source
    n_addresses: int
    n_dated: int
    """Addresses with a publication date that can be read."""
    n_listings: int
    """Further listings that the source names."""
    problem: str | None


def check_sources(settings: Settings, conditions: CrawlConditions | None = None) -> list[SourceCheck]:
    """Checks every source, active or not, in the order of the list. Raises `ReferenceListError`."""
    return asyncio.run(_check_all(settings, read_sources(settings.sources), conditions or CrawlConditions()))


async def _check_all(settings: Settings, sources: list[Source], conditions: CrawlConditions) -> list[SourceCheck]:
    clock, pace = make_clock(settings), RequestPace(settings.crawl_delay)
    now = clock()
    guard = Guard(list_private_hosts(settings), conditions.resolve)
    async with Client(make_user_agent(version("tallywire"), settings.contact), guard, pace, conditions.limits, clock) as client:
        crawler = Crawler(
            client, pace, clock=clock, retries=conditions.retries, landed_at=now, ends_at=now, robots={}, host_failures={}
        )

        async def check(source: Source) -> SourceCheck:
            if source.kind == "warc":
                return await asyncio.to_thread(_check_archive, source, settings)
            listed, further = await crawler.ask_listing(source, source.address, AddressMemory())
            dates = [address.published_at for address in listed.addresses if address.published_at is not None]
            unread = [given for given in dates if read_publication_date(given, landed_at=now) is None]
            problem = listed.fetch.problem
            if unread and problem is None:
                problem = f"unread_dates: {len(unread):,} of {len(dates):,} dates cannot be read, such as {unread[0]!r}"
            return SourceCheck(source, len(listed.addresses), len(dates) - len(unread), len(further), problem)

        return await asyncio.gather(*map(check, sources))


def _check_archive(source: Source, settings: Settings) -> SourceCheck:
    try:
        documents = find_documents([Path(source.address)], landed_at=settings.clock())
        n_pages = sum(document.payload is not None for document in islice(documents, _MAX_COUNTED_PAGES))
    except Exception as error:  # whatever one archive holds, the other sources are checked
        return SourceCheck(source, 0, 0, 0, f"unreadable: {error}")
    return SourceCheck(source, n_pages, 0, 0, None if n_pages else "no_pages: it contains no pages")


def to_result_set(checks: list[SourceCheck]) -> ResultSet:
    """Converts the checks to rows for printing."""
    columns = [("source", "VARCHAR"), ("kind", "VARCHAR"), ("active", "VARCHAR")]
    columns += [("addresses", "INTEGER"), ("dated", "INTEGER"), ("further_listings", "INTEGER"), ("problem", "VARCHAR")]
    return ResultSet([Column(*column) for column in columns], _make_rows(checks))


def _make_rows(checks: list[SourceCheck]) -> Iterator[tuple[Any, ...]]:
    for check in checks:
        active = "yes" if check.source.active else "no"
        yield (check.source.name, check.source.kind, active, check.n_addresses, check.n_dated, check.n_listings, check.problem)
