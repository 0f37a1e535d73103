"""A document becomes an article, or a rejection that says what to do. No clock, no files; no document makes it raise."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from orchestration.ingest import media
from orchestration.ingest.charset import read_header_charset, read_page_charset
from orchestration.ingest.dates import read_local_day, read_publication_date
from orchestration.ingest.decode import BinaryPayloadError, decode_text, repair_text, scrub_text
from orchestration.ingest.given_facts import GivenFacts, GivenFactsError, dump_extra, read_facts, sort_facts
from orchestration.ingest.identity import drop_credentials, get_source_host, normalise_url
from orchestration.ingest.language import identify_language, read_language_tag
from orchestration.ingest.page import Page, read_page
from orchestration.ingest.page_date import read_address_date
from orchestration.ingest.reasons import REASONS, ProblemError, parse_problem
from orchestration.ingest.records import Document, ParsedArticle, Rejection
from orchestration.ingest.signature import compute_signature

_LINE_END = re.compile(r"\r\n|\r|\n")
_BLANK_LINES = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))+")
_MARKDOWN_HEADING = re.compile(r"^#{1,6}[ \t]+")


def parse_document(document: Document) -> ParsedArticle | Rejection:
    """The article of a document, or the reason why it has none."""
    try:
        return _read_article(document)
    except ProblemError as problem:
        reason = REASONS[problem.reason]
        return Rejection(
            document_id=document.document_id,
            uri=document.uri,
            stage=reason.stage,
            reason=problem.reason,
            message=f"{document.uri}: {problem.message}",
            is_retriable=reason.is_retriable,
        )


@dataclass(frozen=True, slots=True)
class _Content:
    """The content of a payload: the facts given with it, its title and its text."""

    given: GivenFacts
    title: str | None
    text: str
    page: Page | None = None  # where the text was found on one


def _read_article(document: Document) -> ParsedArticle:
    payload = document.payload
    if payload is None:
        raise parse_problem(document.read_error or "unreadable: it could not be read. Run again.")
    if not payload.removeprefix(b"\xef\xbb\xbf").strip():
        raise ProblemError("empty", "it is empty. Add the article's text, or remove the file.")
    if document.media_type == media.JSON:
        found = _read_json(document, payload)
    elif document.media_type in media.READ:
        found = _read_text(document, payload)
    else:
        raise ProblemError("unsupported_format", media.advise_on_unsupported(document.uri))
    if not found.text.strip():
        raise ProblemError("empty", "its text is blank. Add the article's text, or remove the article.")
    return _assemble_article(document, found)


def _read_json(document: Document, payload: bytes) -> _Content:
    try:
        given = read_facts(payload)
    except GivenFactsError as error:
        raise _make_json_problem(error) from error
    text, html = given.body.get("text"), given.body.get("html")
    for key, value in (("text", text), ("html", html)):
        if value is not None and not isinstance(value, str):
            raise ProblemError(
                "wrong_type", f'`{key}` is {_shorten_value(value)}, but a string was expected. Write it in "quotes".'
            )
    if html and html.strip() and not (text and text.strip()):
        return _take_from_page(read_page(scrub_text(html), landed_at=document.landed_at), given)
    if text is None and html is None:
        raise ProblemError("no_text", "the object has neither `text` nor `html`. Give the article's text as `text`.")
    return _Content(given, given.title, text or "")


def _read_text(document: Document, payload: bytes) -> _Content:
    try:
        given = read_facts(document.sidecar) if document.sidecar is not None else sort_facts({"url": document.url})
    except GivenFactsError as error:
        message = f"its sidecar is not one JSON object: {error}. Correct or remove the .meta.json file."
        raise ProblemError("invalid_sidecar", message) from error
    is_page = document.media_type == media.HTML
    charset = _read_charset_of_headers(document.headers) or (read_page_charset(payload) if is_page else None)
    try:
        whole = decode_text(payload, declared=charset)
    except BinaryPayloadError as error:
        raise _make_binary_problem(error) from error
    if is_page:
        return _take_from_page(read_page(scrub_text(whole), landed_at=document.landed_at), given)
    title, text = _split_title(whole)
    if title and document.media_type == media.MARKDOWN:
        title = _MARKDOWN_HEADING.sub("", title, count=1)
    if given.title and given.title != title:  # the title was given elsewhere: the first line is text like the rest
        return _Content(given, given.title, whole)
    return _Content(given, title, text)


def _take_from_page(page: Page, given: GivenFacts) -> _Content:
    return _Content(given, given.title or page.title, page.text, page)


def _read_charset_of_headers(headers: str | None) -> str | None:
    """The charset in the Content-Type header of the response."""
    return read_header_charset(json.loads(headers).get("content-type")) if headers else None


def _split_title(whole: str) -> tuple[str | None, str]:
    """The first line as title and the rest as text, if a blank line and more text follow it; otherwise no title and all text."""
    start = len(whole) - len(whole.lstrip())
    line_end = _LINE_END.search(whole, start)
    blank = _BLANK_LINES.match(whole, line_end.end()) if line_end else None
    if line_end is None or blank is None or not whole[blank.end() :].strip():
        return None, whole
    return whole[start : line_end.start()].rstrip(), whole[blank.end() :]


def _assemble_article(document: Document, found: _Content) -> ParsedArticle:
    given, page = found.given, found.page
    extra = dict(given.extra)
    if given.url and normalise_url(given.url) is None:
        extra["url_given"] = given.url
    url = None if "url_given" in extra or given.url is None else drop_credentials(given.url)
    language = read_language_tag(given.language) if given.language else None
    if given.language and language is None:
        extra["language_given"] = given.language
    published = read_publication_date(given.published_at, landed_at=document.landed_at) if given.published_at else None
    if given.published_at and published is None:
        extra["published_at_given"] = given.published_at
    method = _name_given_method(document) if published else "unusable" if "published_at_given" in extra else None
    published_on = read_local_day(given.published_at) if given.published_at and published else None
    if published is None and page and page.published:
        published, method, published_on = page.published, page.published_by, page.published_on
    if page and page.is_of_several_days:
        published, method, published_on = None, "several_days", None
    elif published is None and page:
        published = _read_date_of_addresses(document, url)
        method = "address" if published else method
    if published and published_on is None and published[1] == "time":
        published_on = _find_local_day(document, url, published[0])
    if page and page.canonical_url:
        extra["canonical_url"] = drop_credentials(page.canonical_url)
    author = given.author or (page.author if page else None)
    try:
        extra_text = dump_extra(extra)
    except GivenFactsError as error:
        raise _make_json_problem(error) from error
    title = repair_text(found.title).strip() if found.title else None
    text = repair_text(found.text)
    return ParsedArticle(
        article_id=document.article_id,
        document_id=document.document_id,
        external_id=given.external_id,
        source_name=repair_text(given.source) if given.source else (get_source_host(url) if url else None),
        url=url,
        title=title or None,
        text=text,
        author=repair_text(author) if author else None,
        language=language or identify_language(title, text),
        published_at=published[0] if published else None,
        published_at_method=method,
        published_at_prec=published[1] if published else None,
        published_on=published_on,
        content_sha256=document.sha256 or "",
        word_count=len(text.split()),
        signature=compute_signature(text),
        extra=extra_text,
        landed_at=document.landed_at,
    )


def _read_date_of_addresses(document: Document, url: str | None) -> tuple[datetime, str] | None:
    """The date in the address of a page, otherwise in the address that it redirected to."""
    for address in filter(None, (url, document.final_url)):
        given = read_address_date(address)
        if given is not None:
            return read_publication_date(given, landed_at=document.landed_at)
    return None


def _find_local_day(document: Document, url: str | None, moment: datetime) -> date | None:
    """The day at the outlet of a time in UTC: that in the address, if it is next to the day in UTC."""
    found = _read_date_of_addresses(document, url)
    if found is None or abs(found[0].date() - moment.date()) > timedelta(days=1):
        return None
    return found[0].date()


def _name_given_method(document: Document) -> str:
    """The source of a given date: the feed for a fetched page, otherwise whoever gave the document."""
    return "feed" if document.method == "web" else "given"


def _make_json_problem(error: GivenFactsError) -> ProblemError:
    if error.reason == "binary":
        return _make_binary_problem(error)
    return ProblemError(
        error.reason, f"{error}. An article in JSON is one object with `text` or `html`. Correct it and run again."
    )


def _make_binary_problem(error: Exception) -> ProblemError:
    return ProblemError("binary", f"this is not text: {error}. Save the article as text in UTF-8.")


def _shorten_value(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 40 else f"{shown[:37]}..."
