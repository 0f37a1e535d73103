"""Forty fetched pages with traps around their date of publication: it is right, or NULL. All of them are made up."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from orchestration.ingest.parse import parse_document
from orchestration.ingest.records import ParsedArticle, make_document

LANDED = datetime(2024, 5, 1, 12)
TEXT = (
    "Three people were killed when shells hit the market of a small town on Tuesday, the mayor said. "
    "Rescue workers searched the ruins through the night while families waited behind a rope."
)
A = "https://outlet.test/a"


def ld(**described: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **described})}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


PUBLISHED = "article:published_time"
Case = tuple[str, str, str, str | None, str | None, str | None]
CASES: list[Case] = [
    # url, head, in the body, the feed's date -> the date, the method
    (A, "", "", "Tue, 30 Apr 2024 08:00:00 GMT", "2024-04-30T08:00", "feed"),
    (A, ld(datePublished="2024-04-29"), "", "Tue, 30 Apr 2024 08:00:00 GMT", "2024-04-30T08:00", "feed"),
    (A, ld(datePublished="2024-04-29"), "", "Tue, 30 Apr 2031 08:00:00 GMT", "2024-04-29T00:00", "structured_data"),
    (A, ld(datePublished="2024-04-29"), "", "last week", "2024-04-29T00:00", "structured_data"),
    (A, "", "", "2024-04-30T01:00:00+03:00", "2024-04-29T22:00", "feed"),
    (A, "", "", "Tue, 30 Apr 2024 20:00:00 EST", "2024-05-01T01:00", "feed"),
    ("https://outlet.test/2024/04/28/a", "", "", "Tue, 30 Apr 2024 08:00:00 GMT", "2024-04-30T08:00", "feed"),
    (A, ld(datePublished="2024-04-29T23:30:00-05:00"), "", None, "2024-04-30T04:30", "structured_data"),
    (A, ld(datePublished="2024-04-29", dateModified="2024-04-30"), "", None, "2024-04-29T00:00", "structured_data"),
    (A, ld(dateModified="2024-04-30"), "", None, None, None),
    (A, ld(dateCreated="2024-04-30"), "", None, None, None),
    (A, ld(datePublished="2031-01-01"), "", None, None, None),
    (A, ld(datePublished="2024-05-01T18:00:00Z"), "", None, None, None),
    (A, ld(datePublished="2024-05-01T12:05:00Z"), "", None, "2024-05-01T12:05", "structured_data"),
    (A, ld(datePublished="2024-05-01T20:00:00+09:00"), "", None, "2024-05-01T11:00", "structured_data"),
    (A, ld(datePublished="2031-01-01") + meta(PUBLISHED, "2024-04-30"), "", None, "2024-04-30T00:00", "meta"),
    (A, ld(datePublished="yesterday") + meta(PUBLISHED, "2024-04-30"), "", None, "2024-04-30T00:00", "meta"),
    (A, meta("article:modified_time", "2024-04-30T08:00:00Z"), "", None, None, None),
    (A, meta("og:updated_time", "2024-04-30T08:00:00Z"), "", None, None, None),
    (A, '<meta http-equiv="last-modified" content="2024-04-30">', "", None, None, None),
    (A, '<meta name="copyright" content="2019"><meta name="date" content="2024-04-30">', "", None, None, None),
    (A, meta("event:start_time", "2024-06-01") + meta("article:expiration_time", "2024-06-01"), "", None, None, None),
    (A, meta(PUBLISHED, "30/04/2024"), "", None, None, None),
    (A, meta(PUBLISHED, "1714464000"), "", None, None, None),
    (
        A,
        meta(PUBLISHED, "2024-04-30T08:00:00+02:00") + meta("article:modified_time", "2024-05-01"),
        "",
        None,
        "2024-04-30T06:00",
        "meta",
    ),
    (A, "", "<p>On 24 February 2022 the invasion began.</p>", None, None, None),
    (A, "", "<p>Published: 30 April 2024</p>", None, None, None),
    (A, "", "<p>Updated on 2024-04-30 at noon.</p>", None, None, None),
    (A, "", '<p><time datetime="2023-10-07">7 October</time> changed all.</p>', None, None, None),
    (A, "", "<footer>Copyright 2019-2024 The Outlet</footer>", None, None, None),
    (A, "", '<img src="/2024/04/28/town.jpg"><a href="/2024/04/27/earlier">Earlier</a>', None, None, None),
    (A, '<link rel="canonical" href="https://outlet.test/2024/04/28/a">', "", None, None, None),
    ("https://outlet.test/2024/04/30/a", "", "", None, "2024-04-30T00:00", "address"),
    ("https://outlet.test/world/2024/apr/30/a", "", "", None, "2024-04-30T00:00", "address"),
    ("https://outlet.test/news/2024-04-30/a", "", "", None, "2024-04-30T00:00", "address"),
    ("https://outlet.test/2031/04/30/a", "", "", None, None, None),
    ("https://outlet.test/2024/13/45/a", "", "", None, None, None),
    ("https://outlet.test/2024/04/30/2023/10/07/a", "", "", None, None, None),
    ("https://outlet.test/a-year-after-2023-10-07", "", "", None, None, None),
    ("https://outlet.test/20240430/12", "", "", None, None, None),
]


def test_there_are_forty() -> None:
    assert len(CASES) == len(set(CASES)) == 40


@pytest.mark.parametrize("case", CASES)
def test_the_date_is_right_or_null(case: Case) -> None:
    url, head, body, feed, date, method = case
    shown = f"<body><article><p>{TEXT}</p>{body}</article></body>"
    html = f"<html><head><title>Shells hit a market</title>{head}</head>{shown}</html>"
    facts = {"url": url, "source": "The Outlet"} | ({"published_at": feed} if feed else {})
    found = parse_document(
        make_document(
            f"url:{url}",
            url,
            payload=html.encode(),
            sidecar=json.dumps(facts).encode(),
            media_type="text/html",
            method="web",
            landed_at=LANDED,
            url=url,
        )
    )
    assert isinstance(found, ParsedArticle), found
    assert (found.published_at, found.published_at_method) == (datetime.fromisoformat(date) if date else None, method)
