"""Pages as outlets lay them out, with texts of our own: the article and all of it, and nothing of what stands around it."""

from __future__ import annotations

from datetime import datetime

import pytest

from orchestration.ingest.parse import parse_document
from orchestration.ingest.records import ParsedArticle, make_document

TITLE = "Shells hit a bakery in the old town"
PARAGRAPHS = [
    "Shells hit a bakery in the old town on Tuesday morning, killing five people who stood in line for bread, the mayor said.",
    "Nine others were taken to the hospital across the river, where surgeons worked without electricity until the afternoon.",
    "Neighbours said that they had heard three explosions within a minute, and that the second one brought down the roof.",
    "The ministry of defence did not answer questions about the attack, which was the fourth on the quarter since Friday.",
]
AROUND = [
    "Subscribe to our newsletter",
    "Most read this week",
    "Weather in the capital",
    "All rights reserved",
    "Share on social media",
]
RELATED = "".join(f"<li><a href='/{n}'>Another story number {n}</a></li>" for n in range(6))


def paragraphs(tag: str = "p") -> str:
    return "".join(f"<{tag}>{text}</{tag}>" for text in PARAGRAPHS)


MENU = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/world'>World</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
FOOTER = f"<footer><p>{AROUND[3]}</p></footer>"
LAYOUTS = {
    "an article element": f"{MENU}<main><article><h1>{TITLE}</h1>{paragraphs()}</article></main>{FOOTER}",
    "divs with classes": (
        f"<div class='header'>{MENU}</div><div class='content'><h1 class='headline'>{TITLE}</h1>"
        f"<div class='article-body'>{paragraphs()}</div><div class='sidebar'><h3>{AROUND[1]}</h3><ul>{RELATED}</ul></div></div>"
        f"<div class='footer'>{AROUND[3]}</div>"
    ),
    "a newsletter and links in the middle": (
        f"{MENU}<article><h1>{TITLE}</h1><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>"
        f"<aside class='newsletter'><form><p>{AROUND[0]}</p><input></form></aside>"
        f"<p>{PARAGRAPHS[2]}</p><ul class='related'>{RELATED}</ul><p>{PARAGRAPHS[3]}</p></article>{FOOTER}"
    ),
    "tables, as in old days": (
        f"<table><tr><td><font size='1'><a href='/'>Home</a><br><a href='/w'>World</a></font></td>"
        f"<td><h1>{TITLE}</h1>{paragraphs()}</td></tr></table>"
    ),
    "microdata": (
        f"{MENU}<div itemscope itemtype='https://schema.org/NewsArticle'><h1 itemprop='headline'>{TITLE}</h1>"
        f"<div itemprop='articleBody'>{paragraphs()}</div></div><div class='share'>{AROUND[4]}</div>{FOOTER}"
    ),
    "AMP": f"<main role='main'><header><h1>{TITLE}</h1></header><section>{paragraphs()}</section></main>{FOOTER}",
    "a picture with a caption and a quotation": (
        f"{MENU}<article><header><h1>{TITLE}</h1></header><figure><img src='a.jpg'></figure>"
        f"<p>{PARAGRAPHS[0]}</p><blockquote><p>{PARAGRAPHS[1]}</p></blockquote><p>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[3]}</p>"
        f"</article><section id='comments'><p>Reader: What a world.</p></section>{FOOTER}"
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_article_is_found_in_every_layout(layout: str) -> None:
    html = f"<!doctype html><html lang='en'><head><title>{TITLE} | The Outlet</title></head><body>{LAYOUTS[layout]}</body></html>"
    found = parse_document(
        make_document("url:https://a.test/1", "1", payload=html.encode(), media_type="text/html", landed_at=datetime(2026, 1, 1))
    )
    assert isinstance(found, ParsedArticle), found
    assert (found.title or "").startswith(TITLE)
    assert [text for text in PARAGRAPHS if text not in found.text] == []
    assert [text for text in (*AROUND, "Another story", "What a world", "Sport") if text in found.text] == []
    assert found.language == "en"
