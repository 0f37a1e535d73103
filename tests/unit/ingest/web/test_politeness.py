"""Who is asked, how fast, and what is never asked: from the server's own log."""

from __future__ import annotations

from itertools import pairwise

from tests.made_up.outlets import Reply, Web, strike
from tests.unit.ingest.web.crawl_harness import Desk

ROBOTS = b"User-agent: *\nDisallow: /private\n\nUser-agent: Tallywire\nDisallow: /members\nCrawl-delay: %s\n"


def many(web: Web, host: str, n: int) -> list[tuple[str, None]]:
    return [(web.serve(host, f"/{i}", strike(i)), None) for i in range(n)]


def test_a_host_is_never_asked_faster_than_allowed_while_others_are_asked_meanwhile(desk: Desk, web: Web) -> None:
    desk.delay = 0.2
    hosts = [f"h{n}.test" for n in range(8)]
    desk.follow(web.feed("feed.test", *(item for host in hosts for item in many(web, host, 4))))
    desk.crawl()
    assert set(desk.pages().values()) == {"new"}
    for host in hosts:
        times = [request.at for request in web.log if request.host == host]
        assert len(times) == 5
        assert min(b - a for a, b in pairwise(times)) >= desk.delay
    took = web.log[-1].at - web.log[0].at
    assert took < len(web.log) * desk.delay / 2, "hosts wait for themselves, not for each other"


def test_robots_are_obeyed_under_our_own_name_and_remembered_for_a_day(desk: Desk, web: Web) -> None:
    web.serve("a.test", "/robots.txt", Reply(ROBOTS % b"0.3", headers={"Content-Type": "text/plain"}))
    paths = ["/open", "/members/1", "/private", "/open/2"]
    web.serve("a.test", "/sneaky", Reply(status=302, headers={"Location": "/members/2"}))
    items = [(web.serve("a.test", path, strike(n)), None) for n, path in enumerate(paths)]
    desk.follow(web.feed("feed.test", *items, (web.url("a.test", "/sneaky"), None)))
    desk.crawl()
    assert desk.pages() == {"/open": "new", "/members/1": "robots", "/private": "new", "/open/2": "new", "/sneaky": "robots"}
    assert web.asked("a.test", robots=True).count("/robots.txt") == 1
    assert not [path for path in web.asked("a.test") if path.startswith("/members")]
    times = [request.at for request in web.log if request.host == "a.test"]
    assert min(b - a for a, b in pairwise(times)) >= 0.3
    assert all(request.headers["user-agent"].startswith("Tallywire/") for request in web.log)
    for hours, n_asked in ((23, 0), (48, 1)):
        web.log.clear()
        desk.crawl(hours)
        assert web.asked("a.test", robots=True).count("/robots.txt") == n_asked


def test_a_host_whose_robots_cannot_be_known_is_not_asked(desk: Desk, web: Web) -> None:
    web.serve("a.test", "/robots.txt", Reply(status=503))
    desk.follow(web.feed("feed.test", *many(web, "a.test", 2)))
    desk.crawl()
    assert web.asked("a.test") == []
    assert set(desk.pages().values()) == {"failed"}
    web.serve("a.test", "/robots.txt", Reply(status=404))
    desk.crawl(hours=12)
    assert set(desk.pages().values()) == {"new"}


def test_what_is_unchanged_is_asked_for_with_conditions_and_costs_nothing(desk: Desk, web: Web) -> None:
    article = strike(1)
    dated = "Sun, 01 Mar 2026 08:00:00 GMT"

    def reply(request: object) -> Reply:
        headers = request.headers  # type: ignore[attr-defined]
        if headers.get("if-none-match") == '"v1"' and headers.get("if-modified-since") == dated:
            return Reply(status=304)
        return Reply(article.body, headers=article.headers | {"ETag": '"v1"', "Last-Modified": dated})

    desk.follow(web.feed("a.test", (web.serve("a.test", "/1", reply), None)))
    desk.crawl()
    assert [desk.crawl(hours).outcomes for hours in (7, 8, 32, 33)] == [{"unchanged": 1}, {}, {"unchanged": 1}, {}]
    assert len(desk.rows("documents", "document_id")) == 1
    assert len(desk.rows("sightings", "document_id")) == 1
