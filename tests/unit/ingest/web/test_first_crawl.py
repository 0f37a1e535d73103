"""From a feed on a server to landed articles, by the function that the asset calls."""

from __future__ import annotations

from datetime import datetime

from tests.made_up.outlets import Web, page, strike
from tests.unit.ingest.web.crawl_harness import Desk


def test_what_a_feed_lists_becomes_articles_with_the_feeds_dates(desk: Desk, web: Web) -> None:
    first = web.serve(
        "a.test", "/one?utm_source=rss", page("Strike in Raqqa", "A strike killed four people in Raqqa, a doctor said.")
    )
    second = web.serve("a.test", "/two", strike(2))
    desk.follow(web.feed("a.test", (first, "Sun, 01 Mar 2026 08:00:00 +0300"), (second, None)))
    done = desk.crawl()
    assert done.outcomes == {"new": 2}
    one, two = desk.articles()
    assert (one["title"], one["source_name"], one["language"]) == ("Strike in Raqqa", "The Outlet", "en")
    assert (one["published_at"], one["published_at_method"]) == (datetime(2026, 3, 1, 5), "feed")
    assert (two["published_at"], two["published_at_method"]) == (None, None)
    assert "killed four people" in one["text"]
    assert "Home" not in one["text"]


def test_a_second_crawl_asks_only_for_what_is_due(desk: Desk, web: Web) -> None:
    desk.follow(web.feed("a.test", *((web.serve("a.test", f"/{n}", strike(n)), None) for n in range(3)), etag='"1"'))
    desk.crawl()
    web.log.clear()
    assert desk.crawl(hours=0.5).outcomes == {}
    assert web.asked() == []
    assert desk.crawl(hours=1.5).outcomes == {}
    assert web.asked(robots=True) == ["/feed.xml"]
    assert web.log[0].headers["if-none-match"] == '"1"'
    assert desk.crawl(hours=7).outcomes == {"unchanged": 3}
