"""Files and folders to documents, one after the other: at most one payload is in memory. What a payload means is for parse.py.

Nothing is silently skipped: what cannot or must not be read is a document without a payload, which parse_document() rejects.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BufferedReader
from pathlib import Path

from orchestration.ingest import media
from orchestration.ingest.dates import convert_to_utc
from orchestration.ingest.given_facts import GivenFacts, GivenFactsError, read_facts, sort_facts
from orchestration.ingest.gunzip import GzipReader, open_unzipped
from orchestration.ingest.identity import make_document_key
from orchestration.ingest.inbox_files import InboxFile, format_name, list_files, make_unreadable_problem
from orchestration.ingest.json_values import read_json_values
from orchestration.ingest.reasons import ProblemError
from orchestration.ingest.records import Document, make_document
from orchestration.ingest.warc import ArchivedPage, read_archived_pages

MAX_PAYLOAD_BYTES = 50 * 1024 * 1024  # the longest article is a thousandth of this; more is an archive or a mistake
_CHUNK = 1024 * 1024
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class InputError(Exception):
    """A given path does not exist. The message names it."""


def find_documents(
    paths: Sequence[Path], *, landed_at: datetime, max_payload_bytes: int = MAX_PAYLOAD_BYTES
) -> Iterator[Document]:
    """The documents in files and folders. Subfolders are included, in the order of names.

    Names are relative to the given folder; a given file has its bare name. Raises InputError, before the first document, if a
    path does not exist.
    """
    for path in paths:
        if not os.path.exists(path):  # noqa: PTH110  Path.exists raises if a parent folder is not readable
            raise InputError(
                f"{format_name(str(path))}: there is no such file or folder. Check the spelling, or give the absolute path."
            )
    return _read_files(paths, convert_to_utc(landed_at), max_payload_bytes)


def _read_files(paths: Sequence[Path], landed_at: datetime, max_bytes: int) -> Iterator[Document]:
    for file in list_files(paths):
        reader = _FileReader(file, landed_at, max_bytes)
        yield from reader.read_documents()


class _FileReader:
    """Reads one file into documents."""

    def __init__(self, file: InboxFile, landed_at: datetime, max_bytes: int) -> None:
        self._file, self._landed_at, self._max_bytes = file, landed_at, max_bytes
        self._name, self._key_name = file.name, file.key_name
        self._media_type = media.guess_media_type(file.name)

    def read_documents(self) -> Iterator[Document]:
        """The documents in the file, or one document with the reason why the file was not read."""
        if self._file.problem is not None:
            yield self._make_unread_document(self._file.problem)
            return
        try:
            opened, unzipped = open_unzipped(self._file.path, unsuspicious=self._max_bytes)
            with opened:
                yield from self._read_opened(opened, unzipped)
        except OSError as error:
            yield self._make_unread_document(make_unreadable_problem(error))
        except ProblemError as problem:
            yield self._make_unread_document(problem)

    def _read_opened(self, opened: BufferedReader, unzipped: GzipReader | None) -> Iterator[Document]:
        container = media.guess_container(self._name)
        if container is None:
            yield self._read_whole(opened)
            return
        if container != "warc" and opened.peek(2)[:2] in _UTF16_MARKS:
            raise ProblemError("utf16_lines", "JSON is read in UTF-8, and this is UTF-16. Save the file as UTF-8.")
        n_documents = 0
        for document in self._read_parts(container, opened, unzipped):
            n_documents += 1
            yield document
        if n_documents == 0:  # a file without documents becomes one empty document, which is rejected
            yield make_document(
                make_document_key(None, name=self._key_name),
                self._name,
                payload=b"",
                media_type=self._media_type,
                landed_at=self._landed_at,
            )

    def _read_parts(self, container: media.Container, opened: BufferedReader, unzipped: GzipReader | None) -> Iterator[Document]:
        if container == "lines":
            return self._read_lines(opened)
        if container == "values":
            return self._read_values(opened)
        return self._read_pages(opened, unzipped)

    def _read_whole(self, opened: BufferedReader) -> Document:
        sidecar: bytes | None = None
        if self._file.sidecar is not None:
            with self._file.sidecar.open("rb") as beside:
                sidecar = beside.read(self._max_bytes + 1)
        payload = opened.read(self._max_bytes + 1)
        if max(len(payload), len(sidecar or b"")) > self._max_bytes:
            raise ProblemError("too_large", _describe_limit("the file or its sidecar", self._max_bytes))
        return make_document(
            make_document_key(_read_facts_or_none(sidecar) if sidecar is not None else None, name=self._key_name),
            self._name,
            payload=payload,
            sidecar=sidecar,
            media_type=self._media_type,
            landed_at=self._landed_at,
        )

    def _read_lines(self, opened: BufferedReader) -> Iterator[Document]:
        number, max_bytes = 0, self._max_bytes
        try:
            while line := opened.readline(max_bytes + 2):  # two more for a line end
                number += 1
                payload = line.rstrip(b"\r\n")
                if len(payload) > max_bytes:
                    problem = ProblemError("too_large", _describe_limit("the line", max_bytes))
                    yield self._make_part(f"{number}", None, _hash_line(line, opened), problem)
                elif payload.removeprefix(b"\xef\xbb\xbf").strip():
                    yield self._make_part(f"{number}", payload, hashlib.sha256(payload).hexdigest())
        except ProblemError as problem:
            raise ProblemError(problem.reason, f"after line {number}, {problem.message} The lines before were read.") from problem

    def _read_values(self, opened: BufferedReader) -> Iterator[Document]:
        n_values = 0
        try:
            for value in read_json_values(opened, max_bytes=self._max_bytes):
                n_values += 1
                if value.is_whole and value.payload is not None:  # one object is one article, also if its text changes later
                    key = make_document_key(_read_facts_or_none(value.payload), name=self._key_name)
                    yield make_document(key, self._name, payload=value.payload, media_type=media.JSON, landed_at=self._landed_at)
                    continue
                sha256 = hashlib.sha256(value.payload).hexdigest() if value.payload is not None else value.sha256
                yield self._make_part(f"{value.line}#{value.number}", value.payload, sha256, value.problem)
        except ProblemError as problem:
            message = f"after object {n_values}, {problem.message} The objects before were read."
            raise ProblemError(problem.reason, message) from problem

    def _make_part(self, place: str, payload: bytes | None, sha256: str | None, problem: ProblemError | None = None) -> Document:
        """One of the documents in a file of lines or values."""
        given = _read_facts_or_none(payload) if payload is not None else None
        return make_document(
            make_document_key(given, name=self._key_name, line_sha256=sha256 or f"at-{place}"),
            f"{self._name}:{place}",
            payload=payload,
            sha256=sha256,
            media_type=media.JSON,
            read_error=problem.coded_message if problem else None,
            landed_at=self._landed_at,
        )

    def _read_pages(self, opened: BufferedReader, unzipped: GzipReader | None) -> Iterator[Document]:
        for page in read_archived_pages(opened, unzipped, max_bytes=self._max_bytes):
            yield self._make_page_document(page)

    def _make_page_document(self, page: ArchivedPage) -> Document:
        sha256 = hashlib.sha256(page.payload).hexdigest() if page.payload is not None else page.sha256
        given = sort_facts({"url": page.url}) if page.url else None
        return make_document(
            make_document_key(given, name=self._key_name, line_sha256=sha256 or f"record-{page.number}"),
            f"{self._name}#{page.number}" if page.number else self._name,
            payload=page.payload,
            sha256=sha256,
            media_type=page.media_type,
            method="warc",
            read_error=page.problem.coded_message if page.problem else None,
            landed_at=self._landed_at,
            url=page.url,
            fetched_at=page.fetched_at,
            headers=page.headers,
        )

    def _make_unread_document(self, problem: ProblemError) -> Document:
        return make_document(
            make_document_key(None, name=self._key_name),
            self._name,
            payload=None,
            media_type=self._media_type,
            read_error=problem.coded_message,
            landed_at=self._landed_at,
        )


def _hash_line(start: bytes, lines: BufferedReader) -> str:
    """Skips the rest of the line and returns the hash of the whole line."""
    digest, piece = hashlib.sha256(), start
    while piece and not piece.endswith(b"\n"):
        digest.update(piece)
        piece = lines.readline(_CHUNK)
    digest.update(piece.rstrip(b"\r\n"))
    return digest.hexdigest()


def _read_facts_or_none(json_bytes: bytes) -> GivenFacts | None:
    try:
        return read_facts(json_bytes)
    except GivenFactsError:
        return None  # parse_document() reports what is wrong with it


def _describe_limit(what: str, max_bytes: int) -> str:
    return f"{what} is larger than {max_bytes:,} bytes. Split it into single articles."
