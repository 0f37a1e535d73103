"""HTML to articles: the words of the article, the date that the page states, and a refusal that says what the page is instead."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest

from orchestration.ingest.parse import parse_document
from orchestration.ingest.records import Document, ParsedArticle, Rejection, make_document

LANDED = datetime(2024, 5, 1, 12)
WORDS = "Three people were killed in a strike near the city on Monday, the monitor said."
BODY = f"""<nav><a href="/">Home</a></nav><article><h1>A strike near the city</h1>
<p>On 24 February 2022 the war began. {WORDS}</p>
<p>{WORDS} {WORDS} A second paragraph says more about what happened to the people there.</p></article><footer>© 2019</footer>"""


def page(body: str = BODY, head: str = "", title: str = "A strike near the city") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def json_ld(*described: dict[str, Any]) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in described)


def document(
    payload: bytes | str, sidecar: dict[str, Any] | None = None, content_type: str | None = None, url: str | None = None
) -> Document:
    return make_document(
        "file:a.html",
        "a.html",
        payload=payload.encode() if isinstance(payload, str) else payload,
        sidecar=json.dumps(sidecar).encode() if sidecar is not None else None,
        media_type="text/html",
        landed_at=LANDED,
        url=url,
        headers=json.dumps({"content-type": content_type}) if content_type else None,
    )


def article(payload: bytes | str, sidecar: dict[str, Any] | None = None, content_type: str | None = None) -> ParsedArticle:
    parsed = parse_document(document(payload, sidecar, content_type))
    assert isinstance(parsed, ParsedArticle), parsed
    return parsed


def rejection(payload: str) -> Rejection:
    parsed = parse_document(document(payload))
    assert isinstance(parsed, Rejection), parsed
    return parsed


def test_a_page_gives_the_text_of_its_article_and_its_title() -> None:
    for _ in range(5):  # the same page again and again is the same article
        parsed = article(page())
        assert parsed.title == "A strike near the city"
        assert parsed.text.startswith("On 24 February 2022")
        assert parsed.text.count(WORDS) == 3
        assert "Home" not in parsed.text
        assert parsed.language == "en"


def test_a_page_within_json_goes_the_same_way() -> None:
    def line(**given: Any) -> ParsedArticle:
        parsed = parse_document(
            make_document("k", "x.jsonl:1", payload=json.dumps(given).encode(), media_type="application/json", landed_at=LANDED)
        )
        assert isinstance(parsed, ParsedArticle), parsed
        return parsed

    dated = page(head='<meta property="article:published_time" content="2019-01-01">')
    assert line(html=dated).text == article(dated).text
    assert line(html=dated).published_at == datetime(2019, 1, 1)
    assert line(html=dated, title="Given").title == "Given"
    assert line(html=dated, text="Given.").text == "Given."
    assert line(html=dated, text="Given.").published_at is None
    assert line(html=dated, text=" ").text.count(WORDS) == 3
    assert line(html=f"<p>{WORDS}</p><p>And more.</p>").text.count(WORDS) == 1


def test_a_short_report_is_an_article() -> None:
    assert article("<html><body><p>Three people were killed.</p></body></html>").text == "Three people were killed."


def test_a_sidecar_says_more_than_the_page() -> None:
    stated = page(
        head=json_ld(
            {"@context": "https://schema.org", "@type": "NewsArticle", "author": {"@type": "Person", "name": "Jane Roe"}},
            {"@type": "NewsArticle", "datePublished": "2019-01-01"},
        )
    )
    assert article(stated).author == "Jane Roe"
    parsed = article(stated, {"title": "T", "author": "A", "published_at": "2018-01-01", "url": "https://x.org/a"})
    assert (parsed.title, parsed.author, parsed.published_at, parsed.published_at_method) == (
        "T",
        "A",
        datetime(2018, 1, 1),
        "given",
    )
    assert parsed.url == "https://x.org/a"


def test_the_canonical_address_is_that_of_a_saved_page() -> None:
    parsed = article(page(head='<link rel="canonical" href="https://x.org/other">'))
    assert parsed.url == "https://x.org/other"
    assert json.loads(parsed.extra or "") == {"canonical_url": "https://x.org/other"}


def by_json_ld(*types: str, published: str = "2024-04-01", **more: Any) -> str:
    return json_ld({"@type": list(types), "datePublished": published, **more})


OLDER = '<meta name="pubdate" content="2024-01-01">'


@pytest.mark.parametrize(
    ("head", "hour", "method"),
    [
        (by_json_ld("NewsArticle", published="2024-04-01T10:00:00+02:00"), 8, "structured_data"),
        (json_ld({"@graph": [{"@type": "Article", "datePublished": "2024-04-01"}]}), 0, "structured_data"),
        (by_json_ld("Article") + by_json_ld("WebPage", published="2020-01-01"), 0, "structured_data"),
        (json_ld({"mainEntity": {"@type": "http://schema.org/Report", "datePublished": "2024-04-01"}}), 0, "structured_data"),
        (by_json_ld("WebPage"), 0, "structured_data"),
        (by_json_ld("Thing", "BlogPosting") + OLDER, 0, "structured_data"),
        ('<meta property="article:published_time" content="Mon, 01 Apr 2024 10:00:00 GMT">', 10, "meta"),
        ('<meta itemprop="datePublished" content="2024-04-01">', 0, "structured_data"),
        (OLDER + '<meta property="article:published_time" content="2024-04-01">', 0, "meta"),
        ('<meta property="article:published_time" content="soon"><meta name="DC.date.issued" content="2024-04-01">', 0, "meta"),
    ],
)
def test_the_date_is_the_one_that_the_page_states(head: str, hour: int, method: str) -> None:
    parsed = article(page(head=head))
    assert (parsed.published_at, parsed.published_at_method) == (datetime(2024, 4, 1, hour), method)


@pytest.mark.parametrize(
    "head",
    [
        "",
        '<meta property="article:modified_time" content="2024-04-01"><meta name="date" content="2024-04-01">',
        '<meta property="article:published_time" content="2030-01-01">',
        '<script type="application/ld+json">{broken</script>',
        f'<script type="application/ld+json">{"[" * 100_000}</script>',
        json_ld({"@type": "NewsArticle", "datePublished": 2024}),
        json_ld({"@type": "VideoObject", "datePublished": "2024-04-01"}),
        json_ld({"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "datePublished": "2024-04-01"}]}),
        json_ld({"@type": "NewsArticle", "datePublished": "2024-04-01"}, {"@type": "NewsArticle", "datePublished": "2024-03-01"}),
        '<link rel="canonical" href="/2024/04/01/a">',
    ],
)
def test_a_date_that_is_not_stated_for_the_article_is_null(head: str) -> None:
    parsed = article(page(head=head))
    assert (parsed.published_at, parsed.published_at_method, parsed.published_at_prec) == (None, None, None)


def test_a_given_date_that_cannot_be_read_leaves_that_of_the_page() -> None:
    parsed = article(page(head='<meta name="pubdate" content="2024-04-01">'), {"published_at": "in spring"})
    assert (parsed.published_at, parsed.published_at_method) == (datetime(2024, 4, 1), "meta")
    assert json.loads(parsed.extra or "") == {"published_at_given": "in spring"}


LINKS = "".join(f'<li><a href="/{n}">Headline number {n} about something that happened</a></li>' for n in range(30))
WALL = """<div><h2>We value your privacy</h2><p>We and our partners use cookies to store and access personal data.</p>
<p>By clicking Accept you agree to our use of cookies. You can manage preferences at any time.</p></div>"""


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (page("<p></p>"), "no_article"),
        (page("<script>var shown = 'words'</script>", title=""), "no_article"),
        (page(f"<ul>{LINKS}</ul>", title="News"), "link_list"),
        (page(f"<div>{LINKS.replace('li>', 'p>')}</div>", title="News"), "link_list"),
        (page(WALL, title="Daily News"), "cookie_wall"),
        (page("<h1>Not Found</h1><p>The requested URL was not found on this server.</p>", title="404 Not Found"), "error_page"),
        (page("<h1>Sorry</h1><p>The page you are looking for does not exist.</p>", title="Page not found | Daily"), "error_page"),
        (page("<h1>Access denied</h1><p>You have no permission.</p>", title="Daily"), "error_page"),
        (page("<p>Checking your browser. Enable JavaScript to continue.</p>", title="Just a moment..."), "bot_check"),
        (page("<p>Please complete the CAPTCHA below.</p>", title="Daily"), "bot_check"),
        (page(f"<article><p>{WORDS}</p><div>Subscribe to continue reading</div></article>"), "paywall"),
        (page(f"<p>{WORDS}</p>", head=json_ld({"@type": "NewsArticle", "isAccessibleForFree": False})), "paywall"),
        (page("<p>x</p>" * 40_000), "page_too_large"),
        (page("x " * 6_000_000), "page_too_large"),
    ],
    ids=lambda value: value if len(value) < 20 else "",
)
def test_a_page_without_an_article_is_refused_for_what_it_is(html: str, reason: str) -> None:
    parsed = rejection(html)
    assert (parsed.stage, parsed.reason, parsed.is_retriable) == ("parse", reason, False)
    assert parsed.message.startswith("a.html: it ") or parsed.message.startswith("a.html: none of the ")


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("404 people killed in flood", f"<p>{WORDS}</p>"),
        ("500 flee the city", f"<p>{WORDS}</p>"),
        ("Access denied to aid convoys", f"<p>{WORDS}</p>"),
        ("Court rules on cookies", f"<p>Sites need consent to set cookies, and users may refuse, it said.</p><p>{WORDS * 3}</p>"),
        ("A strike", f"<header>Already a subscriber? Log in</header><p>{WORDS}</p>"),
        ("A strike", f"<p>{WORDS}</p><p>{WORDS} {WORDS}</p><ul>{LINKS[:300]}</ul>"),
        ("Bots", f"<p>Software that passes a captcha is on sale.</p><p>{WORDS * 8}</p>"),
    ],
)
def test_an_article_about_such_things_passes(title: str, body: str) -> None:
    assert WORDS in article(page(f"<article><h1>{title}</h1>{body}</article>", title=title)).text


RUSSIAN = "Трое человек погибли в результате удара возле города, сообщили местные власти. Ещё пятеро ранены."


@pytest.mark.parametrize(
    ("encoding", "meta", "content_type"),
    [
        ("utf-8", "", None),
        ("utf-8-sig", '<meta charset="windows-1251">', "text/html; charset=koi8-r"),
        ("utf-8", '<meta charset="windows-1251">', "text/html; charset=ISO-8859-1"),
        ("cp1251", '<meta charset="windows-1251">', None),
        ("cp1251", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', None),
        ("koi8-r", "", "text/html; charset=KOI8-R"),
        ("koi8-r", '<meta charset="windows-1251">', 'text/html; charset="koi8-r"'),
        ("cp1251", '<meta charset="utf-8">', "text/html; charset=utf-8"),
        ("cp1251", '<meta charset="base64">', "text/html; charset=no-such"),
        ("cp1251", '<meta charset="utf-16">', None),
        ("cp1251", "", None),
        ("utf-16", "", None),
        ("utf-16-le", "", "text/html; charset=utf-16"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_is_in(encoding: str, meta: str, content_type: str | None) -> None:
    payload = page(f"<article><p>{RUSSIAN}</p></article>", head=meta, title="Удар").encode(encoding)
    parsed = article(payload, content_type=content_type)
    assert (parsed.title, parsed.text, parsed.language) == ("Удар", RUSSIAN, "ru")


def test_a_japanese_page_in_ascii_bytes_is_read_as_declared() -> None:
    japanese = "月曜日、市の近くで空爆があり、3人が死亡したと監視団が発表した。"
    payload = page(f"<p>{japanese}</p>", head='<meta charset="iso-2022-jp">').encode("iso-2022-jp")
    assert article(payload).text == japanese


def test_the_address_of_an_archived_page_is_that_of_the_article() -> None:
    parsed = parse_document(document(page(), url="https://www.example.org/a"))
    assert isinstance(parsed, ParsedArticle)
    assert (parsed.url, parsed.source_name) == ("https://www.example.org/a", "example.org")
