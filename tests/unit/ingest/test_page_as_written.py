"""Pages as content systems write them: dates in many places, live blogs, front pages, and pages made to take long."""

from __future__ import annotations

import time
from datetime import date, datetime

import pytest

from orchestration.ingest.page import Page, read_page
from orchestration.ingest.reasons import ProblemError

LANDED = datetime(2026, 12, 1, 12)
BODY = (
    "<p>Government shelling killed four civilians in the town of Sarmin on Thursday, rescue workers said. They pulled two bodies"
    " from a collapsed house.</p><p>Residents said that the shelling went on for an hour. Eleven people were wounded in it.</p>"
)
SIX_UTC = (datetime(2026, 5, 14, 6, 15), "time")


def read(head: str = "", top: str = "", body: str = BODY, title: str = "Shelling kills four", end: str = "") -> Page:
    shown = f"<body><article>{top}<h1>{title}</h1>{body}</article>{end}</body>"
    return read_page(f"<html><head><title>{title}</title>{head}</head>{shown}</html>", landed_at=LANDED)


def ld(script: str) -> str:
    return f'<script type="application/ld+json">{script}</script>'


ARTICLE = '"@type":"NewsArticle","headline":"Shelling kills four"'
DATE = '"datePublished":"2026-05-14T09:15:00+03:00"'


@pytest.mark.parametrize(
    "script",
    [
        f"//<![CDATA[\n{{{ARTICLE},{DATE}}}\n//]]>",
        f"/*<![CDATA[*/{{{ARTICLE},{DATE}}}/*]]>*/",
        f"<!--\n{{{ARTICLE},{DATE}}}\n-->",
        f'{{{ARTICLE}, // "x": 1,\n /* and so on */ {DATE},}};',
        f'{{{ARTICLE},"articleBody":"It\\\'s // no \\x comment, \n}}",{DATE}}}',
        f'{{"@graph":[{{"@type":"WebSite"}},{{{ARTICLE},{DATE}}}]}}',
        f"[[{{{ARTICLE},{DATE}}}]]",
        f'{{"@type":"Organization"}}{{{ARTICLE},{DATE}}}',
        f'{{{ARTICLE},"broken": "say "no" to it", {DATE}}}',
        f'{{"@type":["Thing","http://schema.org/ClaimReview"],{DATE}}}',
        f'{{"@type":"QAPage","mainEntity":{{"@type":"Question",{DATE}}}}}',
        f'{{{ARTICLE},"datePublished":[{{"@value":"Thu May 14 08:15:00 CEST 2026"}}]}}',
        f'{{{ARTICLE},"datePublished":"2026-05-14T02:15:00EDT"}}',
        f'[{{{ARTICLE},{DATE}}},{{"@type":"NewsArticle","headline":"Another","datePublished":"2019-01-01"}}]',
        f'[{{"@type":"VideoObject","datePublished":"2019-01-01"}},{{{ARTICLE},{DATE}}}]',
        f"{{{ARTICLE},{DATE}}}".replace('"', "&quot;"),
    ],
)
def test_json_ld_is_read_as_content_systems_write_it(script: str) -> None:
    found = read(ld(script))
    assert (found.published, found.published_by) == (SIX_UTC, "structured_data")


GIVEN = "2026-05-14T09:15:00+03:00"


@pytest.mark.parametrize(
    "top",
    [
        f'<time itemprop="datePublished" datetime="{GIVEN}">14 May</time>',
        f'<span itemprop="dateCreated datePublished" content="{GIVEN}">today</span>',
        f'<div itemscope itemtype="https://schema.org/NewsArticle"><meta itemprop="datePublished" content="{GIVEN}"></div>',
        f'<time class="entry-date published" datetime="{GIVEN}">14 May</time>',
        f'<time class="entry-date published updated" datetime="{GIVEN}">14 May</time>',
        f'<div class="posted-on"><a href="/x"><time datetime="{GIVEN}">14 May</time></a></div>',
        f'<time pubdate datetime="{GIVEN}">14 May</time>',
        f'<time datetime="{GIVEN}">14 May</time>',
        f'<div><span class="news date"><time datetime="{GIVEN}">14 May</time></span></div>',
        f'<abbr class="published" title="{GIVEN}">Thursday</abbr>',
    ],
)
def test_a_date_in_the_markup_of_the_article_is_read(top: str) -> None:
    found = read(top=top)
    assert (found.published, found.published_on) == (SIX_UTC, date(2026, 5, 14))


@pytest.mark.parametrize(
    "shown",
    ["jueves 14 de mayo de 2026", "14.5.2026 klo 12.45", "14. Mai 2026", "14 mai 2026", "29/05/2026 - 04:30", "14 May 2026"],
)
def test_a_marked_day_is_read_in_other_languages_where_it_is_clear(shown: str) -> None:
    found = read(top=f'<span class="entry-date">{shown}</span>')
    assert found.published == (datetime(2026, 5, 29 if "29" in shown else 14), "day")


def test_a_surer_date_that_cannot_be_read_contradicts_one_of_another_year() -> None:
    surer = '<meta property="article:published_time" content="14 Bealtaine 2026">'
    assert read(surer + '<meta name="pubdate" content="10-Nov-2000">').published is None
    assert read(surer + '<meta name="pubdate" content="2026-05-14">').published == (datetime(2026, 5, 14), "day")


