"""A document becomes an article or a rejection that says what to do. Pure: no clock, no files, and no document makes it raise."""

from __future__ import annotations

import re
from typing import Any

from orchestration.ingest import media
from orchestration.ingest.dates import published_at
from orchestration.ingest.decode import BinaryPayloadError, decode, repair, scrub
from orchestration.ingest.given import Given, GivenError, extra_json, given_of, read_given
from orchestration.ingest.identity import normalise_url, url_host
from orchestration.ingest.language import given_language, identify_language
from orchestration.ingest.page import read_page
from orchestration.ingest.records import Article, Document, Rejection
from orchestration.ingest.signature import signature

_RETRIABLE = {"unreadable"}  # what may be cured from outside, the document unchanged
_LINE_END = re.compile(r"\r\n|\r|\n")
_BLANK_LINES = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))+")
_MARKDOWN_HEADING = re.compile(r"^#{1,6}[ \t]+")


class _RejectedError(Exception):
    def __init__(self, stage: str, reason: str, message: str) -> None:
        super().__init__(message)
        self.stage, self.reason, self.message = stage, reason, message


def parse(document: Document) -> Article | Rejection:
    """The article of a document, or why it is none."""
    try:
        return _article(document)
    except _RejectedError as rejected:
        return Rejection(
            document_id=document.document_id,
            uri=document.uri,
            stage=rejected.stage,
            reason=rejected.reason,
            message=f"{document.uri}: {rejected.message}",
            is_retriable=rejected.reason in _RETRIABLE,
        )


def _article(document: Document) -> Article:
    payload = document.payload
    if payload is None:
        reason, _, message = (document.read_error or "unreadable: it could not be read; run again.").partition(": ")
        raise _RejectedError("read", reason, message)
    if document.media_type not in media.READ:
        raise _RejectedError("parse", "unsupported_format", media.UNSUPPORTED_ADVICE)
    if not payload.removeprefix(b"\xef\xbb\xbf").strip():
        raise _RejectedError("parse", "empty", "there is nothing in it. Put the article's text in, or remove the file.")
    if document.media_type == media.JSON:
        given, title, text = _read_json(document, payload)
    else:
        given, title, text = _read_text(document, payload)
    if not text.strip():
        raise _RejectedError("parse", "empty", "its text is blank. Give the article's text, or remove it.")
    return _assemble(document, given, title, text)


def _read_json(document: Document, payload: bytes) -> tuple[Given, str | None, str]:
    try:
        given = read_given(payload)
    except GivenError as error:
        raise _rejected_json(error) from error
    text, html = given.body.get("text"), given.body.get("html")
    for key, value in (("text", text), ("html", html)):
        if value is not None and not isinstance(value, str):
            raise _RejectedError(
                "parse", "wrong_type", f'`{key}` is {_shown(value)} where a string was expected. Write it in "quotes".'
            )
    if html and html.strip() and not (text and text.strip()):
        page = read_page(scrub(html), latest=document.landed_at)
        if page is None:
            raise _RejectedError(
                "parse",
                "no_article",
                "no article was found in its `html`: a list of links, a cookie wall? Give the text as `text`.",
            )
        return given, given.title or page.title, page.text
    if text is None and html is None:
        raise _RejectedError("parse", "no_text", "the object has neither `text` nor `html`. Give the article's text as `text`.")
    return given, given.title, text or ""


def _read_text(document: Document, payload: bytes) -> tuple[Given, str | None, str]:
    try:
        given = read_given(document.sidecar) if document.sidecar is not None else given_of({})
    except GivenError as error:
        message = f"its sidecar is not one JSON object: {error}. Mend or remove the .meta.json file."
        raise _RejectedError("parse", "invalid_sidecar", message) from error
    try:
        whole = decode(payload)
    except BinaryPayloadError as error:
        raise _rejected_binary(error) from error
    title, text = _split_title(whole)
    if title and document.media_type == media.MARKDOWN:
        title = _MARKDOWN_HEADING.sub("", title, count=1)
    if given.title and given.title != title:  # the title was given elsewhere: the first line is text like the rest
        return given, given.title, whole
    return given, title, text


def _split_title(whole: str) -> tuple[str | None, str]:
    """The first line as title and the rest as text, when a blank line and more text follow it; else no title and all of it."""
    start = len(whole) - len(whole.lstrip())
    line_end = _LINE_END.search(whole, start)
    blank = _BLANK_LINES.match(whole, line_end.end()) if line_end else None
    if line_end is None or blank is None or not whole[blank.end() :].strip():
        return None, whole
    return whole[start : line_end.start()].rstrip(), whole[blank.end() :]


def _assemble(document: Document, given: Given, title: str | None, text: str) -> Article:
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
    try:
        extra_text = extra_json(extra)
    except GivenError as error:
        raise _rejected_json(error) from error
    title = repair(title).strip() if title else None
    text = repair(text)
    return Article(
        article_id=document.article_id,
        document_id=document.document_id,
        external_id=given.external_id,
        source_name=repair(given.source) if given.source else (url_host(url) if url else None),
        url=url,
        title=title or None,
        text=text,
        author=repair(given.author) if given.author else None,
        language=language or identify_language(title, text),
        published_at=published[0] if published else None,
        published_at_method="given" if published else None,
        published_at_prec=published[1] if published else None,
        content_sha256=document.sha256 or "",
        word_count=len(text.split()),
        signature=signature(text),
        extra=extra_text,
        landed_at=document.landed_at,
    )


def _rejected_json(error: GivenError) -> _RejectedError:
    if error.reason == "binary":
        return _rejected_binary(error)
    advice = "Each line must hold one whole JSON object with `text` or `html`; mend this line and run again."
    return _RejectedError("parse", error.reason, f"{error}. {advice}")


def _rejected_binary(error: Exception) -> _RejectedError:
    return _RejectedError("decode", "binary", f"this is not text: {error}. Save the article as text in UTF-8.")


def _shown(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 40 else f"{shown[:37]}..."
