"""Teasers on the page of an article: the row of cards that announces other stories below it.

Here belongs how such a row is recognised and cut. What else on a page is not the article is left to trafilatura.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_BLOCKS = frozenset(("div", "li", "article", "section", "a"))
_MIN_CARDS = 2
_MIN_PARAGRAPHS = 2
_MIN_HEADLINE_WORDS = 4
_MAX_CARD_WORDS = 90
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
