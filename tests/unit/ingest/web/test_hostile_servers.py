"""What servers do wrong, by accident or on purpose: each case ends in a row that says so, and never in a lost address."""

from __future__ import annotations

import gzip
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
import trustme

from orchestration.ingest.schema import ADDRESSES, DOCUMENTS, FETCHES
from orchestration.ingest.web.client import Limits
from orchestration.ingest.web.crawler import make_address_key
from orchestration.ingest.web.guard import is_public
from orchestration.ingest.web.listings import Listing, read_listing
from orchestration.ingest.web.retry_times import RetryPolicy
from orchestration.storage.landing import Landing
from tests.made_up.outlets import Reply, Request, Web, page, serving, strike
from tests.unit.ingest.web.crawl_harness import Desk

HTML = {"Content-Type": "text/html"}
ZIPPED = HTML | {"Content-Encoding": "gzip"}
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def moved(to: str) -> Reply:
    return Reply(status=301, headers={"Location": to})


def chain(web: Web, host: str, start: str, n: int) -> str:
    for hop in range(n):
        web.serve(host, f"{start}{hop or ''}", moved(f"{start}{hop + 1}"))
    web.serve(host, f"{start}{n}", strike(n))
    return web.url(host, start)


def writing(*pieces: bytes, pause: float = 0.0) -> Reply:
    def write(handler: BaseHTTPRequestHandler) -> None:
        for piece in pieces:
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(pause)

    return Reply(write=write)


def healing(sick: Reply, times: int, well: Reply) -> object:
    asked: list[Request] = []

    def reply(request: Request) -> Reply:
        asked.append(request)
        return sick if len(asked) <= times else well

    return reply


def test_each_case_has_its_row(desk: Desk, web: Web) -> None:
    desk.limits = replace(Limits(), seconds=1.0, silent_seconds=1.0)
    # Each address on a host of its own, so that none waits for another.
    cases: dict[str, tuple[str, Reply | object | None]] = {
        "/whole": ("new", strike(1)),
        "/gone": ("http_status", Reply(status=410)),
        "/forbidden": ("http_status", Reply(status=403)),
        "/missing": ("http_status", None),
        "/loop": ("redirects", moved("/loop")),
        "/elsewhere": ("wrong_address", moved("ftp://example.org/file")),
        "/to-no-name": ("wrong_address", moved("http://[::1/")),
        "/inside": ("private_address", moved("http://inside.test/admin")),
        "/metadata": ("private_address", moved("http://metadata.test/")),
        "/heals": ("new", healing(Reply(status=500), 2, strike(2))),
        "/busy": ("new", healing(Reply(status=429, headers={"Retry-After": "1"}), 1, strike(3))),
        "/picture": ("unsupported_format", Reply(b"%PDF", headers={"Content-Type": "application/pdf"})),
        "/zipped": ("new", Reply(gzip.compress(strike(4).body), headers=ZIPPED)),
        "/bomb": ("gzip_bomb", Reply(gzip.compress(b"<p>" * 4_000_000), headers=ZIPPED)),
        "/large": ("too_large", Reply(b"<p>x</p>" * 3_200_000, headers=HTML)),
        "/brotli": ("unknown_content_encoding", Reply(b"\x0b\x02\x80", headers=HTML | {"Content-Encoding": "br"})),
        "/drips": ("failed", writing(HEAD + b"Content-Length: 60\r\n\r\n", *[b"x"] * 60, pause=0.1)),
        "/silent": ("failed", writing(HEAD, b"", pause=1.5)),
        "/cut": ("new", healing(writing(HEAD + b"Content-Length: 900\r\n\r\n<html>"), 1, strike(5))),
        "/cut-zip": ("new", healing(Reply(gzip.compress(strike(6).body)[:-30], headers=ZIPPED), 1, strike(6))),
        "/no-http": ("failed", writing(b"SSH-2.0-OpenSSH_9.6\r\n")),
    }
    web.name("inside.test", "127.0.0.1")
    web.name("metadata.test", "93.184.216.34", "169.254.169.254")
    hosts = {path: f"h{n}.test" for n, path in enumerate(cases)}
    for path, (_, reply) in cases.items():
        if reply is not None:
            web.serve(hosts[path], path, reply)  # type: ignore[arg-type]
    urls = [web.url(hosts[path], path) for path in cases]
    urls += [
        chain(web, "chain.test", "/short", 4),
        chain(web, "chain.test", "/long", 7),
        f"http://nowhere.example:{web.port}/lost",
    ]
    desk.follow(web.feed("feed.test", *((url, None) for url in urls)))
    desk.private_hosts = ",".join([*hosts.values(), "chain.test", "feed.test"])
    desk.retries = RetryPolicy(first_seconds=0.05, factor=2.0, max_tries=8, wait_seconds=2)
    done = desk.crawl()
    ended = desk.pages()
    assert {path: ended[path] for path in cases} == {path: outcome for path, (outcome, _) in cases.items()}
    assert (ended["/short"], ended["/long"]) == ("new", "redirects")
    assert ended["/lost"] == "failed"
    assert "nowhere.example" in done.resting
    assert web.asked("inside.test", robots=True) == [], "not even for its robots.txt"
    asked = [request.at for request in web.log if request.path == "/busy"]
    assert asked[1] - asked[0] >= 1.0, "as long as Retry-After asks for"


