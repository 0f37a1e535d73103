"""HTML to the article on the page: title, text, author and stated publication date. Not what the text means."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lxml.etree import XPath
from lxml.html import HtmlElement

from orchestration.ingest.dates import read_local_day, read_publication_date
from orchestration.ingest.page_date import is_behind_paywall, read_meta_dates, read_structured_dates
from orchestration.ingest.page_kind import ShownPage, find_refusal
from orchestration.ingest.page_teasers import drop_teasers
from orchestration.ingest.reasons import ProblemError

# trafilatura would log a refused page; here it becomes a row of rejected_documents.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)

# Pages of news have some thousand elements and 0.1 to 2 million characters. On hostile pages, trafilatura's time grows with the
# square of the elements.
_MAX_CHARACTERS = 10_000_000
_MAX_ELEMENTS = 30_000
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


def read_page(html: str, *, landed_at: datetime) -> Page:
    """The article on a page. Raises ProblemError: page_too_large, or the kind of page that page_kind.py finds instead."""
    if len(html) > _MAX_CHARACTERS:
        raise _describe_limit(f"{_MAX_CHARACTERS:,} characters")
    tree = _parse_tree(html)
    if tree is None:
        raise ProblemError("no_article", "it is not a readable HTML page. Give the article's text as .txt, or as `text`.")
    if sum(1 for _ in tree.iter()) > _MAX_ELEMENTS:
        raise _describe_limit(f"{_MAX_ELEMENTS:,} elements")
    published, published_by, published_on = _read_published(tree, landed_at)
    canonical_url = _read_canonical_url(tree)
    words, page_title, is_paid = _collect_shown_words(tree), _read_title(tree), is_behind_paywall(tree)
    links = [" ".join(" ".join(link.itertext()).split()) for link in tree.iter("a")]
    drop_teasers(tree)
    found = _extract_article(tree, landed_at)
    title, text, author = (found.title, found.text or "", found.author) if found is not None else (None, "", None)
    problem = find_refusal(ShownPage(title or page_title, text, words, [link for link in links if link], is_paid))
    if problem is not None:
        raise problem
    title = title or page_title
    return Page(title, _strip_title(text, title), author or None, canonical_url, published, published_by, published_on)


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


def _extract_article(tree: HtmlElement, landed_at: datetime) -> Any:
    """What trafilatura finds, or None."""
    import trafilatura  # noqa: PLC0415

    try:
        # deduplicate is off: it would remember pages across calls. The language is left to identify_language(). The dates are
        # not used; max_date makes them the same on every day.
        return trafilatura.bare_extraction(
            tree,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={
                "original_date": True,
                "extensive_search": False,
                "max_date": landed_at.date().isoformat(),
            },
        )
    except Exception:  # as above
        return None


def _read_published(tree: HtmlElement, landed_at: datetime) -> tuple[tuple[datetime, str] | None, str | None, date | None]:
    """The publication date that the page states, where, and the day at the outlet. Dates that contradict each other give none."""
    texts = read_structured_dates(tree)
    stated = {read_publication_date(given, landed_at=landed_at) for given in texts} - {None}
    if len(stated) == 1:
        local = {read_local_day(given) for given in texts} - {None}
        return stated.pop(), "structured_data", local.pop() if len(local) == 1 else None
    for given in read_meta_dates(tree):
        moment = read_publication_date(given, landed_at=landed_at)
        if moment is not None:
            return moment, "meta", read_local_day(given)
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
