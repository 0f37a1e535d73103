"""robots.txt as hosts really write it: what it forbids stays forbidden."""

from __future__ import annotations

import time

import pytest

from orchestration.ingest.web.robots import AGENT, parse_rules

ALL = b"User-agent: *\nDisallow: /\n"
PAGE = "https://a.test/news/1"


@pytest.mark.parametrize(
    "payload",
    [
        b"\xef\xbb\xbf" + ALL,
        "\ufeffUser-agent: *\nDisallow: /".encode("utf-16"),
        b"User-agent: Tallywire/1.0\nDisallow: /\n\nUser-agent: *\nAllow: /\n",
        b"User-agent: tallywire/2 (+https://a.test)\nDisallow: /news\n",
        b"User-agent: Tallywire\nNoindex: /x\nUser-agent: *\nDisallow: /\n",
        b"User-agent: Tallywire\nSitemap: https://a.test/map.xml\n\n\nHost: a.test\nUser-agent: Other\nDisallow: /\n",
        b"User-agent: Tallywire\nContent-Signal: ai-train=no\nDisallow: /\n",
        b"User-agent: *\r\rDisallow: /\r",
        b"  USER-AGENT : *  # all\n\tdisallow :/ # nothing\n",
        b"Useragent *\nDissallow /\n",
        b"<html>\n" + ALL,
    ],
)
def test_what_is_forbidden_is_not_fetched(payload: bytes) -> None:
    assert not parse_rules(payload).can_fetch(PAGE, AGENT)


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"<html><body>Not found</body></html>",
        b"User-agent: *\nDisallow:\n",
        b"User-agent: Other/1.0\nDisallow: /\n",
        b"User-agent: Other\nDisallow:\nUser-agent: Another\nDisallow: /\n",
        b"User-agent: *\nDisallow: /\n\nUser-agent: Tallywire/1.0\nAllow: /\n",
        b"User-agent: *\nDisallow: /private\nDisallow: /*.pdf$\n",
        b"\x00\xff\xfe",
    ],
)
def test_what_is_not_forbidden_may_be_fetched(payload: bytes) -> None:
    assert parse_rules(payload).can_fetch(PAGE, AGENT)


def test_the_delay_is_read_and_hostile_patterns_cost_no_time() -> None:
    payload = b"User-agent: Tallywire/1.0\nFoo: 1\nCrawl-delay: 7\nDisallow: /" + b"*a" * 2_000 + b"b\n"
    rules = parse_rules(payload)
    began = time.process_time()
    assert (rules.crawl_delay(AGENT), rules.can_fetch("https://a.test/" + "a" * 7_000, AGENT)) == (7.0, True)
    assert time.process_time() - began < 1
