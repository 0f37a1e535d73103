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
from orchestration.ingest.article_keys import load_article_keys
from orchestration.ingest.contained_reader import read_contained
from orchestration.ingest.dates import convert_to_utc
from orchestration.ingest.file_facts import read_file_facts
from orchestration.ingest.given_facts import GivenFacts, GivenFactsError, sort_facts
from orchestration.ingest.gunzip import GzipReader, open_unzipped
from orchestration.ingest.identity import make_document_key
from orchestration.ingest.inbox_files import InboxFile, format_name, list_files, make_unreadable_problem
from orchestration.ingest.json_values import JsonValue, read_json_values
from orchestration.ingest.nested_articles import NestedArticles, find_nested_articles, is_bulk_action, read_facts_or_none
from orchestration.ingest.reasons import ProblemError
from orchestration.ingest.records import Document, make_document
from orchestration.ingest.table_rows import TableRow, read_csv_rows, read_sheet_rows
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
    path does not exist, and ReferenceListError if the list of keys cannot be used.
    """
    load_article_keys()
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
        if container in ("lines", "values") and opened.peek(2)[:2] in _UTF16_MARKS:
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
        if container == "table":
            return (self._make_row(f"{row.number}", row) for row in read_csv_rows(opened, max_bytes=self._max_bytes))
        if container == "workbook":
            return self._read_workbook(opened)
        return self._read_pages(opened, unzipped)

    def _read_whole(self, opened: BufferedReader) -> Document:
        sidecar: bytes | None = None
        if self._file.sidecar is not None:
            with self._file.sidecar.open("rb") as beside:
                sidecar = beside.read(self._max_bytes + 1)
        payload = opened.read(self._max_bytes + 1)
        if max(len(payload), len(sidecar or b"")) > self._max_bytes:
            raise ProblemError("too_large", _describe_limit("the file or its sidecar", self._max_bytes))
        try:
            given = read_file_facts(self._media_type, payload, sidecar)
        except (GivenFactsError, ProblemError):
            given = None  # parse_document() reports what is wrong with them
        return make_document(
            make_document_key(given, name=self._key_name),
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
                    yield self._make_unread_part(f"{number}", _hash_line(line, opened), problem)
                elif payload.removeprefix(b"\xef\xbb\xbf").strip() and not is_bulk_action(payload):
                    yield from self._read_line(number, payload)
        except ProblemError as problem:
            raise ProblemError(problem.reason, f"after line {number}, {problem.message} The lines before were read.") from problem

    def _read_line(self, number: int, payload: bytes) -> Iterator[Document]:
        given = read_facts_or_none(payload)
        nested = find_nested_articles(payload, given, max_bytes=self._max_bytes)
        if nested is None:
            yield self._make_part(f"{number}", payload, given)
        else:
            yield from self._make_nested(f"{number}", payload, nested)

    def _read_values(self, opened: BufferedReader) -> Iterator[Document]:
        n_values = 0
        try:
            for value in read_json_values(opened, max_bytes=self._max_bytes):
                n_values += 1
                yield from self._read_value(value)
        except ProblemError as problem:
            message = f"after object {n_values}, {problem.message} The objects before were read."
            raise ProblemError(problem.reason, message) from problem

    def _read_value(self, value: JsonValue) -> Iterator[Document]:
        """The documents of one value of a file of values."""
        place = f"{value.line}#{value.number}"
        if value.payload is None:
            yield self._make_unread_part(place, value.sha256, value.problem)
            return
        given = read_facts_or_none(value.payload)
        nested = find_nested_articles(value.payload, given, max_bytes=self._max_bytes)
        if nested is not None:
            yield from self._make_nested("" if value.is_whole else place, value.payload, nested, value.line)
        elif value.is_whole:  # one object is one article, also if its text changes later
            key = make_document_key(given, name=self._key_name)
            yield make_document(key, self._name, payload=value.payload, media_type=media.JSON, landed_at=self._landed_at)
        else:
            yield self._make_part(place, value.payload, given)

    def _make_nested(self, place: str, payload: bytes, nested: NestedArticles, first_line: int = 1) -> Iterator[Document]:
        """The documents of the articles within a value; `place` is empty if the value is the whole file."""
        if nested.problem is not None:
            sha256 = hashlib.sha256(payload).hexdigest()
            if place:
                yield self._make_unread_part(place, sha256, nested.problem)
            else:
                yield self._make_unread_document(nested.problem, sha256)
            return
        for part in nested.values:
            within = f"{place}.{part.number}" if place else f"{first_line + part.line - 1}#{part.number}"
            if part.payload is None:
                yield self._make_unread_part(within, part.sha256, part.problem)
            else:
                yield self._make_part(within, part.payload, read_facts_or_none(part.payload))

    def _read_workbook(self, opened: BufferedReader) -> Iterator[Document]:
        payload = opened.read(self._max_bytes + 1)
        if len(payload) > self._max_bytes:
            raise ProblemError("too_large", _describe_limit("the workbook", self._max_bytes))
        rows = read_sheet_rows(read_contained("xlsx", payload), max_bytes=self._max_bytes) if payload else iter(())
        for sheet, row in rows:
            yield self._make_row(f"{sheet}:{row.number}", row)

    def _make_row(self, place: str, row: TableRow) -> Document:
        if row.payload is None:
            return self._make_unread_part(place, hashlib.sha256(row.raw.encode("utf-8", "replace")).hexdigest(), row.problem)
        return self._make_part(place, row.payload, read_facts_or_none(row.payload))

    def _make_part(self, place: str, payload: bytes, given: GivenFacts | None) -> Document:
        """One of the documents in a file of lines, values or rows."""
        sha256 = hashlib.sha256(payload).hexdigest()
        return make_document(
            make_document_key(given, name=self._key_name, line_sha256=sha256),
            f"{self._name}:{place}",
            payload=payload,
            sha256=sha256,
            media_type=media.JSON,
            landed_at=self._landed_at,
        )

    def _make_unread_part(self, place: str, sha256: str | None, problem: ProblemError | None) -> Document:
        return make_document(
            make_document_key(None, name=self._key_name, line_sha256=sha256 or f"at-{place}"),
            f"{self._name}:{place}",
            payload=None,
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

    def _make_unread_document(self, problem: ProblemError, sha256: str | None = None) -> Document:
        return make_document(
            make_document_key(None, name=self._key_name),
            self._name,
            payload=None,
            sha256=sha256,
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


def _describe_limit(what: str, max_bytes: int) -> str:
    return f"{what} is larger than {max_bytes:,} bytes. Split it into single articles."
