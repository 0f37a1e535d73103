"""The publication date that a page states: in its structured data, meta elements or address. Never a date from its text.

Which dates are possible is decided in dates.py. trafilatura's own search is not used, because it falls back to the text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

_MAX_SCRIPT_CHARACTERS = 1_000_000  # characters; descriptions of an article have a few thousand
_MAX_OBJECTS = 1_000
_WITHIN = ("@graph", "mainEntity", "mainEntityOfPage")  # where the page's own article is; lists of other articles are elsewhere
_ARTICLES = frozenset(("blogposting", "liveblogposting", "socialmediaposting", "report"))
_PAGES = frozenset(("webpage", "itempage"))
# From the most to the least certain. `date` is left out: many servers put their clock there.
_META_NAMES = (
    *("article:published_time", "og:article:published_time", "datepublished", "og:published_time", "article:published"),
    *("parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "citation_publication_date"),
    *("pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "publication-date", "article.published"),
    *("dcterms.issued", "dc.date.issued", "dcterms.date", "dc.date", "dcterms.created"),
)
# Whole segments of a path, as in the archives of outlets. Other numbers may mean anything.
_SEGMENTS = re.compile(r"/((?:19|20)\d\d)(?:/(\d\d?|[a-z]{3})/(\d\d?)|-(\d\d)-(\d\d))(?=/|$)", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def read_address_date(url: str) -> str | None:
    """The date in the path of an address, if there is exactly one, as an ISO date that may be impossible."""
    dates = set()
    for year, month, day, iso_month, iso_day in _SEGMENTS.findall(urlsplit(url).path):
        named = (month or iso_month).lower()
        number = _MONTHS.index(named) + 1 if named in _MONTHS else named
        dates.add(f"{year}-{number:0>2}-{day or iso_day:0>2}")
    return dates.pop() if len(dates) == 1 else None


def read_structured_dates(tree: HtmlElement) -> set[str]:
    """The publication dates in the JSON-LD of a page's article, else of the page; several if they differ."""
    of_articles: set[str] = set()
    of_page: set[str] = set()
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for described in _list_descriptions((script.text or "")[:_MAX_SCRIPT_CHARACTERS]):
            given, types = described.get("datePublished"), _read_types(described)
            if not isinstance(given, str):
                continue
            if any(name.endswith("article") or name in _ARTICLES for name in types):
                of_articles.add(given.strip())
            elif types & _PAGES:
                of_page.add(given.strip())
    return of_articles or of_page


def read_meta_dates(tree: HtmlElement) -> list[str]:
    """The publication dates in the meta elements of a page, the surest first."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        if name in _META_NAMES and meta.get("content"):
            found.setdefault(name, meta.get("content").strip())
    return [found[name] for name in _META_NAMES if name in found]


def is_behind_paywall(tree: HtmlElement) -> bool:
    """Whether the JSON-LD of the page says that its article is not free to read."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            for described in _list_descriptions((script.text or "")[:_MAX_SCRIPT_CHARACTERS]):
                if str(described.get("isAccessibleForFree")).lower() == "false":
                    return True
    return False


def _list_descriptions(script: str) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD script that may be the page's article."""
    try:
        waiting = [json.loads(script, strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(_MAX_OBJECTS):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            yield value
            waiting.extend(value[key] for key in _WITHIN if isinstance(value.get(key), list | dict))


def _read_types(described: dict[str, Any]) -> set[str]:
    given = described.get("@type")
    names = given if isinstance(given, list) else [given]
    return {name.lower().rpartition("/")[2] for name in names if isinstance(name, str)}
