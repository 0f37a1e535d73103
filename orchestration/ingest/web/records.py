"""The input of a crawl (DuePage) and its results: Fetch and Address, one dataclass per schema of schema.py. No behaviour."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args

from orchestration.ingest.records import Document
from orchestration.ingest.web.sources import Source

Purpose = Literal["page", "listing", "robots"]
Outcome = Literal["new", "changed", "unchanged", "failed", "rejected"]
OUTCOMES: tuple[str, ...] = get_args(Outcome)


@dataclass(frozen=True, slots=True)
class AddressMemory:
    """What is known of an address from its last fetch."""

    document_id: str | None = None
    sha256: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    n_visits: int = 0
    n_failures: int = 0

    @property
    def conditions(self) -> dict[str, str]:
        """The request headers that ask for the content only if it has changed."""
        conditions: dict[str, str] = {}
        if self.etag:
            conditions["If-None-Match"] = self.etag
        if self.last_modified:
            conditions["If-Modified-Since"] = self.last_modified
        return conditions


@dataclass(frozen=True, slots=True)
class DuePage:
    """A page to fetch."""

    article_id: str
    url: str
    source_name: str
    published_at: str | None  # as a listing wrote it
    seen: AddressMemory


@dataclass(frozen=True, slots=True)
class Fetch:
    """One request of an address; the columns of schema.FETCHES."""

    article_id: str
    url: str
    host: str
    purpose: Purpose
    asked_at: datetime
    seconds: float
    outcome: Outcome
    source_id: str | None = None
    status: int | None = None
    document_id: str | None = None
    sha256: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    n_visits: int = 0
    n_failures: int = 0
    n_host_failures: int = 0
    again_at: datetime | None = None
    problem: str | None = None
    n_found: int | None = None
    payload: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Address:
    """An address and its dates as a source listed them; the columns of schema.ADDRESSES."""

    article_id: str
    url: str
    source_id: str
    source_name: str
    found_at: datetime
    published_at: str | None
    updated_at: datetime | None


@dataclass(frozen=True, slots=True)
class PageVisit:
    """A fetch of a page, and its document; None: nothing new."""

    fetch: Fetch
    document: Document | None
    source_name: str


@dataclass(frozen=True, slots=True)
class ListingVisit:
    """A fetch of a source's listing, and the addresses in it."""

    fetch: Fetch
    source: Source
    addresses: list[Address]
