"""HTML to the article on the page: title, text, author and stated publication date. Not what the text means."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lxml.etree import XPath
from lxml.html import HtmlElement

from orchestration.ingest.dates import read_local_day, read_publication_date
from orchestration.ingest.json_ld import read_descriptions
from orchestration.ingest.live_blog import read_entry_dates
from orchestration.ingest.page_date import (
    is_behind_paywall,
    read_dates_at_heading,
    read_marked_dates,
    read_meta_dates,
    read_microdata_dates,
    read_page_names,
    read_structured_dates,
)
from orchestration.ingest.page_kind import ShownPage, find_refusal
from orchestration.ingest.page_teasers import consists_of_summaries, drop_teasers
from orchestration.ingest.reasons import ProblemError

# trafilatura would log a refused page; here it becomes a row of rejected_documents.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)

# Pages of news have some thousand elements and 0.1 to 2 million characters. On hostile pages, trafilatura's time grows with the
# square of the elements.
_MAX_CHARACTERS = 10_000_000
_MAX_ELEMENTS = 30_000
# The second search of trafilatura (justext) takes time with the square of the paragraphs; real pages of news are smaller.
_MAX_ELEMENTS_TO_SEARCH_TWICE = 8_000
# libxml2 compares each attribute of an element with all others before it. Pages of news have at most some dozen.
_MAX_ATTRIBUTES = 1_000
_LONG_TAG = re.compile(
    r"<script\b.*?(?:</script|\Z)|<style\b.*?(?:</style|\Z)|<!--.*?(?:-->|\Z)"
    r"|<[a-zA-Z](?:[^\"'<>]++|\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))*+",
    re.DOTALL | re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_QUOTED = re.compile(r"\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)")
_SHOWN_TEXT = XPath(
    "//text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::template or ancestor::head)]"
)


@dataclass(frozen=True, slots=True)
class Page:
    """The article on a page and its facts."""

    title: str | None
    text: str
    author: str | None
    canonical_url: str | None
    published: tuple[datetime, str] | None  # naive UTC and its precision, 'day' or 'time'
    published_by: str | None  # structured_data | meta | NULL with the date
    published_on: date | None  # the day at the outlet, where its date says
    is_of_several_days: bool = False  # a live blog: no one day is right for all of its entries


def read_page(html: str, *, landed_at: datetime) -> Page:
    """The article on a page. Raises ProblemError: page_too_large, or the kind of page that page_kind.py finds instead."""
    if len(html) > _MAX_CHARACTERS:
        raise _describe_limit(f"{_MAX_CHARACTERS:,} characters")
    if any(map(_has_many_attributes, _LONG_TAG.finditer(html))):
        raise _describe_limit(f"{_MAX_ATTRIBUTES:,} attributes on one element")
    tree = _parse_tree(html)
    if tree is None:
        raise ProblemError("no_article", "it is not a readable HTML page. Give the article's text as .txt, or as `text`.")
    n_elements = sum(1 for _ in tree.iter())
    if n_elements > _MAX_ELEMENTS:
        raise _describe_limit(f"{_MAX_ELEMENTS:,} elements")
    descriptions = read_descriptions(tree)
    published, published_by, published_on = _read_published(tree, descriptions, landed_at)
    entries = read_entry_dates(tree, descriptions, landed_at)
    is_of_several_days = len(set(entries.values())) > 1
    if is_of_several_days:
        published, published_by, published_on = None, None, None
    elif entries:  # the day on which it was begun may be another
        given = min(entries)
        published, published_by, published_on = read_publication_date(given, landed_at=landed_at), "structured_data", None
    canonical_url = _read_canonical_url(tree)
    words, page_title, is_paid = _collect_shown_words(tree), _read_title(tree), is_behind_paywall(descriptions)
    links = [" ".join(" ".join(link.itertext()).split()) for link in tree.iter("a")]
    drop_teasers(tree)
    is_summaries = consists_of_summaries(tree)
    found = _extract_article(tree, landed_at, is_large=n_elements > _MAX_ELEMENTS_TO_SEARCH_TWICE)
    title, text, author = (found.title, found.text or "", found.author) if found is not None else (None, "", None)
    problem = find_refusal(ShownPage(title or page_title, text, words, [link for link in links if link], is_paid, is_summaries))
    if problem is not None:
        raise problem
    title = title or page_title
    text = _strip_title(text, title)
    return Page(title, text, author or None, canonical_url, published, published_by, published_on, is_of_several_days)


def _parse_tree(html: str) -> HtmlElement | None:
    import trafilatura  # noqa: PLC0415  takes a sixth of a second; plain text does not need it

    try:
        whole = trafilatura.load_html(html)
        # load_html refuses a fragment of a page.
        return whole if whole is not None else trafilatura.load_html(f"<html><body>{html}</body></html>")
    except Exception:  # whatever lxml raises on a hostile page: there is no readable article
        return None


def _describe_limit(limit: str) -> ProblemError:
    return ProblemError(
        "page_too_large", f"it has more than {limit}; no article is that long. Give the article's text as `text`."
    )


def _has_many_attributes(tag: re.Match[str]) -> bool:
    if len(tag[0]) <= _MAX_ATTRIBUTES or not tag[0][1:2].isalpha():
        return False
    if tag[0][:7].lower() in ("<script", "<style>") or tag[0][:6].lower() == "<style":
        return False
    return len(_QUOTED.sub(" ", tag[0]).replace("=", " ").replace("/", " ").split()) > _MAX_ATTRIBUTES


def _extract_article(tree: HtmlElement, landed_at: datetime, *, is_large: bool) -> Any:
    """What trafilatura finds, or None."""
    import trafilatura  # noqa: PLC0415

    try:
        # deduplicate is off: it would remember pages across calls. The language is left to identify_language(). The dates are
        # not used; max_date makes them the same on every day.
        return trafilatura.bare_extraction(
            tree,
            include_comments=False,
            with_metadata=True,
            fast=is_large,
            date_extraction_params={
                "original_date": True,
                "extensive_search": False,
                "max_date": landed_at.date().isoformat(),
            },
        )
    except Exception:  # as above
        return None


def _read_published(
    tree: HtmlElement, descriptions: list[dict[str, Any]], landed_at: datetime
) -> tuple[tuple[datetime, str] | None, str | None, date | None]:
    """The publication date that the page states, where, and the day at the outlet. Dates that contradict each other give none."""
    places: tuple[tuple[str, Iterable[str]], ...] = (
        ("structured_data", read_structured_dates(descriptions, read_page_names(tree))),
        *(("meta", [given]) for given in read_meta_dates(tree)),
        ("structured_data", read_microdata_dates(tree)),
        ("meta", read_marked_dates(tree)),
        ("meta", read_dates_at_heading(tree)),
    )
    unread_years: set[str] = set()
    for method, texts in places:
        stated = {given: read_publication_date(given, landed_at=landed_at) for given in texts}
        found = {given: moment for given, moment in stated.items() if moment is not None}
        days = {moment.date() for moment, _ in found.values()}
        if len(days) == 1 and (not unread_years or str(min(days).year) in unread_years):
            # Of one day: the earliest time.
            given, (moment, precision) = min(found.items(), key=lambda one: (one[1][1] == "day", one[1][0], one[0]))
            return (moment, precision), method, read_local_day(given)
        # A surer date that cannot be read contradicts one of another year, such as a template's.
        unread = [given for given in texts if read_publication_date(given, landed_at=datetime.max) is None]
        unread_years.update(year for given in unread for year in _YEAR.findall(given))
    return None, None, None


def _read_canonical_url(tree: HtmlElement) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            return str(link.get("href")).strip() or None
    return None


def _collect_shown_words(tree: HtmlElement) -> str:
    """All words that the page shows."""
    return " ".join(" ".join(_SHOWN_TEXT(tree)).split())


def _strip_title(text: str, title: str | None) -> str:
    """The text without a first line that repeats the title."""
    first, _, rest = text.partition("\n")
    return rest if title and rest.strip() and first.split() == title.split() else text


def _read_title(tree: HtmlElement) -> str | None:
    for title in tree.iter("title"):
        return " ".join("".join(title.itertext()).split()) or None
    return None
