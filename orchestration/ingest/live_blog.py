"""Live blogs: pages of entries from several times, where one publication date would put an event of one day under another.

Here belongs how such a page is recognised and on which days its entries were written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from orchestration.ingest.dates import read_local_day, read_publication_date

_MAX_ENTRIES = 1_000
_UPDATES = ("liveBlogUpdate", "liveBlogUpdates")
_TITLE = re.compile(
    r"^\W*live\b|\blive (?:updates?|blog|coverage|news|reporting)\b|\bliveblog\b"
    r"|\bas it (?:happened|happens)\b|\blatest (?:news|updates)\b"
    r"|\bminute by minute\b|\brolling (?:coverage|updates)\b",
    re.IGNORECASE,
)
_OUTSIDE = frozenset(("aside", "nav", "footer"))


def read_entry_dates(tree: HtmlElement, descriptions: list[dict[str, Any]], landed_at: datetime) -> dict[str, date]:
    """The dates of a live blog's entries with their days, where it was written; empty: the page is no live blog."""
    given = list(islice(_list_stated(descriptions), _MAX_ENTRIES))
    if not given and (_is_called_live(tree) or _is_typed_live(tree, descriptions)):
        given = list(islice(_list_shown(tree), _MAX_ENTRIES))
    dates: dict[str, date] = {}
    for text in given:
        moment = read_publication_date(text, landed_at=landed_at)
        if moment is not None:
            dates[text] = read_local_day(text) or moment[0].date()
    return dates


def _list_stated(descriptions: list[dict[str, Any]]) -> Iterator[str]:
    for described in descriptions:
        for key in _UPDATES:
            updates = described.get(key)
            for update in updates if isinstance(updates, list) else [updates]:
                stated = update.get("datePublished") if isinstance(update, dict) else None
                if isinstance(stated, str):
                    yield stated.strip()


def _list_shown(tree: HtmlElement) -> Iterator[str]:
    """The times of the blocks with text of their own: each of several entries has one."""
    for moment in tree.iter("time"):
        if moment.get("datetime") and not any(around.tag in _OUTSIDE for around in moment.iterancestors()):
            entry = moment.getparent()
            if (entry is not None and any(True for _ in entry.iter("p"))) or _is_before_text(moment):
                yield moment.get("datetime").strip()


def _is_before_text(moment: HtmlElement) -> bool:
    """Whether a paragraph, a heading or a block of text follows the time or its parent."""
    parent = moment.getparent()
    return any(
        found.tag in ("p", "h2", "h3", "h4", "div")
        for element in (moment, parent)
        if element is not None
        for found in islice(element.itersiblings(), 2)
    )


def _is_called_live(tree: HtmlElement) -> bool:
    titles = [element.text_content()[:300] for tag in ("title", "h1") for element in islice(tree.iter(tag), 2)]
    return any(map(_TITLE.search, titles))


def _is_typed_live(tree: HtmlElement, descriptions: list[dict[str, Any]]) -> bool:
    if any("liveblogposting" in str(described.get("@type"))[:200].lower() for described in descriptions):
        return True
    return any(
        "liveblogposting" in (body.get("itemtype") or "").lower() for body in islice(tree.iter("body", "main", "article"), 20)
    )
