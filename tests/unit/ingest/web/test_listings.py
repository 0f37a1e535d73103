"""Feeds, sitemaps and lists: which addresses they give, with which dates."""

from __future__ import annotations

import gzip
import time
from contextlib import suppress
from datetime import datetime

import pytest

from orchestration.ingest.web.listing_xml import ListingError
from orchestration.ingest.web.listings import ListedAddress, Listing, read_listing

NOW = datetime(2026, 3, 1, 12)
BASE = "https://example.org/feeds/all"


def read(payload: str | bytes, *, is_list: bool = False) -> Listing:
    data = payload.encode() if isinstance(payload, str) else payload
    return read_listing(data, BASE, is_list=is_list, now=NOW, max_bytes=10_000_000)


def test_rss_gives_links_and_dates_as_they_are_written() -> None:
    found = read(
        """<?xml version="1.0" encoding="utf-8"?>
        <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:fb="http://rssnamespace.org/feedburner/ext/1.0">
        <channel><link>https://example.org/</link><lastBuildDate>Sun, 01 Mar 2026 11:00:00 GMT</lastBuildDate>
        <item><link>https://example.org/a#top</link><pubDate>Sun, 01 Mar 2026 08:00:00 GMT</pubDate></item>
        <item><link> /b </link><dc:date>2026-02-28</dc:date></item>
        <item><guid>https://example.org/c</guid></item>
        <item><guid isPermaLink="false">https://example.org/no</guid></item>
        <item><link>https://proxy.example.net/d</link><fb:origLink>https://example.org/d</fb:origLink></item>
        <item><link>https://example.org/a?utm_source=feed</link></item>
        <item><link>mailto:desk@example.org</link></item></channel></rss>"""
    )
    assert found.pages == [
        ListedAddress("https://example.org/a", "Sun, 01 Mar 2026 08:00:00 GMT"),
        ListedAddress("https://example.org/b", "2026-02-28"),
        ListedAddress("https://example.org/c"),
        ListedAddress("https://example.org/d"),
    ]


def test_atom_gives_the_alternate_link_and_when_an_entry_was_changed() -> None:
    found = read(
        """<feed xmlns="http://www.w3.org/2005/Atom"><updated>2026-03-01T00:00:00Z</updated>
        <entry><link rel="self" href="https://example.org/self"/><link href="/a"/><published>2026-02-01T10:00:00+02:00</published>
        <updated>2026-02-03T10:00:00+02:00</updated></entry>
        <entry><link rel="alternate" href="https://example.org/b"/><updated>2031-01-01T00:00:00Z</updated></entry></feed>"""
    )
    assert found.pages == [
        ListedAddress("https://example.org/a", "2026-02-01T10:00:00+02:00", datetime(2026, 2, 3, 8)),
        ListedAddress("https://example.org/b"),
    ]


@pytest.mark.parametrize(
    "payload",
    [
        '<rss><channel><item><link>/a</link><dc:date>2026-02-28</dc:date><media:thumbnail url="/a.jpg"/></item></channel></rss>',
        "<urlset><url><loc>/a</loc><news:news><news:publication_date>2026-02-28</news:publication_date></news:news></url></urlset>",
        '<atom:feed><atom:entry><atom:link href="/a"/><atom:published>2026-02-28</atom:published></atom:entry></atom:feed>',
    ],
)
def test_a_prefix_that_the_listing_does_not_declare_is_read_all_the_same(payload: str) -> None:
    assert read(payload).pages == [ListedAddress("https://example.org/a", "2026-02-28")]


