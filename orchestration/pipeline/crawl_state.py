"""What a crawl must know about all earlier crawls: which addresses are known or due, and which hosts are paused.

It is read from the landing zone into a temporary database on disk. What an answer means belongs to `ingest`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from orchestration.ingest.schema import ADDRESSES, FETCHES
from orchestration.ingest.web.records import Address, AddressMemory, DuePage
from orchestration.ingest.web.retry_times import compute_host_rest
from orchestration.ingest.web.robots import MAX_AGE
from orchestration.storage.landing import Landing
from orchestration.storage.warehouse import open_temporary_database

_WITHOUT_PAYLOAD = [name for name in FETCHES.names if name != "payload"]

_CREATE_KNOWN = """
create table known as
select
    article_id,
    arg_min(url, (found_at, source_id)) as url,
    arg_min(source_name, (found_at, source_id)) as source_name,
    arg_min(published_at, (found_at, source_id)) filter (published_at is not null) as published_at,
    max(updated_at) as updated_at,
    min(found_at) as found_at
from {addresses} group by article_id
"""
_CREATE_LAST_FETCHES = """
create table last_fetches as
select distinct on (article_id, purpose) * from {fetches} order by article_id, purpose, asked_at desc
"""
_CREATE_HOSTS = """
create table hosts as
select distinct on (host) host, n_host_failures, asked_at from {fetches} order by host, asked_at desc
"""
_SELECT_NEWS = """
select found.* from found left join known using (article_id)
where
    known.article_id is null
    or found.updated_at > coalesce(known.updated_at, '-infinity'::timestamp)
    or (found.published_at is not null and known.published_at is null)
"""
_UPDATE_KNOWN = """
create or replace table known as
select
    article_id,
    coalesce(known.url, found.url) as url,
    coalesce(known.source_name, found.source_name) as source_name,
    coalesce(known.published_at, found.published_at) as published_at,
    greatest(known.updated_at, found.updated_at) as updated_at,
    coalesce(known.found_at, found.found_at) as found_at
from known full join found using (article_id)
"""
_SELECT_DUE = """
with due as (
    select
        known.article_id, known.url, known.source_name, known.published_at,
        last.document_id, last.sha256, last.etag, last.last_modified, last.n_visits, last.n_failures,
        regexp_extract(lower(known.url), '^[a-z]+://(?:[^/@]*@)?([^/:?#]+)', 1) as host,
        coalesce(known.updated_at, known.found_at) as listed_at,
        known.found_at,
        last.article_id is null as is_new
    from known left join last_fetches as last on known.article_id = last.article_id and last.purpose = 'page'
    where
        last.article_id is null
        or last.again_at <= $now
        or (known.updated_at > last.asked_at and last.outcome <> 'failed')
)

