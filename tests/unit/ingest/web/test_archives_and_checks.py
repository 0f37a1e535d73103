"""Archives on disk as a source, and the look at all sources before a crawl."""

from __future__ import annotations

import gzip
import io
from datetime import timedelta
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from orchestration.cli.sources_check import check_sources
from orchestration.cli.warc_export import write_warc
from orchestration.ingest.discover import find_documents
from orchestration.pipeline.crawl import CrawlConditions
from orchestration.storage.landing import Landing
from tests.made_up.outlets import Reply, Web, page, strike
from tests.unit.ingest.web.crawl_harness import NOON, Desk


def archive(path: Path, *numbers: int) -> Path:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for n in numbers:
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            body = strike(n).body
            record = writer.create_warc_record(
                f"https://example.org/{n}", "response", io.BytesIO(body), length=len(body), http_headers=headers
            )
            writer.write_record(record)
    return path


def test_an_archive_is_read_when_it_is_due_and_has_changed(desk: Desk) -> None:
    folder = desk.folder / "archives"
    folder.mkdir()
    archive(folder / "one.warc.gz", 1, 2)
    desk.follow(str(folder), kind="warc")
    counts = [[(s.n_found, s.n_new) for s in desk.crawl(hours).sources.values()] for hours in (0, 0.5)]
    assert counts == [[(2, 2)], []]
    assert [(s.n_found, s.n_new) for s in desk.crawl(2).sources.values()] == [(0, 0)]
    archive(folder / "two.warc.gz", 2, 3)
    assert [(s.n_found, s.n_new) for s in desk.crawl(4).sources.values()] == [(4, 1)]
    assert [article["url"] for article in desk.articles()] == [f"https://example.org/{n}" for n in (1, 2, 3)]


def test_a_day_is_written_as_an_archive_that_other_tools_and_we_read_back(desk: Desk, web: Web) -> None:
    web.serve("a.test", "/old", Reply(status=301, headers={"Location": "/new"}))
    zipped = Reply(gzip.compress(strike(2).body), headers={"Content-Type": "text/html", "Content-Encoding": "gzip"})
    web.serve("a.test", "/new", strike(1))
    moved, plain = web.url("a.test", "/old"), web.serve("a.test", "/zipped", zipped)
    desk.follow(web.feed("a.test", (moved, None), (plain, None), (web.url("a.test", "/gone"), None)))
    desk.crawl()
    landing, path = Landing(desk.settings().landing_dir), desk.folder / "out" / "day.warc.gz"
    assert write_warc(landing, NOON.date(), path) == 2
    with path.open("rb") as file:
        records = list(ArchiveIterator(file, check_digests="raise"))
    kinds = sorted((record.rec_type, record.rec_headers.get_header("WARC-Target-URI")) for record in records)
    assert kinds == [("metadata", moved), ("response", moved), ("response", plain), ("warcinfo", None)]
    landed = {url: sha256 for url, sha256, payload in desk.rows("documents", "url sha256 payload") if payload}
    read = list(find_documents([path], landed_at=NOON))
    assert {document.url: document.sha256 for document in read} == landed
    assert len(landed) == 2
    again = desk.folder / "again.warc.gz"
    write_warc(landing, NOON.date(), again)
    assert gzip.decompress(again.read_bytes()).replace(b"again.warc.gz", b"day.warc.gz") == gzip.decompress(path.read_bytes())


def test_the_list_of_sources_is_kept_as_it_was_whenever_it_changes(desk: Desk, web: Web) -> None:
    feed = web.feed("a.test")
    desk.follow(feed, name="Old name")
    desk.crawl()
    desk.crawl(hours=1)
    desk.follow(feed, name="New name", every_hours=6)
    desk.crawl(hours=2)
    desk.crawl(hours=24)
    kept = sorted(desk.rows("sources", "listed_at name every_hours country_iso3 owner_type is_active address"))
    noon = NOON.replace(tzinfo=None)
    assert [((at - noon) // timedelta(hours=1), name, hours) for at, name, hours, *_ in kept] == [
        (0, "Old name", 1),
        (2, "New name", 6),
        (24, "New name", 6),
    ]
    assert {tuple(rest) for _, _, _, *rest in kept} == {("SYR", "private", True, feed)}


def test_a_check_reports_what_each_source_would_yield_and_writes_nothing(desk: Desk, web: Web) -> None:
    feed = web.feed("a.test", (web.url("a.test", "/1"), "Sun, 01 Mar 2026 08:00:00 GMT"), (web.url("a.test", "/2"), None))
    index = b"<sitemapindex><sitemap><loc>/1.xml</loc></sitemap><sitemap><loc>/2.xml</loc></sitemap></sitemapindex>"
    addresses = [
        feed,
        web.serve("b.test", "/index.xml", Reply(index)),
        web.serve("c.test", "/", page("Home", "Welcome.")),
        web.url("d.test", "/feed.xml"),
    ]
    desk.follow(*addresses)
    checked = check_sources(desk.settings(), CrawlConditions(web.resolve, desk.limits, desk.retries))
    assert [(one.n_addresses, one.n_dated, one.n_listings) for one in checked] == [(2, 1, 0), (0, 0, 2), (0, 0, 0), (0, 0, 0)]
    problems = [(one.problem or "").partition(":")[0] for one in checked]
    assert problems == ["", "", "no_listing", "private_address"]
    assert web.asked() == ["/feed.xml", "/index.xml", "/"] or len(web.asked()) == 3
    assert not (desk.folder / "data").exists()
