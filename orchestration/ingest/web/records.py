"""What a crawl is given (Due) and what it hands on: Fetch and Address, one dataclass a schema of schema.py. No behaviour."""

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
    """What is remembered of an address that was asked for before."""

    document_id: str | None = None
    sha256: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    n_visits: int = 0
    n_failures: int = 0

    @property
    def conditions(self) -> dict[str, str]:
        """The headers that ask for it only if it is another one now."""
        conditions: dict[str, str] = {}
        if self.etag:
            conditions["If-None-Match"] = self.etag
        if self.last_modified:
            conditions["If-Modified-Since"] = self.last_modified
        return conditions


@dataclass(frozen=True, slots=True)
class DuePage:
    """A page that is to be fetched."""

    article_id: str
    url: str
    source_name: str
    published_at: str | None  # as a listing wrote it
    seen: AddressMemory


@dataclass(frozen=True, slots=True)
class Fetch:
    """One address that was asked for; the columns of schema.FETCHES."""

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
    """What a source told of an address; the columns of schema.ADDRESSES."""

    article_id: str
    url: str
    source_id: str
    source_name: str
    found_at: datetime
    published_at: str | None
    updated_at: datetime | None


@dataclass(frozen=True, slots=True)
class PageVisit:
    """A fetch of a page, and the document that it gave; None: there is nothing new."""

    fetch: Fetch
    document: Document | None
    source_name: str


@dataclass(frozen=True, slots=True)
class ListingVisit:
    """A fetch of a source's listing, and the addresses in it."""

    fetch: Fetch
    source: Source
    addresses: list[Address]
