"""A document becomes an article, or a rejection that says what to do. No clock, no files; no document makes it raise."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from orchestration.ingest import media
from orchestration.ingest.charset import read_header_charset, read_page_charset
from orchestration.ingest.contained_reader import read_contained
from orchestration.ingest.dates import read_local_day, read_publication_date
from orchestration.ingest.decode import BinaryPayloadError, decode_text, repair_text, scrub_text
from orchestration.ingest.file_facts import read_file_facts
from orchestration.ingest.given_facts import GivenFacts, GivenFactsError, dump_extra, read_facts
from orchestration.ingest.html_fragment import is_whole_page, read_fragment
from orchestration.ingest.identity import drop_credentials, get_source_host, normalise_url
from orchestration.ingest.language import identify_language, read_language_tag
from orchestration.ingest.marked_text import remove_markdown, split_front_matter
from orchestration.ingest.name_dates import read_dateline_date, read_name_date
from orchestration.ingest.page import Page, read_page
from orchestration.ingest.page_date import read_address_date
from orchestration.ingest.reasons import REASONS, ProblemError, parse_problem
from orchestration.ingest.records import Document, ParsedArticle, Rejection
from orchestration.ingest.signature import compute_signature

_READ_AGAIN = "The next version of Tallywire reads it again; or give its text as .txt."
_MAX_ERROR_CHARACTERS = 200
"""A library's message can quote the whole text."""

_LINE_END = re.compile(r"\r\n|\r|\n")
_PART = re.compile(r":[^/]*$")
_BLANK_LINES = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))+")
_MAX_SHOWN_KEYS = 20
_MAX_HEADING_CHARACTERS = 200
_CONTAINED = {media.PDF: "pdf", media.DOCX: "docx"}


def parse_document(document: Document) -> ParsedArticle | Rejection:
    """The article of a document, or the reason why it has none."""
    try:
        return _read_article(document)
    except Exception as error:  # whatever a library raises, one document never stops the others
        return reject_document(document.document_id, document.uri, error)