def test_a_page_that_fails_for_ever_is_given_up_and_says_so(desk: Desk, web: Web) -> None:
    web.serve("a.test", "/sick", Reply(status=503))
    web.serve("a.test", "/well", strike(1))
    desk.retries = RetryPolicy(first_seconds=0.01, max_tries=2, wait_seconds=1)
    desk.follow(web.feed("a.test", (web.url("a.test", "/sick"), None), (web.url("a.test", "/well"), None)))
    desk.crawl()
    assert desk.pages() == {"/sick": "unreachable", "/well": "new"}
    desk.articles()
    ((reason, message, retriable),) = desk.rows("rejected_documents", "reason message is_retriable")
    assert reason == "unreachable"
    assert retriable
    assert "after 2 tries" in message
    assert "503" in message


def test_a_host_that_keeps_failing_is_paused_for_longer_and_longer(desk: Desk, web: Web) -> None:
    for n in range(6):
        web.serve("sick.test", f"/{n}", Reply(status=502))
    urls = [web.url("sick.test", f"/{n}") for n in range(6)]
    desk.follow(web.feed("well.test", *((url, None) for url in urls)))
    done = desk.crawl()
    assert len(web.asked("sick.test")) == 3
    (until,) = done.resting.values()
    assert done.summary.endswith("paused after failures: sick.test")
    for hours, n_more in ((0.2, 0), (0.3, 1), (0.6, 0), (0.9, 1)):
        web.log.clear()
        done = desk.crawl(hours)
        assert len(web.asked("sick.test")) == n_more, hours
        assert "sick.test" in done.resting
        assert done.resting["sick.test"] >= until
    for n in range(6):
        web.serve("sick.test", f"/{n}", strike(n))
    assert desk.crawl(hours=10).resting == {}
    assert set(desk.pages().values()) == {"new"}


def test_a_listing_that_is_an_attack_or_an_error_page_is_reported_and_the_other_outlets_are_read(desk: Desk, web: Web) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>'
    stolen = b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><link>&x;</link></item></channel></rss>'
    web.serve("a.test", "/bomb", Reply(bomb))
    web.serve("b.test", "/stolen", Reply(stolen))
    web.serve("c.test", "/html", page("Sorry", "Nothing here."))
    web.serve("d.test", "/packed", Reply(gzip.compress(b"<urlset>" + b" " * 60_000_000)))
    well = web.feed("e.test", (web.serve("e.test", "/1", strike(1)), None))
    desk.follow(
        web.url("a.test", "/bomb"), web.url("b.test", "/stolen"), web.url("c.test", "/html"), web.url("d.test", "/packed"), well
    )
    done = desk.crawl()
    problems = [result.problem or "" for result in done.sources.values()]
    assert ["entities" in problems[0], "entities" in problems[1], "neither RSS" in problems[2], "unpacks" in problems[3]] == [
        True
    ] * 4
    assert problems[4] == ""
    assert "problems with the listings of The Outlet, The Outlet 2, The Outlet 3, The Outlet 4: " in done.summary
    assert desk.pages() == {"/1": "new"}


