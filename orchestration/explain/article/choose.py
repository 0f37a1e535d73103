"""From a file to the one article that is to be explained, by the same steps as a run: discover, then parse.

Here belongs choosing among several articles in one file. What a file or document means belongs to `ingest`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from orchestration.explain.article.explanation import Subject
from orchestration.ingest import media
from orchestration.ingest.discover import MAX_PAYLOAD_BYTES, find_documents
from orchestration.ingest.identity import make_document_key
from orchestration.ingest.parse import parse_document
from orchestration.ingest.records import Document, ParsedArticle, Rejection, make_document
from orchestration.terminal.sanitize import sanitize_text

LISTED = 20
"""Articles of a file that are named when one has to be chosen."""
_TITLE_CHARACTERS = 70
STANDARD_INPUT = "standard input"


class ChoiceError(LookupError):
    """The article is not told, or is not there; `advice` holds further lines, such as the articles that there are."""

    def __init__(self, message: str, advice: list[str]) -> None:
        super().__init__(message)
        self.advice = advice


class RejectedError(ValueError):
    """The document is no article; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class _Numbered:
    number: int
    document: Document


def article_in(path: Path, *, key: str | None, number: int | None, now: datetime) -> Subject:
    """The article of a file: the only one, the one with an `id`, address or article_id, or the one in a place from 1 on.

    `now` is the clock that judges dates of publication. Raises `ChoiceError` and `RejectedError`.
    """
    found = _numbered(path, now)
    if number is not None:
        chosen = next((each for each in found if each.number == number), None)
        if chosen is None:
            raise ChoiceError(f"{path} holds no article number {number}.", _listing(_numbered(path, now)))
        return _subject(chosen.document)
    if key is not None:
        return _with_key(path, found, key)
    first = list(islice(found, LISTED + 1))
    if len(first) != 1:
        many = f"more than {LISTED}" if len(first) > LISTED else str(len(first))
        raise ChoiceError(f"{path} holds {many} documents. Choose one with --number, or with --id.", _listing(iter(first)))
    return _subject(first[0].document)


def article_of(payload: bytes, *, now: datetime) -> Subject:
    """The article in bytes of plain text, as they would stand in a .txt file. Raises `RejectedError`."""
    is_small = len(payload) <= MAX_PAYLOAD_BYTES
    document = make_document(
        make_document_key(None, name=STANDARD_INPUT),
        STANDARD_INPUT,
        payload=payload if is_small else None,
        media_type=media.TEXT,
        read_error=None
        if is_small
        else f"too_large: it is larger than {MAX_PAYLOAD_BYTES:,} bytes. Split it into single articles.",
        landed_at=now,
    )
    return _subject(document)


def _numbered(path: Path, now: datetime) -> Iterator[_Numbered]:
    return (_Numbered(n, document) for n, document in enumerate(find_documents([path], landed_at=now), 1))


def _with_key(path: Path, found: Iterator[_Numbered], key: str) -> Subject:
    matching = []
    for each in found:
        parsed = parse_document(each.document)
        given = (parsed.external_id, parsed.url) if isinstance(parsed, ParsedArticle) else ()
        if key in (each.document.article_id, each.document.uri, *given):
            matching.append(each)
    if not matching:
        raise ChoiceError(f"{path} holds no article with the id or address {key}.", ["Choose by its place with --number."])
    if len(matching) > 1:
        raise ChoiceError(
            f"{path} holds {len(matching)} articles with {key}. Choose one with --number.", _listing(iter(matching))
        )
    return _subject(matching[0].document)


def _listing(found: Iterator[_Numbered]) -> list[str]:
    """A line for each of the first articles: number, id and title, or why it is none."""
    first = list(islice(found, LISTED + 1))
    lines = []
    for each in first[:LISTED]:
        parsed = parse_document(each.document)
        if isinstance(parsed, Rejection):
            told = f"rejected: {parsed.reason}"
        else:
            words = sanitize_text(parsed.title or parsed.text).strip()
            told = words if len(words) <= _TITLE_CHARACTERS else f"{words[: _TITLE_CHARACTERS - 1]}…"
            told = f"id {sanitize_text(parsed.external_id)}  {told}" if parsed.external_id else told
        lines.append(f"{each.number:>5}  {told}")
    return lines if len(first) <= LISTED else [*lines, "    …  and more"]


def _subject(document: Document) -> Subject:
    parsed = parse_document(document)
    if isinstance(parsed, Rejection):
        raise RejectedError(f"{parsed.message} (Rejected: {parsed.reason}, see docs/rejections.md.)")
    return Subject(
        name=document.uri,
        article_id=parsed.article_id,
        document_id=parsed.document_id,
        external_id=parsed.external_id,
        source=parsed.source_name,
        url=parsed.url,
        title=parsed.title,
        text=parsed.text,
        language=parsed.language,
        published_at=parsed.published_at,
        published_at_method=parsed.published_at_method,
        published_at_prec=parsed.published_at_prec,
    )
