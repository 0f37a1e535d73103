"""A look at every source of the list: what it would yield. Asks each once, and writes nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

from orchestration.ingest.discover import InputError, discover
from orchestration.ingest.web.client import Client, user_agent
from orchestration.ingest.web.crawler import Crawler
from orchestration.ingest.web.guard import Guard
from orchestration.ingest.web.pace import Pace
from orchestration.ingest.web.records import Seen
from orchestration.ingest.web.sources import Source, read_sources
from orchestration.pipeline.crawl import Conditions, clock_of, private_hosts
from orchestration.settings import Settings
from orchestration.terminal.tables import Answer, Column

_MOST_PAGES = 1_000
"""Pages of an archive that are counted; it may hold millions."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a source would yield."""

    source: Source
    n_addresses: int
    n_dated: int
    """Addresses of which it gives the date of publication."""
    n_listings: int
    """Further listings that it names."""
    problem: str | None


def check_sources(settings: Settings, conditions: Conditions | None = None) -> list[Checked]:
    """Every source of the list, active or not, in its order. Raises `SourcesError`."""
    return asyncio.run(_checked(settings, read_sources(settings.sources), conditions or Conditions()))


async def _checked(settings: Settings, sources: list[Source], conditions: Conditions) -> list[Checked]:
    clock, pace = clock_of(settings), Pace(settings.crawl_delay)
    now = clock()
    guard = Guard(private_hosts(settings), conditions.resolve)
    async with Client(user_agent(version("tallywire"), settings.contact), guard, pace, conditions.limits, clock) as client:
        crawler = Crawler(
            client, pace, clock=clock, patience=conditions.patience, landed_at=now, ends_at=now, robots={}, host_failures={}
        )

        async def check(source: Source) -> Checked:
            if source.kind == "warc":
                return await asyncio.to_thread(_of_archive, source, settings)
            listed, further = await crawler.listing(source, source.address, Seen())
            n_dated = sum(address.published_at is not None for address in listed.addresses)
            return Checked(source, len(listed.addresses), n_dated, len(further), listed.fetch.problem)

        return await asyncio.gather(*map(check, sources))


def _of_archive(source: Source, settings: Settings) -> Checked:
    try:
        documents = discover([Path(source.address)], landed_at=settings.clock())
        n_pages = sum(document.payload is not None for document in islice(documents, _MOST_PAGES))
    except (OSError, InputError) as error:
        return Checked(source, 0, 0, 0, f"unreadable: {error}")
    return Checked(source, n_pages, 0, 0, None if n_pages else "no_pages: no page was found in it")


def as_answer(checked: list[Checked]) -> Answer:
    """As rows for people and programs."""
    columns = [("source", "VARCHAR"), ("kind", "VARCHAR"), ("active", "VARCHAR")]
    columns += [("addresses", "INTEGER"), ("dated", "INTEGER"), ("further_listings", "INTEGER"), ("problem", "VARCHAR")]
    return Answer([Column(*column) for column in columns], _rows(checked))


def _rows(checked: list[Checked]) -> Iterator[tuple[Any, ...]]:
    for one in checked:
        active = "yes" if one.source.active else "no"
        yield (one.source.name, one.source.kind, active, one.n_addresses, one.n_dated, one.n_listings, one.problem)
