"""Web archives (WARC) to the pages in them, with the evidence of how they were fetched. What a page means is for parse.py.

warcio reads headers and bodies. The records are found here, because warcio's own iterator stops at the first damaged record
and reads headers of any length into memory.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

from orchestration.ingest import media
from orchestration.ingest.dates import convert_to_utc
from orchestration.ingest.decode import scrub_text
from orchestration.ingest.gunzip import GzipReader
from orchestration.ingest.http_body import decode_body
from orchestration.ingest.reasons import ProblemError

_PAGE_RECORDS = frozenset(("response", "resource", "conversion"))
# Records that a crawler writes about itself: wget its command line and log, others their settings, pictures and copies of texts.
_NO_PAGES = (
    *("dns:", "whois:", "filedesc:", "metadata:", "screenshot:", "thumbnail:", "har:"),
    *("urn:pageinfo:", "urn:text:", "urn:thumbnail:", "urn:view:", "urn:fullpage:", "urn:crawl"),
)
_ROBOTS = re.compile(r"https?://[^/?#]+/robots\.txt", re.IGNORECASE)
_WEB = ("http://", "https://")
_RECORD_START = re.compile(rb"WARC/\d\.\d")
_RECORD_LINE = re.compile(rb"\nWARC/\d\.\d+\r?\n")
_MAX_RECORD_LINE_BYTES = 16
_HTTP_HEADERS_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(r"\d{1,15}")
_MAX_HEADER_BYTES = 256 * 1024
_CHUNK = 256 * 1024
_MAX_REREAD_BYTES = 1024**3  # bytes that may be looked at twice, to find the record after a broken one
_OK = "200"
_HEADERS = StatusAndHeadersParser([], verify=False)


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """A record that is a page, or should be a page and has a problem."""

    number: int  # which record of the archive it is, counted from 1; 0: it is about the whole archive
    payload: bytes | None = field(default=None, repr=False)  # the body, as a browser would get it
    sha256: str | None = None  # of a body that is not kept
    media_type: str = media.UNKNOWN
    url: str | None = None  # the address that was asked for
    fetched_at: datetime | None = None  # naive UTC
    headers: str | None = None  # those of the answer, as a JSON object with names in lower case
    problem: ProblemError | None = None


def read_archived_pages(source: io.BufferedReader, unzipped: GzipReader | None, *, max_bytes: int) -> Iterator[ArchivedPage]:
    """The pages of an archive, in order, without requests, metadata and the like.

    A damaged record becomes a page with a problem, and reading continues after it. Raises ProblemError gzip_bomb.
    """
    archive = _ArchiveReader(source, unzipped, max_bytes)
    while True:
        try:
            yield from archive.read_pages()
            break
        except ProblemError as problem:
            if unzipped is None or problem.reason != "broken_gzip":
                raise
        yield archive.make_broken_page(unzipped.member_offset, "its gzip stream is damaged or ends too early")
        if not unzipped.find_next_member():
            break
        archive.restart()
    if archive.n_records and not archive.n_pages:
        message = "it contains no pages, only records such as requests. Give an archive that contains the responses."
        yield ArchivedPage(0, problem=ProblemError("no_pages", message))


class _ArchiveReader:
    def __init__(self, source: io.BufferedReader, unzipped: GzipReader | None, max_bytes: int) -> None:
        self._source, self._unzipped, self._max_bytes = source, unzipped, max_bytes
        self._back = io.BytesIO()  # what was read and given back
        self._offset = 0
        self.n_records = self.n_pages = 0
        self._is_within_record = False
        self._n_reread = 0

    def restart(self) -> None:
        """Forgets the bytes that were given back: the source continues at another place."""
        self._back = io.BytesIO()

    def read_pages(self) -> Iterator[ArchivedPage]:
        """The pages from here on."""
        while line := self._read_line():
            if not line.strip():
                continue
            self._begin_record()
            offset = self._unzipped.member_offset if self._unzipped else self._offset - len(line)
            try:
                page = self._read_page(line)
            except _BrokenRecordError as error:
                yield self.make_broken_page(offset, str(error))
                self._n_reread += len(error.body)
                if self._n_reread <= _MAX_REREAD_BYTES:
                    self._give_back(error.body)
                self._go_to_next_record()
                continue
            self._is_within_record = False
            if page is not None:
                self.n_pages += 1
                yield page

    def make_broken_page(self, offset: int, what: str) -> ArchivedPage:
        """The current record, or else the next one, as a page that cannot be read."""
        if not self._is_within_record:
            self._begin_record()
        self._is_within_record = False
        self.n_pages += 1
        message = f"the record at byte {offset:,} cannot be read: {what}. Copy the archive again, or archive the page again."
        return ArchivedPage(self.n_records, problem=ProblemError("broken_record", message))

    def _begin_record(self) -> None:
        self._is_within_record = True
        self.n_records += 1

    def _read_page(self, first_line: bytes) -> ArchivedPage | None:
        """The page of the record that begins with this line; None: not a page. Raises _BrokenRecordError."""
        if not _RECORD_START.match(first_line):
            raise _BrokenRecordError("no WARC record starts there")
        headers = self._read_headers(first_line)
        stated = (headers.get_header("Content-Length") or "").strip()
        if not _LENGTH.fullmatch(stated):
            raise _BrokenRecordError("its length is not stated")
        length = int(stated)
        kind = (headers.get_header("WARC-Type") or "").strip().lower()
        url = scrub_text((headers.get_header("WARC-Target-URI") or "").strip().removeprefix("<").removesuffix(">"))
        is_page = kind in _PAGE_RECORDS and not url.lower().startswith(_NO_PAGES) and not _ROBOTS.fullmatch(url)
        found = ArchivedPage(self.n_records, url=url or None, fetched_at=_parse_moment(headers.get_header("WARC-Date")))
        if length > self._max_bytes + _MAX_HEADER_BYTES:
            sha256 = self._skip_bytes(length)
            problem = ProblemError("too_large", f"the page is larger than {self._max_bytes:,} bytes. Give its article as text.")
            return replace(found, sha256=sha256, problem=problem) if is_page else None
        body = self._read_bytes(length)
        if len(body) < length:
            raise _BrokenRecordError("it ends too early, or its stated length is wrong", body)
        if not self._is_record_end():
            raise _BrokenRecordError("its stated length is wrong", body)
        if not is_page:
            return None
        if kind == "response" and url.startswith(_WEB):
            return self._make_answer_page(found, body)
        return self._make_page(found, headers.get_header("Content-Type"), body)

    def _read_headers(self, first_line: bytes) -> StatusAndHeaders:
        lines = bytearray(first_line)
        while line := self._read_line():
            lines += line
            if not line.strip():
                return _HEADERS.parse(io.BytesIO(lines))
            if len(lines) > _MAX_HEADER_BYTES:
                raise _BrokenRecordError("its header has no end")
        raise _BrokenRecordError("it ends within its header")

    def _make_answer_page(self, found: ArchivedPage, body: bytes) -> ArchivedPage:
        """The page of an archived HTTP response."""
        end = _HTTP_HEADERS_END.search(body, 0, _MAX_HEADER_BYTES)
        if not body.startswith(b"HTTP/") or end is None:
            message = f"{_name_page(found)} contains no HTTP response. Archive the page again."
            return replace(found, problem=ProblemError("broken_record", message))
        http = _HEADERS.parse(io.BytesIO(body[: end.end()]))
        if http.get_statuscode() != _OK:
            message = f"{_name_page(found)}: the server answered {http.statusline[:80]!r} and gave no page. Archive it again."
            return replace(found, sha256=_hash_body(body[end.end() :]), problem=ProblemError("http_status", message))
        found = replace(found, headers=_dump_headers(http.headers))
        try:
            payload = decode_body(body[end.end() :], http, max_bytes=self._max_bytes)
        except ProblemError as problem:
            named = ProblemError(problem.reason, f"{_name_page(found)}: {problem.message}")
            return replace(found, sha256=_hash_body(body[end.end() :]), problem=named)
        return self._make_page(found, http.get_header("Content-Type"), payload)

    def _make_page(self, found: ArchivedPage, content_type: str | None, payload: bytes) -> ArchivedPage:
        """The page with its payload, if payloads of this kind are read."""
        if found.headers is None and content_type:
            found = replace(found, headers=_dump_headers([("Content-Type", content_type)]))
        media_type = media.guess_page_media_type(content_type, payload[:512])
        if media_type is not None and len(payload) <= self._max_bytes:
            return replace(found, payload=payload, media_type=media_type)
        if media_type is not None:
            problem = ProblemError("too_large", f"the page is larger than {self._max_bytes:,} bytes. Give its article as text.")
        else:
            stated = repr(content_type[:80]) if content_type else "no content type"
            message = f"{_name_page(found)} has {stated}. Only HTML, plain text and JSON are read."
            problem = ProblemError("unsupported_format", message)
        return replace(found, sha256=_hash_body(payload), problem=problem)

    def _is_record_end(self) -> bool:
        """Whether a record may end here: at a blank line, at the next record, or at the end of the file."""
        line = self._read_line()
        if line.strip():
            self._give_back(line)
        return not line.strip() or bool(_RECORD_START.match(line))

    def _go_to_next_record(self) -> None:
        while line := self._read_line():
            if _RECORD_START.match(line):
                self._give_back(line)
                return

    def _read_line(self) -> bytes:
        line = self._back.readline(_MAX_HEADER_BYTES)
        if not line.endswith(b"\n"):
            line += self._source.readline(_MAX_HEADER_BYTES - len(line))
        self._offset += len(line)
        return line

    def _read_bytes(self, length: int) -> bytes:
        piece = self._back.read(length)
        if len(piece) < length:
            piece += self._source.read(length - len(piece))
        self._offset += len(piece)
        return piece

    def _skip_bytes(self, length: int) -> str:
        """Skips that many bytes and returns their hash. Raises _BrokenRecordError if the next record begins within them."""
        digest, before = hashlib.sha256(), b""
        while length:
            piece = self._read_bytes(min(length, _CHUNK))
            found = _RECORD_LINE.search(before + piece)
            if found or not piece:
                if found:
                    self._give_back((before + piece)[found.start() :])
                raise _BrokenRecordError("it ends too early, or its stated length is wrong")
            digest.update(piece)
            length, before = length - len(piece), piece[-_MAX_RECORD_LINE_BYTES:]
        return digest.hexdigest()

    def _give_back(self, piece: bytes) -> None:
        self._offset -= len(piece)
        position = self._back.tell() - len(piece)  # codespell:ignore tell
        if position >= 0 and self._back.getbuffer()[position : position + len(piece)] == piece:
            self._back.seek(position)
        else:
            self._back = io.BytesIO(piece + self._back.read())


class _BrokenRecordError(Exception):
    """A record cannot be read; `body` is the part that was read."""

    def __init__(self, what: str, body: bytes = b"") -> None:
        super().__init__(what)
        self.body = body


def _dump_headers(headers: list[tuple[str, str]]) -> str:
    joined: dict[str, str] = {}
    for name, value in headers:
        lower = name.strip().lower()
        joined[lower] = f"{joined[lower]}, {value}" if lower in joined else value
    return scrub_text(json.dumps(joined, ensure_ascii=False))


def _parse_moment(given: str | None) -> datetime | None:
    try:
        return convert_to_utc(datetime.fromisoformat((given or "").strip()))
    except (ValueError, OverflowError):
        return None


def _name_page(found: ArchivedPage) -> str:
    return (found.url or "the record")[:200]


def _hash_body(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