def test_a_change_is_no_publication() -> None:
    (page,) = read("<urlset><url><loc>https://example.org/a</loc><lastmod>2026-02-03</lastmod></url></urlset>").pages
    assert (page.published_at, page.updated_at) == (None, datetime(2026, 2, 3))


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_news_sitemap_gives_the_date_of_publication_packed_or_not(pack: object) -> None:
    payload = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://example.org/a</loc>
        <n:news><n:publication><n:name>The Outlet</n:name></n:publication>
        <n:publication_date>2026-02-28T20:00:00Z</n:publication_date></n:news></url></urlset>"""
    assert read(pack(payload)).pages == [ListedAddress("https://example.org/a", "2026-02-28T20:00:00Z")]  # type: ignore[operator]


def test_a_sitemap_index_gives_further_listings_and_no_pages() -> None:
    found = read(
        "<sitemapindex><sitemap><loc>https://example.org/s1.xml.gz</loc><lastmod>2026-02-28T00:00:00Z</lastmod></sitemap>"
        "<sitemap><loc>https://example.org/s2.xml</loc></sitemap></sitemapindex>"
    )
    assert found.pages == []
    assert [one.url for one in found.listings] == ["https://example.org/s1.xml.gz", "https://example.org/s2.xml"]


def test_a_list_has_an_address_a_line() -> None:
    found = read("# our pages\nhttps://example.org/a\n\n  /b  \nhttps://example.org/a\n", is_list=True)
    assert [page.url for page in found.pages] == ["https://example.org/a", "https://example.org/b"]


def test_broken_xml_gives_what_stands_before_the_break() -> None:
    found = read("<rss><channel><item><link>https://example.org/a</link></item><item><link>https://example.org/b")
    assert found.pages[0] == ListedAddress("https://example.org/a")


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"plain words",
        b"<html><body><a href='/a'>a</a></body></html>",
        b"\x00\x01\x02",
        b"{}",
        gzip.compress(b"<rss/>", mtime=0)[:-9],
        b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss/>',
        "<!DOCTYPE r [<!ENTITY x 'y'>]><rss><channel><item><link>&x;</link></item></channel></rss>".encode("utf-16"),
        b"<a>" * 100_000,
    ],
)
def test_what_lists_nothing_is_told(payload: bytes) -> None:
    try:
        found = read(payload)
    except ListingError:
        return
    assert found.pages == found.listings == []


def test_relative_addresses_start_from_the_bases_around_them() -> None:
    found = read(
        """<feed xml:base="https://example.org/world/"><entry xml:base="may/"><link href="a.html"/></entry>
        <entry><link xml:base="/sport/" href="b.html"/></entry><entry xml:base="http://[broken"><link href="/c.html"/></entry>
        <entry><link href="https://other.test/d"/></entry></feed>"""
    )
    assert [page.url for page in found.pages] == [
        "https://example.org/world/may/a.html",
        "https://example.org/sport/b.html",
        "https://other.test/d",
    ]


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://example.org/s?part=world&id=7&lang=en", "https://example.org/s?part=world&id=7&lang=en"),
        ("https://example.org/s?part=world&amp;id=7", "https://example.org/s?part=world&id=7"),
        ("https://example.org/s?a=1&#38;copy=2", "https://example.org/s?a=1&copy=2"),
        ("<![CDATA[https://example.org/s?a=1&b=2]]>", "https://example.org/s?a=1&b=2"),
        ("https://example.org/m&uuml;ll", "https://example.org/müll"),
    ],
)
def test_an_ampersand_in_an_address_is_part_of_it_however_it_is_written(link: str, url: str) -> None:
    assert [page.url for page in read(f"<rss><channel><item><link>{link}</link></item></channel></rss>").pages] == [url]


def test_an_id_that_is_an_address_stands_in_for_a_missing_link() -> None:
    found = read(
        """<rss><channel><item><guid>https://example.org/a</guid></item><item><guid isPermaLink="true">https://example.org/b</guid>
        </item><item><link/><guid isPermaLink="false">https://example.org/no</guid></item><item><guid>tag:1</guid></item>
        <item><link>tag:2</link><guid>https://example.org/c</guid></item>
        <entry><id>https://example.org/d</id></entry><entry><id>urn:uuid:7</id></entry>
        <entry><link rel="enclosure" href="https://example.org/no.mp3"/><id>https://example.org/e</id></entry></channel></rss>"""
    )
    assert [page.url[-2:] for page in found.pages] == ["/a", "/b", "/c", "/d", "/e"]


ENTRIES = "<item><link>https://example.org/a</link></item><item><link>https://example.org/b</link><title>Two"


@pytest.mark.parametrize("end", ["", "</ti", "</title>", "</title><pubDate>Sun, 01 Mar", "</title><media:thumbnail url='x'/>"])
def test_of_a_feed_that_breaks_off_only_whole_entries_are_taken_and_it_says_so(end: str) -> None:
    found = read(f"<rss><channel>{ENTRIES}{end}")
    assert [page.url for page in found.pages] == ["https://example.org/a"]
    assert (found.problem or "").startswith("cut_listing: ")


@pytest.mark.parametrize("end", ["</title></item></channel></rss>", "</title></item></channel></rss >\n<!-- cached -->"])
def test_a_feed_with_its_end_is_not_cut(end: str) -> None:
    found = read(f"<rss><channel>{ENTRIES}{end}")
    assert (len(found.pages), found.problem) == (2, None)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "cp1251"])
def test_a_listing_is_read_in_any_usual_encoding(encoding: str) -> None:
    declared = '<?xml version="1.0" encoding="windows-1251"?>' if encoding == "cp1251" else ""
    payload = f"{declared}<rss><channel><item><link>https://example.org/война</link></item></channel></rss>".encode(encoding)
    assert [page.url for page in read(payload).pages] == ["https://example.org/война"]


def test_a_listing_is_read_up_to_a_limit_and_addresses_with_passwords_are_left_out() -> None:
    many = "".join(f"<url><loc>https://example.org/{n}</loc></url>" for n in range(50_001))
    found = read(f"<urlset>{many}</urlset>")
    assert (len(found.pages), (found.problem or "").partition(":")[0]) == (50_000, "long_listing")
    found = read("https://reader:secret@example.org/a\nhttps://example.org/@reader/b", is_list=True)
    assert [page.url for page in found.pages] == ["https://example.org/@reader/b"]
    assert (found.problem or "").startswith("credentials: 1 ")


@pytest.mark.parametrize(
    "payload",
    [
        b"<rss>" + b"<![CDATA[" * 100_000,
        b"<!--" * 100_000,
        b"<!DOCTYPE x [" * 100_000,
        b"<rss>" + b"&" * 300_000,
        b"<rss><item>" + b"<link/>" * 100_000 + b"</item></rss>",
        b"<rss " + b" ".join(b'a%d="1"' % n for n in range(20_000)) + b"/>",
        b"<feed xml:base='a/'>" + b"<entry xml:base='b/'>" * 200 + b"<link href='x'/>" * 20_000,
        "<!DOCTYPE r [<!ENTITY x 'y'>]><rss/>".encode("utf-16-le"),
    ],
)
def test_hostile_xml_ends_soon_and_raises_nothing_but_the_refusal(payload: bytes) -> None:
    began = time.process_time()
    with suppress(ListingError):
        assert len(read(payload).pages) <= 1
    assert time.process_time() - began < 5