select article_id, url, source_name, published_at, document_id, sha256, etag, last_modified, n_visits, n_failures from due
where host not in (select unnest($resting))
qualify row_number() over (partition by host order by is_new desc, listed_at desc, found_at, article_id) <= $at_most
order by is_new desc, listed_at desc, found_at, article_id
"""


class CrawlState:
    """What is known about addresses and hosts, in a temporary database."""

    def __init__(self, db: duckdb.DuckDBPyConnection, landing: Landing) -> None:
        self._db, self._landing = db, landing
        db.execute(_CREATE_KNOWN.format(addresses=self._select_landed("addresses", ADDRESSES.names)))
        fetches = self._select_landed("fetches", _WITHOUT_PAYLOAD)
        db.execute(_CREATE_LAST_FETCHES.format(fetches=fetches))
        db.execute(_CREATE_HOSTS.format(fetches=fetches))

    def _select_landed(self, kind: str, columns: list[str]) -> str:
        """SQL for all landed rows of a kind."""
        files = self._list_files(kind, self._landing.list_days(kind))
        if not files:
            schema = {"addresses": ADDRESSES, "fetches": FETCHES}[kind]
            self._db.register(f"no_{kind}", schema.empty_table())
            return f"no_{kind}"
        listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
        return f"(select {', '.join(columns)} from read_parquet([{listed}], hive_partitioning = false))"

    def _list_files(self, kind: str, days: Iterable[date]) -> list[str]:
        return [str(self._landing.get_path(kind, day, name)) for day in days for name in self._landing.list_names(kind, day)]

    def recall_listing(self, article_id: str) -> tuple[AddressMemory, datetime | None, datetime | None]:
        """The last known state of a listing, when it is due again, and when it was read last."""
        row = self._fetch_row(
            "select document_id, sha256, etag, last_modified, n_visits, n_failures, again_at, "
            "case when outcome in ('new', 'changed', 'unchanged') then asked_at end "
            "from last_fetches where article_id = ? and purpose = 'listing'",
            [article_id],
        )
        return (AddressMemory(*row[:6]), row[6], row[7]) if row else (AddressMemory(), None, None)

    def learn_addresses(self, addresses: Sequence[Address]) -> pa.Table:
        """Adds the addresses of a listing to the known ones. Returns those that were new or changed."""
        columns = {name: [getattr(address, name) for address in addresses] for name in ADDRESSES.names}
        self._db.register("found", pa.table(columns, schema=ADDRESSES))
        new = self._db.execute(_SELECT_NEWS).to_arrow_table().cast(ADDRESSES)
        if new.num_rows:
            self._db.execute(_UPDATE_KNOWN)
        self._db.unregister("found")
        return new.select(ADDRESSES.names)

    def list_due_pages(self, now: datetime, resting: Sequence[str], at_most: int) -> list[DuePage]:
        """The pages to fetch: new ones first, the latest first, at most `at_most` of each host."""
        rows = self._db.execute(_SELECT_DUE, {"now": now, "resting": list(resting), "at_most": at_most}).fetchall()
        return [_make_due_page(*row) for row in rows]

    def count_waiting(self) -> int:
        """The number of addresses that were never fetched before this crawl."""
        row = self._fetch_row(
            "select count(*) from known anti join (from last_fetches where purpose = 'page') as fetched using (article_id)", []
        )
        return int(row[0]) if row else 0

    def recall_hosts(self, now: datetime) -> tuple[dict[str, int], dict[str, datetime]]:
        """How often in a row each host failed, and until when hosts are paused."""
        rows = self._db.execute("select host, n_host_failures, asked_at from hosts where n_host_failures > 0").fetchall()
        rests = {host: asked_at + compute_host_rest(n) for host, n, asked_at in rows}
        return {host: n for host, n, _ in rows}, {host: until for host, until in rests.items() if until > now}

    def recall_robots(self, now: datetime) -> dict[str, bytes]:
        """The robots.txt texts that are recent enough, by address; empty if a host has none."""
        since = now - MAX_AGE
        days = [day for day in self._landing.list_days("fetches") if day >= (since - timedelta(days=1)).date()]
        files = self._list_files("fetches", days)
        if not files:
            return {}
        rows = self._db.execute(
            "select distinct on (url) url, payload from read_parquet(?, hive_partitioning = false) "
            "where purpose = 'robots' and outcome <> 'failed' and asked_at > ? order by url, asked_at desc",
            [files, since],
        ).fetchall()
        return {url: bytes(payload or b"") for url, payload in rows}

    def _fetch_row(self, sql: str, parameters: list[Any]) -> tuple[Any, ...] | None:
        return self._db.execute(sql, parameters).fetchone()


def _make_due_page(article_id: str, url: str, source_name: str, published_at: str | None, *seen: Any) -> DuePage:
    """Makes a page from a row of `_SELECT_DUE`. The last columns are NULL for an address that was never fetched."""
    return DuePage(article_id, url, source_name, published_at, AddressMemory(*seen) if seen[4] is not None else AddressMemory())


@contextmanager
def open_crawl_state(folder: Path, landing: Landing) -> Iterator[CrawlState]:
    """Opens the state in `folder`; the folder is deleted afterwards."""
    with open_temporary_database(folder) as db:
        yield CrawlState(db, landing)
