"""Rows of teasers below an article: the dead of other stories are not of its own."""

import pytest

from tests.unit.ingest.test_page import article, page

STORY = """<h1>Shells fall on Binnish</h1>
<p>Shells killed three people in the town of Binnish on Monday, rescue workers said. Houses near the school were hit.</p>
<p>The shelling went on for two hours, residents said. Nine people were wounded, and a bakery burned down.</p>"""
OTHERS = ("A bomb killed 19 people at a market in Quetta, police said on Sunday.", "Gunmen killed six guards near Maiduguri.")


@pytest.mark.parametrize(
    "row",
    [
        '<div class="cards"><div class="card"><p>{}</p></div><div class="card"><p>{}</p></div></div>',
        '<section class="tiles"><article class="tile"><h3>{}</h3></article><article class="tile"><h3>{}</h3></article></section>',
        '<div class="x9"><div class="b2"><a href="/a">{}</a></div><div class="b2"><a href="/b">{}</a></div></div>',
    ],
)
def test_a_row_of_teasers_is_not_of_the_article(row: str) -> None:
    parsed = article(
        page(f"<div class='left'><div class='col'>{STORY}{row.format(*OTHERS)}</div></div>", title="Shells fall on Binnish")
    )
    assert "Nine people were wounded" in parsed.text
    assert "Quetta" not in parsed.text
    assert "Maiduguri" not in parsed.text


@pytest.mark.parametrize(
    "body",
    [
        '<article><div class="card"><p>{}</p></div><div class="card"><p>{}</p></div></article>',
        '<article><div class="para"><p>{}</p></div><div class="para"><p>{}</p></div></article>',
    ],
)
def test_an_article_whose_paragraphs_are_blocks_is_kept(body: str) -> None:
    parsed = article(page(body.format(OTHERS[0] * 3, OTHERS[1] * 3), title="A day of bombs"))
    assert "Quetta" in parsed.text
    assert "Maiduguri" in parsed.text