@pytest.mark.parametrize(
    ("top", "end"),
    [
        ("", f'<aside><time class="entry-date" datetime="{GIVEN}">14 May</time></aside>'),
        ("", f'<ul class="latest"><li><time class="entry-date" datetime="{GIVEN}">14 May</time></li></ul>'),
        ("", f'<div class="related-posts"><p><time class="entry-date" datetime="{GIVEN}">14 May</time></p></div>'),
        (
            "",
            f'<div itemscope itemtype="https://schema.org/Comment"><i itemprop="datePublished" content="{GIVEN}"></i></div>',
        ),
        (f'<time class="updated" datetime="{GIVEN}">14 May</time>', ""),
        (f'<p><time datetime="{GIVEN}">The 14th of May</time> changed all.</p>', ""),
        ("", f'<div><div><time datetime="{GIVEN}">The 14th of May</time></div></div>'),
        ('<span class="entry-date">05/04/2026</span>', ""),
        ('<span class="entry-date">Updated 14 May 2026</span>', ""),
        ('<span class="entry-date">1 May 2026</span><span class="entry-date">2 May 2026</span>', ""),
        ('<time itemprop="datePublished" datetime="0001-01-01T00:00:00Z"></time>', ""),
    ],
)
def test_a_date_of_something_else_is_not_taken(top: str, end: str) -> None:
    assert read(top=top, end=end).published is None


ENTRY = "<div><time datetime='%s'>then</time><h2>News</h2><p>Shelling killed nine people in Saraqib, a monitor said.</p></div>"
TWO_DAYS = [ENTRY % "2026-05-14T10:00:00Z", ENTRY % "2026-05-12T10:00:00Z"]
UPDATES = '"liveBlogUpdate":[{"datePublished":"2026-05-14T10:00:00Z"},{"datePublished":"%s"}]'


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            ld('{"@type":"LiveBlogPosting","datePublished":"2026-05-11",' + UPDATES % "2026-05-12T10:00:00Z" + "}"),
            "Fighting in Idlib",
        ),
        (ld('{"@type":"LiveBlogPosting","datePublished":"2026-05-11"}'), "Fighting in Idlib"),
        ('<meta property="article:published_time" content="2026-05-11">', "Live: fighting in Idlib"),
        ('<meta property="article:published_time" content="2026-05-11">', "Fighting in Idlib - live updates"),
    ],
)
def test_a_live_blog_of_several_days_is_of_no_day(head: str, title: str) -> None:
    found = read(head, body="".join(TWO_DAYS), title=title)
    assert (found.published, found.is_of_several_days) == (None, True)


def test_a_live_blog_of_one_day_is_of_that_day_and_other_pages_keep_their_date() -> None:
    begun = ld('{"@type":"LiveBlogPosting","datePublished":"2026-05-11",' + UPDATES % "2026-05-14T09:00:00Z" + "}")
    found = read(begun, body=TWO_DAYS[0], title="Fighting in Idlib")
    assert (found.published, found.is_of_several_days) == ((datetime(2026, 5, 14, 9), "time"), False)
    found = read(ld(f"{{{ARTICLE},{DATE}}}"), body=BODY + "".join(TWO_DAYS), title="They live in fear")
    assert (found.published, found.is_of_several_days) == (SIX_UTC, False)


def summaries(n: int, *, are_linked: bool = True) -> str:
    headline = '<h3><a href="/%d">Nineteen dead in town</a></h3>' if are_linked else "<h3>Nineteen dead in town %d</h3>"
    text = "<p>A car bomb killed nineteen people at a market on Monday, police said. Thirty others were wounded.</p>"
    return "".join(f"<section>{headline % i}{text}</section>" for i in range(n))


@pytest.mark.parametrize("wrap", ["<main>%s</main>", "<div><div>%s</div></div>", "<nav><a href='/'>All of our news</a></nav>%s"])
def test_a_front_page_of_summaries_is_a_list(wrap: str) -> None:
    with pytest.raises(ProblemError) as refused:
        read_page(f"<html><head><title>World</title></head><body>{wrap % summaries(6)}</body></html>", landed_at=LANDED)
    assert refused.value.reason == "link_list"


@pytest.mark.parametrize("body", [summaries(6, are_linked=False), BODY * 12 + summaries(4), BODY + summaries(2)])
def test_an_article_with_headings_or_with_a_few_summaries_is_an_article(body: str) -> None:
    assert "killed" in read(body=body).text


CARDS = '<div class="card"><p>One two three four five</p></div>'


@pytest.mark.parametrize(
    "page",
    [
        "<div " + " ".join(f'a{n}="&gt;"' for n in range(100_000)) + ">x</div>",
        "<div " + " ".join(f"a{n}='<b>'" for n in range(100_000)) + ">x</div>",
        "<div>" * 100_000 + "x",
        ld('{"@type":"NewsArticle","datePublished":"2026-05-14"}') * 14_000,
        ld("[" * 100_000),
        ld('"\\"' * 200_000),
        ld("{" + '"a":{' * 50_000),
        ld("[" + ",".join(['{"@type":"X"}'] * 50_000) + "]"),
        CARDS * 12_000,
        '<h2><a href="/1">One two three four</a></h2>' * 10_000,
        '<time class="entry-date" datetime="2026-05-14">x</time>' * 20_000,
        "<!--" * 200_000,
        "<a '" * 200_000,
    ],
    ids=lambda page: page[:40],
)
def test_a_page_made_to_take_long_ends_soon(page: str) -> None:
    began = time.process_time()
    try:
        read_page(f"<html><body><article><h1>Four</h1>{BODY}</article>{page}</body></html>", landed_at=LANDED)
    except ProblemError as problem:
        assert problem.reason in ("page_too_large", "no_article", "link_list")
    assert time.process_time() - began < 10


def test_the_words_between_two_signs_of_a_script_are_no_attributes() -> None:
    script = "<script>if (a<b && c) {" + "var word = 1; " * 3_000 + "}</script>"
    assert "Sarmin" in read(script + "<style>" + "a b c " * 2_000 + "</style>").text
