"""A piece of HTML to its paragraphs. All of it is the article: data gives the body of an article without the page around it.

A whole page belongs to page.py, which has to find the article on it.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from orchestration.ingest.reasons import ProblemError

_MAX_CHARACTERS = 10_000_000
_MAX_ELEMENTS = 30_000
_UNSHOWN = frozenset(("script", "style", "noscript", "template", "head", "iframe", "figcaption", "svg", "form", "button"))
_BLOCKS = frozenset(
    (
        "p",
        "div",
        "article",
        "section",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "blockquote",
        "table",
        "tr",
        "figure",
    )
)
_WHOLE_PAGE = re.compile(r"<(?:html|body|!doctype)\b", re.IGNORECASE)
_BREAK = "\n\n"
_BLANKS = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r"\s*\n\s*\n\s*")


def is_whole_page(html: str) -> bool:
    """Whether it is a page, and not a piece of one."""
    return _WHOLE_PAGE.search(html, 0, 5_000) is not None


def read_fragment(html: str) -> str:
    """The text of a piece of HTML, with a blank line between paragraphs. Raises ProblemError."""
    if len(html) > _MAX_CHARACTERS:
        raise _describe_limit(f"{_MAX_CHARACTERS:,} characters")
    try:
        tree = document_fromstring(f"<html><body>{html}</body></html>", parser=HTMLParser(encoding=None, huge_tree=False))
    except (etree.LxmlError, ValueError) as error:
        raise ProblemError("no_article", "its HTML cannot be read. Give the article's text as `text`.") from error
    if sum(1 for _ in tree.iter()) > _MAX_ELEMENTS:
        raise _describe_limit(f"{_MAX_ELEMENTS:,} elements")
    etree.strip_elements(tree, etree.Comment, etree.ProcessingInstruction, *_UNSHOWN, with_tail=False)
    parts: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            parts += (_BREAK if element.tag in _BLOCKS else "\n" if element.tag == "br" else "", _unfold(element.text))
        else:
            parts += (_BREAK if element.tag in _BLOCKS else "", _unfold(element.tail))
    return _BREAKS.sub(_BREAK, _BLANKS.sub(" ", "".join(parts))).strip()


def _unfold(text: str | None) -> str:
    """A line end in the source of a page is a blank."""
    return (text or "").replace("\n", " ")


def _describe_limit(limit: str) -> ProblemError:
    return ProblemError(
        "page_too_large", f"it has more than {limit}; no article is that long. Give the article's text as `text`."
    )
