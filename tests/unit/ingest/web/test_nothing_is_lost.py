"""Every address that was ever found is somewhere, however often a crawl is killed; what changes is a new revision."""

from __future__ import annotations

import gc
from collections import Counter
from typing import Any

import pytest

from orchestration.storage.landing import Landing
from tests.made_up.outlets import Reply, Web, page, strike
from tests.unit.ingest.web.crawl_harness import Desk


class KilledError(BaseException):
    """The process dies here."""


# What is torn down half-way leaves coroutines that nobody awaits; a process that dies leaves nothing.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore:coroutine:RuntimeWarning")
@pytest.mark.parametrize("dies_before", range(1, 12))
def test_a_crawl_that_is_killed_between_any_two_files_is_made_good(
    desk: Desk, web: Web, monkeypatch: pytest.MonkeyPatch, dies_before: int
) -> None:
    monkeypatch.setattr("orchestration.pipeline.crawl.MAX_BATCH_DOCUMENTS", 3)
    items = [(web.serve("a.test", f"/{n}", strike(n)), None) for n in range(6)]
    desk.follow(web.feed("a.test", *items, (web.url("a.test", "/gone"), None)))
    write, left = Landing.write_table, [dies_before]

    def dying(*arguments: Any, **named: Any) -> str:
        left[0] -= 1
        if left[0] == 0:
            raise KilledError
        return write(*arguments, **named)

    with monkeypatch.context() as deadly:
        deadly.setattr(Landing, "write_table", dying)
        try:
            desk.crawl()
        except BaseException as error:
            assert left[0] == 0, error
    gc.collect()
    desk.crawl(hours=2)
    assert Counter(desk.pages().values()) == {"new": 6, "http_status": 1}
    found = {url for (url,) in desk.rows("addresses", "url")}
    assert len(found) == 7
    assert len(desk.rows("addresses", "url")) == 7, "nothing is twice"
    documents = [document for (document,) in desk.rows("documents", "document_id")]
    assert len(documents) == len(set(documents)) == 7
    assert {document for (document,) in desk.rows("sightings", "document_id")} == set(documents)


def test_a_page_that_says_something_else_is_a_new_revision_and_back_again_is_seen(desk: Desk, web: Web) -> None:
    def make_page(n: int) -> Reply:
        return page("Strike in Raqqa", f"A strike killed {n} people in Raqqa on Monday, a doctor said.")

    desk.follow(web.feed("a.test", (web.serve("a.test", "/1", make_page(4)), None)))
    outcomes = []
    for hours, n in ((0, 4), (7, 9), (40, 9), (120, 4)):
        web.serve("a.test", "/1", make_page(n))
        outcomes.append(desk.crawl(hours).outcomes)
    assert outcomes == [{"new": 1}, {"changed": 1}, {"unchanged": 1}, {"changed": 1}]
    assert len(desk.rows("documents", "document_id")) == 2
    seen = [document for _, document in sorted(desk.rows("sightings", "seen_at document_id"))]
    assert [document == seen[0] for document in seen] == [True, False, True]


def test_one_article_under_many_addresses_is_fetched_once(desk: Desk, web: Web) -> None:
    paths = ["/story?id=1", "/story?id=1&utm_source=x", "/story/amp?id=1", "/story?fbclid=9&id=1"]
    hosts = ["outlet.test", "www.outlet.test", "m.outlet.test"]
    items = [(web.serve(host, path, strike(1)), None) for host in hosts for path in paths]
    desk.follow(*(web.feed(f"f{n}.test", item) for n, item in enumerate(items)))
    desk.crawl()
    asked = [request for request in web.log if "story" in request.path]
    assert len({request.host for request in asked}) <= 2, "www. and m. are one outlet; a name of two labels is another"
    articles = desk.articles()
    assert len({article["article_id"] for article in articles}) == len(articles) == len(asked)


def test_a_sitemap_index_is_followed_and_only_what_changed_is_read_again(desk: Desk, web: Web) -> None:
    def sitemap(*pages: str) -> Reply:
        urls = "".join(f"<url><loc>{url}</loc></url>" for url in pages)
        return Reply(f"<urlset>{urls}</urlset>".encode(), headers={"Content-Type": "application/xml"})

    one = web.serve("a.test", "/s1.xml", sitemap(web.serve("a.test", "/1", strike(1))))
    two = web.serve("a.test", "/s2.xml", sitemap(web.serve("a.test", "/2", strike(2))))
    dated = [f"<sitemap><loc>{url}</loc><lastmod>2026-03-01T09:00:00Z</lastmod></sitemap>" for url in (one, two)]
    index = web.serve("a.test", "/index.xml", Reply(f"<sitemapindex>{''.join(dated)}</sitemapindex>".encode()))
    desk.follow(index, kind="sitemap")
    desk.crawl()
    assert desk.pages() == {"/1": "new", "/2": "new"}
    web.serve("a.test", "/s2.xml", sitemap(web.url("a.test", "/2"), web.serve("a.test", "/3", strike(3))))
    newer = dated[1].replace("T09:00", "T13:30")
    web.serve("a.test", "/index.xml", Reply(f"<sitemapindex>{dated[0]}{newer}</sitemapindex>".encode()))
    web.log.clear()
    desk.crawl(hours=2)
    assert web.asked() == ["/index.xml", "/s2.xml", "/3"]


def test_what_an_outlet_says_it_changed_is_fetched_at_once(desk: Desk, web: Web) -> None:
    url = web.serve("a.test", "/1", strike(1))

    def listed(changed: str) -> str:
        return web.serve(
            "a.test", "/map.xml", Reply(f"<urlset><url><loc>{url}</loc><lastmod>{changed}</lastmod></url></urlset>".encode())
        )

    desk.follow(listed("2026-03-01T11:00:00Z"), kind="sitemap")
    desk.crawl()
    assert desk.crawl(hours=1.5).outcomes == {}
    web.serve("a.test", "/1", strike(2))
    listed("2026-03-01T14:00:00Z")
    assert desk.crawl(hours=3).outcomes == {"changed": 1}
    assert desk.crawl(hours=4.5).outcomes == {}


def test_what_a_crawl_has_no_time_for_waits_for_the_next_one(desk: Desk, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.delay = 0.6
    desk.follow(web.feed("a.test", *((web.serve("a.test", f"/{n}", strike(n)), None) for n in range(8))))
    settings = desk.settings
    with monkeypatch.context() as hurried:
        hurried.setattr(desk, "settings", lambda hours=0: settings(hours).model_copy(update={"crawl_minutes": 3 / 60}))
        desk.crawl()
    n_first = len(desk.pages())
    assert 0 < n_first < 8
    assert len(desk.rows("addresses", "url")) == 8
    desk.crawl(hours=0.5)
    assert Counter(desk.pages().values()) == {"new": 8}
    assert len(web.asked("a.test")) == 9
