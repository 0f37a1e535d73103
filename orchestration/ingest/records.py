"""The results of ingest, one dataclass per schema of schema.py: Document, ParsedArticle, Rejection. No behaviour except ids.

All times are naive and UTC, as the Arrow tables hold them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime

from orchestration.ingest.decode import scrub_text

ID_LENGTH = 16  # hex digits: 64 bits, a chance of one in 10**7 that two of a million keys meet
SEPARATOR = "\x1f"  # ASCII's unit separator: it does not occur in names, ids or URLs


@dataclass(frozen=True, slots=True)
class Document:
    """One payload found under one key; the columns of schema.DOCUMENTS.

    `payload` is None when there is none to parse; then `read_error` says why, as "reason_code: message".
    """

    document_id: str
    article_id: str
    document_key: str
    uri: str
    payload: bytes | None = field(repr=False)
    sidecar: bytes | None = field(repr=False)
    sha256: str | None
    media_type: str
    method: str
    read_error: str | None
    landed_at: datetime
    url: str | None = None
    fetched_at: datetime | None = None
    headers: str | None = field(default=None, repr=False)
    final_url: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """One document that is an article; the columns of schema.ARTICLES."""

    article_id: str
    document_id: str
    external_id: str | None
    source_name: str | None
    url: str | None
    title: str | None
    text: str
    author: str | None
    language: str | None
    published_at: datetime | None
    published_at_method: str | None
    published_at_prec: str | None
    published_on: date | None
    content_sha256: str
    word_count: int
    signature: list[int] = field(repr=False)
    extra: str | None
    landed_at: datetime


@dataclass(frozen=True, slots=True)
class Rejection:
    """One document that is not an article, and why; the columns of schema.REJECTED_DOCUMENTS."""

    document_id: str
    uri: str
    stage: str
    reason: str
    message: str
    is_retriable: bool


def make_document(
    key: str,
    uri: str,
    *,
    payload: bytes | None,
    sidecar: bytes | None = None,
    sha256: str | None = None,
    media_type: str,
    method: str = "file",
    read_error: str | None = None,
    landed_at: datetime,
    url: str | None = None,
    fetched_at: datetime | None = None,
    headers: str | None = None,
    final_url: str | None = None,
) -> Document:
    """Makes the document of a payload under a key, with its ids (docs/data-folder.md) and the payload's hash.

    `sha256` is the hash of the payload if it is already known, or of a payload too large to keep. If nothing could be read, the
    error replaces the payload in the id: a file that fails in another way is another document.
    """
    read_error = scrub_text(read_error) if read_error else None  # it may name keys and columns as they were found
    if payload is not None and sha256 is None:
        sha256 = hashlib.sha256(payload).hexdigest()
    sidecar_sha256 = hashlib.sha256(sidecar).hexdigest() if sidecar is not None else ""
    held = sha256 or (hashlib.sha256(read_error.encode()).hexdigest() if read_error else "")
    return Document(
        document_id=_hash_to_id(SEPARATOR.join((key, held, sidecar_sha256))),
        article_id=make_article_id(key),
        document_key=key,
        uri=uri,
        payload=payload,
        sidecar=sidecar,
        sha256=sha256,
        media_type=media_type,
        method=method,
        read_error=read_error,
        landed_at=landed_at,
        url=url,
        fetched_at=fetched_at,
        headers=headers,
        final_url=final_url,
    )


def make_article_id(key: str) -> str:
    """The id of the article under a key."""
    return _hash_to_id(key)


def _hash_to_id(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:ID_LENGTH]
