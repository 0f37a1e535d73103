"""Teasers: the row of cards on the page of an article that announces other stories below it, and pages of nothing else.

Here belongs how such a row is recognised and cut. What else on a page is not the article is left to trafilatura.
"""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

_BLOCKS = frozenset(("div", "li", "article", "section", "a"))
_MIN_CARDS = 2
_MIN_PARAGRAPHS = 2
_MIN_HEADLINE_WORDS = 4
_MAX_CARD_WORDS = 90
_MIN_SUMMARIES = 4
_MIN_SHARE_OF_SUMMARIES = 0.6
_HEADINGS = ("h1", "h2", "h3", "h4", "h5")
_WORD = re.compile(r"[a-z]+")
# Words in the class or id of a row of teasers, or of one of its cards.
_TEASER_WORDS = frozenset(
    [
        "also",
        "card",
        "cards",
        "headlines",
        "latest",
        "more",
        "next",
        "popular",
        "promo",
        "promos",
        "recirc",
        "recirculation",
        "recommendations",
        "recommended",
        "related",
        "river",
        "stories",
        "teaser",
        "teasers",
        "tile",
        "tiles",
        "trending",
    ]
)


def drop_teasers(tree: HtmlElement) -> None:
    """Cuts the rows of teasers from a page that has an article besides them."""
    paragraphs = [paragraph for paragraph in tree.iter("p") if len(paragraph.text_content().split()) >= _MIN_HEADLINE_WORDS]
    for row in [element for element in tree.iter(*_BLOCKS, "ul", "aside", "main") if _is_row_of_teasers(element)]:
        inside = {id(paragraph) for paragraph in row.iter("p")}
        outside = [paragraph for paragraph in paragraphs if id(paragraph) not in inside]
        if len(outside) >= _MIN_PARAGRAPHS and row.getparent() is not None:
            row.drop_tree()
            paragraphs = outside


def consists_of_summaries(tree: HtmlElement) -> bool:
    """Whether most of what a page says stands in blocks of one linked headline and a summary each: a front page."""
    blocks: dict[HtmlElement, int] = {}
    for heading in tree.iter(*_HEADINGS):
        if _is_linked(heading):
            block = _find_block(heading)
            if block is not None:
                blocks[block] = len(block.text_content().split())
    if len(blocks) < _MIN_SUMMARIES:
        return False
    body = next(tree.iter("body"), tree)
    n_words = sum(len(element.text_content().split()) for element in body if element.tag not in ("script", "style"))
    n_frame = sum(len(element.text_content().split()) for element in body.iter("nav", "footer"))
    return sum(blocks.values()) >= _MIN_SHARE_OF_SUMMARIES * (n_words - n_frame)


def _is_linked(heading: HtmlElement) -> bool:
    """Whether a heading is a link as a whole."""
    words = heading.text_content().split()
    around = heading.getparent()
    links = [*heading.iter("a"), *([around] if around is not None and around.tag == "a" else [])]
    return bool(words) and any(
        (link.get("href") or "").strip("#") and link.text_content().split()[: len(words)] == words for link in links
    )


def _find_block(heading: HtmlElement) -> HtmlElement | None:
    """The smallest block around a linked headline that has more words and no other headline."""
    n_words = len(heading.text_content().split())
    for around in heading.iterancestors():
        if around.tag in ("body", "main", "html") or sum(1 for _ in islice(around.iter(*_HEADINGS), 2)) > 1:
            return None
        if len(around.text_content().split()) > n_words:
            return around
    return None


def _is_row_of_teasers(row: HtmlElement) -> bool:
    """Whether all parts of an element are short, alike, and called teasers or headed by a link."""
    cards = [child for child in row if isinstance(child.tag, str)]
    if len(cards) < _MIN_CARDS or len({(card.tag, card.get("class")) for card in cards}) != 1 or cards[0].tag not in _BLOCKS:
        return False
    sizes = [len(card.text_content().split()) for card in cards]
    if min(sizes) < _MIN_HEADLINE_WORDS or max(sizes) > _MAX_CARD_WORDS:
        return False
    return bool(_list_names(row, cards[0]) & _TEASER_WORDS) or all(map(_has_headline, cards))


def _list_names(*elements: HtmlElement) -> set[str]:
    return {word for element in elements for key in ("class", "id") for word in _WORD.findall((element.get(key) or "").lower())}


def _has_headline(card: HtmlElement) -> bool:
    """Whether a card opens with a link of several words to another page."""
    link = card if card.tag == "a" else next(card.iter("a"), None)
    if link is None or not (link.get("href") or "").strip("#"):
        return False
    words = link.text_content().split()
    return len(words) >= _MIN_HEADLINE_WORDS and card.text_content().split()[: len(words)] == words