def reject_document(document_id: str, uri: str, error: Exception) -> Rejection:
    """The rejection of a document that `error` kept from being parsed. Errors other than `ProblemError` are faults."""
    match error:
        case ProblemError():
            problem = error
        case TimeoutError() | MemoryError() | ChildProcessError():
            problem = ProblemError("parser_too_costly", f"parsing it needed too much time or memory ({error}). {_READ_AGAIN}")
        case _:
            what = f"{type(error).__name__}: {error}"[:_MAX_ERROR_CHARACTERS]
            problem = ProblemError("parser_failed", f"the parser failed on it ({what}). {_READ_AGAIN}")
    reason = REASONS[problem.reason]
    return Rejection(
        document_id=document_id,
        uri=uri,
        stage=reason.stage,
        reason=problem.reason,
        message=scrub_text(f"{uri}: {problem.message}"),
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
        found = _read_file(document, payload)
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
    return _read_body(document, given)


def _read_body(document: Document, given: GivenFacts) -> _Content:
    """The content of an object that gives its text."""
    body = given.body
    if body is None:
        raise ProblemError("no_text", _describe_missing_text(given))
    if not isinstance(body.value, str):
        raise ProblemError(
            "wrong_type", f'`{body.key}` is {_shorten_value(body.value)}, but a string was expected. Write it in "quotes".'
        )
    if not body.is_html or not body.value.strip():
        return _Content(given, given.title, body.value)
    html = scrub_text(body.value)
    if body.key == "html" or is_whole_page(html):
        return _take_from_page(read_page(html, landed_at=document.landed_at), given)
    return _Content(given, given.title, read_fragment(html))


def _describe_missing_text(given: GivenFacts) -> str:
    shown = ", ".join(given.keys[:_MAX_SHOWN_KEYS]) + (", …" if len(given.keys) > _MAX_SHOWN_KEYS else "")
    what = f"it has no text: its keys are {shown}" if given.keys else "it has no keys"
    if given.url:
        return (
            f"{what}. If one of them holds the article's text, call it `text`. To fetch the page instead, name this file in a "
            "row of kind `list` in your list of sources, and run `tallywire crawl`."
        )
    return f"{what}. Call the one that holds the article's text `text`."


def _read_file(document: Document, payload: bytes) -> _Content:
    """The content of a file that is one article."""
    try:
        given = read_file_facts(document.media_type, payload, document.sidecar)
        if document.url:
            given = replace(given, url=document.url)
    except GivenFactsError as error:
        message = f"its sidecar is not one JSON object: {error}. Correct or remove the .meta.json file."
        raise ProblemError("invalid_sidecar", message) from error
    if document.media_type in _CONTAINED:
        text = str(next(read_contained(_CONTAINED[document.media_type], payload)))
        return _take_title(given, text, *_split_heading(text))
    if document.media_type == media.XML:
        found = _read_body(document, given)
        return replace(found, text=_strip_title(found.text, given.title))
    is_page = document.media_type == media.HTML
    charset = _read_charset_of_headers(document.headers) or (read_page_charset(payload) if is_page else None)
    try:
        whole = decode_text(payload, declared=charset)
    except BinaryPayloadError as error:
        raise _make_binary_problem(error) from error
    if is_page:
        return _take_from_page(read_page(scrub_text(whole), landed_at=document.landed_at), given)
    whole = split_front_matter(whole)[1]
    if document.media_type == media.MARKDOWN:
        whole = remove_markdown(whole)
    return _take_title(given, whole, *_split_title(whole))


def _take_title(given: GivenFacts, whole: str, title: str | None, text: str) -> _Content:
    """A title that was given elsewhere wins: then the first line is text like the rest."""
    if given.title and given.title != title:
        return _Content(given, given.title, _strip_title(whole, given.title))
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


def _strip_title(text: str, title: str | None) -> str:
    """The text without a first line that repeats the title."""
    first, _, rest = text.lstrip().partition("\n")
    return rest.lstrip() if title and rest.strip() and first.split() == title.split() else text


def _split_heading(whole: str) -> tuple[str | None, str]:
    """The first paragraph as title, if it is short and no sentence."""
    title, text = _split_title(whole)
    is_heading = title is not None and len(title) <= _MAX_HEADING_CHARACTERS and not title.endswith((".", ":", ";", ","))
    return (title, text) if is_heading else (None, whole)


_Date = tuple[tuple[datetime, str] | None, str | None, date | None]
"""The time of publication with its precision, where it comes from, and the day at the outlet."""


def _find_date(document: Document, found: _Content, text: str, url: str | None, extra: dict[str, Any]) -> _Date:
    """The date of an article: that given with it, else that of its page, of an address, of a file name or of its dateline."""
    page = found.page
    published, method, published_on = _read_given_dates(document, found.given, extra)
    if published is None and page and page.published:
        published, method, published_on = page.published, page.published_by, page.published_on
    if page and page.is_of_several_days:
        return None, "several_days", None
    if published is None and page:
        published = _read_date_of_addresses(document, url)
        method = "address" if published else method
    if published and published_on is None and published[1] == "time":
        published_on = _find_local_day(document, url, published[0])
    if published is None:
        for found_by, day in (("file_name", _read_day_of_name(document)), ("dateline", read_dateline_date(text))):
            published = read_publication_date(day, landed_at=document.landed_at) if day else None
            if published is not None:
                return published, found_by, published[0].date()
    return published, method, published_on


def _assemble_article(document: Document, found: _Content) -> ParsedArticle:
    given, page, text = found.given, found.page, repair_text(found.text)
    extra = dict(given.extra)
    if given.read_as:
        extra["read_as"] = dict(given.read_as)
    if given.body and given.body.is_excerpt:
        extra["is_excerpt"] = True
    if given.url and normalise_url(given.url) is None:
        extra["url_given"] = given.url
    url = None if "url_given" in extra or given.url is None else drop_credentials(given.url)
    language = read_language_tag(given.language) if given.language else None
    if given.language and language is None:
        extra["language_given"] = given.language
    published, method, published_on = _find_date(document, found, text, url, extra)
    if page and page.canonical_url:
        extra["canonical_url"] = drop_credentials(page.canonical_url)
    unread = sorted(key for key in given.extra if key in given.keys)
    if published is None and not given.dates and unread:
        extra["no_date_in"] = unread[:_MAX_SHOWN_KEYS]
    author = given.author or (page.author if page else None)
    try:
        extra_text = dump_extra(extra)
    except GivenFactsError as error:
        raise _make_json_problem(error) from error
    title = repair_text(found.title).strip() if found.title else None
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


def _read_given_dates(
    document: Document, given: GivenFacts, extra: dict[str, Any]
) -> tuple[tuple[datetime, str] | None, str | None, date | None]:
    """The first given date that can be read, its method, and the day at the outlet. Notes in `extra` where it was given."""
    for one in given.dates:
        published = read_publication_date(one.written, landed_at=document.landed_at) if one.written else None
        if one.written and published is not None:
            extra.pop(one.key, None)
            if one.key != "published_at":
                extra["read_as"] = extra.get("read_as", {}) | {"published_at": one.key}
            return published, _name_given_method(document), read_local_day(one.written)
    if given.dates:
        extra.pop(given.dates[0].key, None)
        extra["published_at_given"] = given.dates[0].value
        return None, "unusable", None
    return None, None, None


def _read_date_of_addresses(document: Document, url: str | None) -> tuple[datetime, str] | None:
    """The date in the address of a page, otherwise in the address that it redirected to."""
    for address in filter(None, (url, document.final_url)):
        given = read_address_date(address)
        if given is not None:
            return read_publication_date(given, landed_at=document.landed_at)
    return None


def _read_day_of_name(document: Document) -> str | None:
    """The date in the name of a file that is one article."""
    if document.method != "file" or document.document_key.startswith("web:") or _PART.search(document.uri):
        return None
    return read_name_date(document.uri, is_page=document.media_type == media.HTML)


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
