"""A document becomes an article or a rejection that says what to do. Pure: no clock, no files, and no document makes it raise."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from orchestration.ingest import media
from orchestration.ingest.charset import header_charset, page_charset
from orchestration.ingest.dates import published_at
from orchestration.ingest.decode import BinaryPayloadError, decode, repair, scrub
from orchestration.ingest.given import Given, GivenError, extra_json, given_of, read_given
from orchestration.ingest.identity import normalise_url, url_host
from orchestration.ingest.language import given_language, identify_language
from orchestration.ingest.page import Page, read_page
from orchestration.ingest.page_date import address_date
from orchestration.ingest.reasons import REASONS, ProblemError, read_problem
from orchestration.ingest.records import Document, ParsedArticle, Rejection
from orchestration.ingest.signature import signature

_LINE_END = re.compile(r"\r\n|\r|\n")
_BLANK_LINES = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))+")
_MARKDOWN_HEADING = re.compile(r"^#{1,6}[ \t]+")


def parse(document: Document) -> ParsedArticle | Rejection:
    """The article of a document, or why it is none."""
    try:
        return _article(document)
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
class _Found:
    """What a payload says: the facts that were given with it, and its own."""

    given: Given
    title: str | None
    text: str
    page: Page | None = None  # where the text was found on one


def _article(document: Document) -> ParsedArticle:
    payload = document.payload
    if payload is None:
        raise read_problem(document.read_error or "unreadable: it could not be read. Run again.")
    if not payload.removeprefix(b"\xef\xbb\xbf").strip():
        raise ProblemError("empty", "it is empty. Add the article's text, or remove the file.")
    if document.media_type == media.JSON:
        found = _read_json(document, payload)
    elif document.media_type in media.READ:
        found = _read_text(document, payload)
    else:
        raise ProblemError("unsupported_format", media.unsupported_advice(document.uri))
    if not found.text.strip():
        raise ProblemError("empty", "its text is blank. Add the article's text, or remove the article.")
    return _assemble(document, found)


def _read_json(document: Document, payload: bytes) -> _Found:
    try:
        given = read_given(payload)
    except GivenError as error:
        raise _json_problem(error) from error
    text, html = given.body.get("text"), given.body.get("html")
    for key, value in (("text", text), ("html", html)):
        if value is not None and not isinstance(value, str):
            raise ProblemError("wrong_type", f'`{key}` is {_shown(value)}, but a string was expected. Write it in "quotes".')
    if html and html.strip() and not (text and text.strip()):
        return _found_on(read_page(scrub(html), landed_at=document.landed_at), given)
    if text is None and html is None:
        raise ProblemError("no_text", "the object has neither `text` nor `html`. Give the article's text as `text`.")
    return _Found(given, given.title, text or "")


def _read_text(document: Document, payload: bytes) -> _Found:
    try:
        given = read_given(document.sidecar) if document.sidecar is not None else given_of({"url": document.url})
    except GivenError as error:
        message = f"its sidecar is not one JSON object: {error}. Correct or remove the .meta.json file."
        raise ProblemError("invalid_sidecar", message) from error
    is_page = document.media_type == media.HTML
    charset = _header_charset(document.headers) or (page_charset(payload) if is_page else None)
    try:
        whole = decode(payload, declared=charset)
    except BinaryPayloadError as error:
        raise _binary(error) from error
    if is_page:
        return _found_on(read_page(scrub(whole), landed_at=document.landed_at), given)
    title, text = _split_title(whole)
    if title and document.media_type == media.MARKDOWN:
        title = _MARKDOWN_HEADING.sub("", title, count=1)
    if given.title and given.title != title:  # the title was given elsewhere: the first line is text like the rest
        return _Found(given, given.title, whole)
    return _Found(given, title, text)


def _found_on(page: Page, given: Given) -> _Found:
    return _Found(given, given.title or page.title, page.text, page)


def _header_charset(headers: str | None) -> str | None:
    """The charset that the answer's Content-Type header states."""
    return header_charset(json.loads(headers).get("content-type")) if headers else None


def _split_title(whole: str) -> tuple[str | None, str]:
    """The first line as title and the rest as text, when a blank line and more text follow it; else no title and all of it."""
    start = len(whole) - len(whole.lstrip())
    line_end = _LINE_END.search(whole, start)
    blank = _BLANK_LINES.match(whole, line_end.end()) if line_end else None
    if line_end is None or blank is None or not whole[blank.end() :].strip():
        return None, whole
    return whole[start : line_end.start()].rstrip(), whole[blank.end() :]


def _assemble(document: Document, found: _Found) -> ParsedArticle:
    given, page = found.given, found.page
    extra = dict(given.extra)
    if given.url and normalise_url(given.url) is None:
        extra["url_given"] = given.url
    url = None if "url_given" in extra else given.url
    language = given_language(given.language) if given.language else None
    if given.language and language is None:
        extra["language_given"] = given.language
    published = published_at(given.published_at, landed_at=document.landed_at) if given.published_at else None
    if given.published_at and published is None:
        extra["published_at_given"] = given.published_at
    method = _given_by(document) if published else "unusable" if "published_at_given" in extra else None
    if published is None and page and page.published:
        published, method = page.published, page.published_by
    if published is None and page:
        published = _published_by_address(document, url)
        method = "address" if published else method
    if page and page.canonical_url:
        extra["canonical_url"] = page.canonical_url
    author = given.author or (page.author if page else None)
    try:
        extra_text = extra_json(extra)
    except GivenError as error:
        raise _json_problem(error) from error
    title = repair(found.title).strip() if found.title else None
    text = repair(found.text)
    return ParsedArticle(
        article_id=document.article_id,
        document_id=document.document_id,
        external_id=given.external_id,
        source_name=repair(given.source) if given.source else (url_host(url) if url else None),
        url=url,
        title=title or None,
        text=text,
        author=repair(author) if author else None,
        language=language or identify_language(title, text),
        published_at=published[0] if published else None,
        published_at_method=method,
        published_at_prec=published[1] if published else None,
        content_sha256=document.sha256 or "",
        word_count=len(text.split()),
        signature=signature(text),
        extra=extra_text,
        landed_at=document.landed_at,
    )


def _published_by_address(document: Document, url: str | None) -> tuple[datetime, str] | None:
    """The date in the address of a page, else in the one that it redirected to."""
    for address in filter(None, (url, document.final_url)):
        given = address_date(address)
        if given is not None:
            return published_at(given, landed_at=document.landed_at)
    return None


def _given_by(document: Document) -> str:
    """Who gave the facts beside a payload: of what was fetched, the feed that told of it."""
    return "feed" if document.method == "web" else "given"


def _json_problem(error: GivenError) -> ProblemError:
    if error.reason == "binary":
        return _binary(error)
    return ProblemError(
        error.reason, f"{error}. An article in JSON is one object with `text` or `html`. Correct it and run again."
    )


def _binary(error: Exception) -> ProblemError:
    return ProblemError("binary", f"this is not text: {error}. Save the article as text in UTF-8.")


def _shown(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 40 else f"{shown[:37]}..."