def test_a_listing_on_which_the_reader_itself_fails_is_a_problem_of_its_outlet_only(
    desk: Desk, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail_on_one(payload: bytes, base: str, **given: Any) -> Listing:
        if b"fatal" in payload:
            raise ValueError("Invalid tag name")
        return read_listing(payload, base, **given)

    monkeypatch.setattr("orchestration.ingest.web.crawler.read_listing", fail_on_one)
    web.serve("a.test", "/fatal", Reply(b"<rss><fatal/></rss>"))
    desk.follow(web.url("a.test", "/fatal"), web.feed("b.test", (web.serve("b.test", "/1", strike(1)), None)))
    problems = [outlet.problem for outlet in desk.crawl().sources.values()]
    assert problems == ["no_listing: it cannot be read (ValueError: Invalid tag name)", None]
    assert desk.pages() == {"/1": "new"}


def test_an_error_of_our_own_on_one_outlet_leaves_the_others(desk: Desk, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever an address or a page sets off in our code, its outlet gets the problem, and the loop goes on."""

    def fail_on_some(url: str) -> str:
        if "fatal" in url:
            raise RecursionError("too deep")
        return make_address_key(url)

    monkeypatch.setattr("orchestration.ingest.web.crawler.make_address_key", fail_on_some)
    fatal = web.feed("a.test", ("https://a.test/fatal", None))
    desk.follow(fatal, web.feed("b.test", (web.serve("b.test", "/1", strike(1)), None)))
    problems = [outlet.problem for outlet in desk.crawl().sources.values()]
    assert problems == ["unreadable: its answer cannot be read (RecursionError: too deep)", None]
    assert desk.pages() == {"/1": "new"}


def test_a_listing_that_breaks_off_is_named_at_each_crawl_and_read_whole_when_it_is_whole(desk: Desk, web: Web) -> None:
    one, two = web.serve("a.test", "/1", strike(1)), web.serve("a.test", "/2", strike(2))
    whole = f"<urlset><url><loc>{one}</loc></url><url><loc>{two}</loc></url></urlset>"
    web.serve("a.test", "/map", Reply(whole[: whole.index("/2<") + 1].encode()))
    desk.follow(web.url("a.test", "/map"))
    for hours in (0, 2):
        done = desk.crawl(hours=hours)
        assert [(outlet.problem or "").partition(":")[0] for outlet in done.sources.values()] == ["cut_listing"]
        assert desk.pages() == {"/1": "new"}
    web.serve("a.test", "/map", Reply(whole.encode()))
    assert [outlet.problem for outlet in desk.crawl(hours=4).sources.values()] == [None]
    assert set(desk.pages()) == {"/1", "/2"}


def test_passwords_in_addresses_reach_no_table(desk: Desk, web: Web) -> None:
    web.serve("a.test", "/moved", moved("https://reader:s3cret@b.test/1"))
    feed = web.feed("a.test", ("https://reader:s3cret@a.test/1", None), (web.url("a.test", "/moved"), None))
    desk.follow(feed)
    done = desk.crawl()
    assert [outlet.problem for outlet in done.sources.values()] == [
        "credentials: 1 addresses with a user name or password in them were left out."
    ]
    assert desk.pages() == {"/moved": "wrong_address"}
    landing = Landing(desk.settings().landing_dir)
    for kind, schema in (("addresses", ADDRESSES), ("documents", DOCUMENTS), ("fetches", FETCHES)):
        for _, table in landing.scan_tables(kind, [name for name in schema.names if name != "payload"]):
            assert "s3cret" not in str(table.to_pylist())


def test_a_certificate_is_checked_against_the_name_that_was_asked_for(
    desk: Desk, web: Web, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    with serving(authority=authority) as secure:
        urls = [secure.serve(host, f"/{host}", strike(1)) for host in ("secure.test", "other.test")]
        desk.follow(web.feed("feed.test", *((url, None) for url in urls)))
        desk.private_hosts = "secure.test,other.test,feed.test"
        desk.crawl()
        fetches = desk.rows("fetches", "outcome problem", lambda row: row["host"] in ("secure.test", "other.test"))
        assert {outcome for outcome, _ in fetches} == {"failed"}
        assert all("CERTIFICATE_VERIFY_FAILED" in problem for _, problem in fetches)
        assert secure.log == []
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
        desk.crawl(hours=24)
        assert secure.asked() == ["/secure.test"]


def test_a_wrong_charset_is_seen_through(desk: Desk, web: Web) -> None:
    text = "The mayor’s café in Düzce was hit and three people were killed, said José, a doctor."
    cases = {
        "/says-utf-8": (page("Café hit", text, charset="cp1252").body, "text/html; charset=utf-8"),
        "/says-latin-1": (page("Café hit", text).body, "text/html; charset=iso-8859-1"),
        "/says-nothing": (page("Café hit", text).body.replace(b"<meta charset='utf-8'>", b""), "text/html"),
    }
    urls = [web.serve("a.test", path, Reply(body, headers={"Content-Type": kind})) for path, (body, kind) in cases.items()]
    desk.follow(web.feed("a.test", *((url, None) for url in urls)))
    desk.crawl()
    articles = desk.articles()
    assert len(articles) == len(cases)
    assert all(text in article["text"] for article in articles)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("64:ff9b::808:808", True),
        ("127.0.0.1", False),
        ("0.0.0.0", False),  # noqa: S104  it is one that must be refused
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("::127.0.0.1", False),
    ],
)
def test_only_addresses_of_the_open_internet_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public
