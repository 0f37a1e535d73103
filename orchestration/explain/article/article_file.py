"""Reads the article to explain from a file, by the same steps as a run: discover, then parse.

Here belongs choosing among several articles in one file. File formats and parsing belong to `ingest`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from orchestration.explain.article.explanation import ExplainedArticle
from orchestration.ingest import media
from orchestration.ingest.discover import MAX_PAYLOAD_BYTES, find_documents
from orchestration.ingest.identity import make_document_key
from orchestration.ingest.parse import parse_document
from orchestration.ingest.records import Document, ParsedArticle, Rejection, make_document
from orchestration.terminal.sanitize import sanitize_text

MAX_LISTED = 20
"""Most articles of a file that are listed when the user has to choose one."""
_MAX_TITLE_LENGTH = 70
STANDARD_INPUT = "standard input"


class ChoiceError(LookupError):
    """No article is chosen, or it does not exist. `advice` contains further lines, such as a list of the articles."""

    def __init__(self, message: str, advice: list[str]) -> None:
        super().__init__(message)
        self.advice = advice


class RejectedError(ValueError):
    """The document is not an article. The message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class _Numbered:
    number: int
    document: Document


def read_article_file(path: Path, *, key: str | None, number: int | None, now: datetime) -> ExplainedArticle:
    """Reads one article of a file: the only one, the one with an `id`, address or article_id, or the one at a position (from 1).

    `now` is the time against which publication dates are checked. Raises `ChoiceError` and `RejectedError`.
    """
    found = _number_documents(path, now)
    if number is not None:
        chosen = next((candidate for candidate in found if candidate.number == number), None)
        if chosen is None:
            raise ChoiceError(f"{path} has no article number {number}.", _list_articles(_number_documents(path, now)))
        return _parse_article(chosen.document)
    if key is not None:
        return _find_by_key(path, found, key)
    first = list(islice(found, MAX_LISTED + 1))
    if len(first) != 1:
        many = f"more than {MAX_LISTED}" if len(first) > MAX_LISTED else str(len(first))
        raise ChoiceError(f"{path} contains {many} documents. Choose one with --number or --id.", _list_articles(iter(first)))
    return _parse_article(first[0].document)


def read_article_text(payload: bytes, *, now: datetime) -> ExplainedArticle:
    """Reads the article in bytes of plain text, as if they came from a .txt file. Raises `RejectedError`."""
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
    return _parse_article(document)


def _number_documents(path: Path, now: datetime) -> Iterator[_Numbered]:
    return (_Numbered(n, document) for n, document in enumerate(find_documents([path], landed_at=now), 1))


def _find_by_key(path: Path, found: Iterator[_Numbered], key: str) -> ExplainedArticle:
    matching = []
    for candidate in found:
        parsed = parse_document(candidate.document)
        given = (parsed.external_id, parsed.url) if isinstance(parsed, ParsedArticle) else ()
        if key in (candidate.document.article_id, candidate.document.uri, *given):
            matching.append(candidate)
    if not matching:
        raise ChoiceError(f"{path} has no article with the id or address {key}.", ["Choose it by its position with --number."])
    if len(matching) > 1:
        raise ChoiceError(
            f"{path} contains {len(matching)} articles with {key}. Choose one with --number.", _list_articles(iter(matching))
        )
    return _parse_article(matching[0].document)


def _list_articles(found: Iterator[_Numbered]) -> list[str]:
    """Lists the first articles: number, id and title, or why the document was rejected."""
    first = list(islice(found, MAX_LISTED + 1))
    lines = []
    for candidate in first[:MAX_LISTED]:
        parsed = parse_document(candidate.document)
        if isinstance(parsed, Rejection):
            description = f"rejected: {parsed.reason}"
        else:
            words = sanitize_text(parsed.title or parsed.text).strip()
            description = words if len(words) <= _MAX_TITLE_LENGTH else f"{words[: _MAX_TITLE_LENGTH - 1]}…"
            description = f"id {sanitize_text(parsed.external_id)}  {description}" if parsed.external_id else description
        lines.append(f"{candidate.number:>5}  {description}")
    return lines if len(first) <= MAX_LISTED else [*lines, "    …  and more"]


def _parse_article(document: Document) -> ExplainedArticle:
    parsed = parse_document(document)
    if isinstance(parsed, Rejection):
        raise RejectedError(f"{parsed.message} (Rejected: {parsed.reason}, see docs/rejections.md.)")
    return ExplainedArticle(
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
        published_on=parsed.published_on,
    )
