"""Web archives: every page with the evidence of its fetching, a damaged record by itself, nothing else."""

from __future__ import annotations

import gzip
import json
import tracemalloc
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from orchestration.ingest.discover import find_documents
from orchestration.ingest.parse import parse_document
from orchestration.ingest.records import Document, ParsedArticle, Rejection

LANDED = datetime(2024, 5, 1, 12, tzinfo=UTC)
WORDS = "Three people were killed in a strike near the city on Monday, the monitor said."
HTML = [("Content-Type", "text/html; charset=utf-8")]


def page(words: str = WORDS) -> bytes:
    return f"<html><head><title>T</title></head><body><article><p>{words}</p></article></body></html>".encode()


class Archive:
    """An archive in the making (WARC 1.1); packed, each record is a gzip member of its own."""

    def __init__(self, *, is_packed: bool = False) -> None:
        self.bytes, self._is_packed = b"", is_packed

    def answer(
        self, url: str, body: bytes, headers: list[tuple[str, str]] | None = None, status: str = "200 OK", kind: str = "response"
    ) -> Archive:
        lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in (HTML if headers is None else headers))]
        http = "\r\n".join(lines).encode() + b"\r\n\r\n"
        return self.record(url, kind, http + body, f"application/http; msgtype={kind}")

    def record(self, url: str, kind: str, body: bytes, content_type: str = "text/plain") -> Archive:
        headers = {
            "WARC-Type": kind,
            "WARC-Target-URI": url,
            "WARC-Date": "2017-06-07T08:30:00Z",
            "Content-Type": content_type,
            "Content-Length": str(len(body)),
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items()).encode()
        record = b"WARC/1.1\r\n" + head + b"\r\n" + body + b"\r\n\r\n"
        self.bytes += gzip.compress(record) if self._is_packed else record
        return self

    def info(self) -> Archive:
        return self.record("", "warcinfo", b"software: a test\r\n", "application/warc-fields")


def documents(tmp_path: Path, content: bytes, name: str = "x.warc", max_payload_bytes: int = 1_000_000) -> list[Document]:
    (tmp_path / name).write_bytes(content)
    return list(find_documents([tmp_path], landed_at=LANDED, max_payload_bytes=max_payload_bytes))


def outcome(document: Document) -> str:
    """The reason of its rejection, else the start of its text."""
    parsed = parse_document(document)
    return parsed.reason if isinstance(parsed, Rejection) else parsed.text[:12]


def outcomes(tmp_path: Path, content: bytes, name: str = "x.warc") -> list[tuple[str, str]]:
    return [(document.uri, outcome(document)) for document in documents(tmp_path, content, name)]


def test_a_page_has_its_address_as_key_and_the_evidence_of_its_fetching(tmp_path: Path) -> None:
    archive = Archive().info().answer("http://www.example.org/a?utm_source=x", page(), [*HTML, ("X", "1"), ("x", "2")])
    (document,) = documents(tmp_path, archive.bytes)
    assert (document.uri, document.document_key) == ("x.warc#2", "url:https://example.org/a")
    assert (document.url, document.fetched_at) == ("http://www.example.org/a?utm_source=x", datetime(2017, 6, 7, 8, 30))
    assert json.loads(document.headers or "") == {"content-type": "text/html; charset=utf-8", "x": "1, 2"}
    assert (document.payload, document.media_type, document.method) == (page(), "text/html", "warc")
    parsed = parse_document(document)
    assert isinstance(parsed, ParsedArticle)
    assert (parsed.title, parsed.text, parsed.url) == ("T", WORDS, "http://www.example.org/a?utm_source=x")
    assert parsed.source_name == "example.org"
    assert parsed.published_at is None  # when it was fetched is not when it was published


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ([("Content-Encoding", "gzip")], gzip.compress(page(), mtime=0)),
        ([("Content-Encoding", "deflate")], zlib.compress(page())),
        ([("Content-Encoding", "deflate")], zlib.compress(page(), wbits=-15)),
        ([("Content-Encoding", "deflate, gzip")], gzip.compress(zlib.compress(page()), mtime=0)),
        ([("Content-Encoding", "gzip")], page()),  # the archive undid it and kept the header
        ([("Content-Encoding", "br")], page()),
        ([("Transfer-Encoding", "chunked")], b"5\r\n<html\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(page()) - 5, page()[5:])),
        ([("Transfer-Encoding", "chunked")], page()),
    ],
)  # fmt: skip
def test_the_payload_is_the_body_as_a_browser_gets_it(tmp_path: Path, headers: list[tuple[str, str]], body: bytes) -> None:
    (document,) = documents(tmp_path, Archive().answer("http://example.org/a", body, HTML + headers).bytes)
    assert document.payload == page()


def test_the_charset_of_the_header_is_respected(tmp_path: Path) -> None:
    words = "Трое погибли."
    archive = Archive().answer(
        "http://example.org/a", page(words).decode().encode("koi8-r"), [("Content-Type", "text/html;charset=koi8-r")]
    )
    (document,) = documents(tmp_path, archive.bytes)
    assert outcome(document) == words[:12]


def test_text_json_resources_and_conversions_are_documents_and_other_records_are_not(tmp_path: Path) -> None:
    archive = (
        Archive()
        .info()
        .answer("http://example.org/text", WORDS.encode(), [("Content-Type", "text/plain")])
        .answer("http://example.org/json", json.dumps({"text": WORDS}).encode(), [("Content-Type", "application/json")])
        .answer("http://example.org/bare", page(), [])
        .record("http://example.org/asked", "request", b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request")
        .answer("http://example.org/again", b"", kind="revisit")
        .record("http://example.org/about", "metadata", b"a: b")
        .record("dns:example.org", "response", b"1.2.3.4", "text/dns")
        .record("http://example.org/resource", "resource", page(), "text/html")
        .record("urn:x:conversion", "conversion", WORDS.encode())
    )
    found = documents(tmp_path, archive.bytes)
    assert [(document.uri, document.media_type, outcome(document)) for document in found] == [
        ("x.warc#2", "text/plain", WORDS[:12]),
        ("x.warc#3", "application/json", WORDS[:12]),
        ("x.warc#4", "text/html", WORDS[:12]),
        ("x.warc#9", "text/html", WORDS[:12]),
        ("x.warc#10", "text/plain", WORDS[:12]),
    ]
    assert found[-1].document_key.startswith("file:x.warc#")


@pytest.mark.parametrize(
    ("answer", "reason", "says"),
    [
        ((page(), HTML, "404 Not Found"), "http_status", "http://example.org/a: the server answered '404 Not Found'"),
        ((b"", HTML, "301 Moved"), "http_status", "'301 Moved'"),
        ((b"\x89PNG", [("Content-Type", "image/png")], "200 OK"), "unsupported_format", "'image/png'"),
        ((b"words", [], "200 OK"), "unsupported_format", "no content type"),
        ((b"\x8b\x08", [*HTML, ("Content-Encoding", "br")], "200 OK"), "unknown_content_encoding", "'br'"),
        ((gzip.compress(page(), mtime=0)[:-20], [*HTML, ("Content-Encoding", "gzip")], "200 OK"), "broken_record", "damaged"),
        ((gzip.compress(b"x" * 9_000_000, mtime=0), [*HTML, ("Content-Encoding", "gzip")], "200 OK"), "gzip_bomb", "200 times"),
        ((zlib.compress(b"x" * 2_000_000), [*HTML, ("Content-Encoding", "deflate")], "200 OK"), "too_large", "1,000,000"),
        ((b"x" * 1_100_000, HTML, "200 OK"), "too_large", "1,000,000"),
        ((b"x" * 2_000_000, HTML, "200 OK"), "too_large", "1,000,000"),
        ((b"", HTML, "200 OK"), "empty", "it is empty"),
    ],
)
def test_a_page_that_cannot_be_had_is_rejected_with_its_address(
    tmp_path: Path, answer: tuple[bytes, list[tuple[str, str]], str], reason: str, says: str
) -> None:
    archive = Archive().answer("http://example.org/a", *answer).answer("http://example.org/b", page())
    document, after = documents(tmp_path, archive.bytes)
    parsed = parse_document(document)
    assert isinstance(parsed, Rejection)
    assert (parsed.reason, says in parsed.message) == (reason, True), parsed.message
    assert document.url == "http://example.org/a"
    assert outcome(after) == WORDS[:12]


def test_a_response_without_an_http_answer_is_rejected(tmp_path: Path) -> None:
    archive = Archive().record("http://example.org/a", "response", b"no answer").answer("http://example.org/b", page())
    assert outcomes(tmp_path, archive.bytes) == [("x.warc#1", "broken_record"), ("x.warc#2", WORDS[:12])]


def pages(n: int, *, is_packed: bool = False) -> bytes:
    archive = Archive(is_packed=is_packed)
    for number in range(1, n + 1):
        archive.answer(f"http://example.org/{number}", page(f"Number {number}. {WORDS}"))
    return archive.bytes


def starts(archive: bytes) -> list[int]:
    """Where the members of a packed archive begin."""
    return [at for at in range(len(archive)) if archive.startswith(b"\x1f\x8b\x08", at)]


@pytest.mark.parametrize("name", ["x.warc.gz", "x.warc"])
def test_a_packed_archive_gives_the_same_pages_whatever_its_name(tmp_path: Path, name: str) -> None:
    plain, packed = pages(5), pages(5, is_packed=True)
    expected = [(f"{name}#{number}", f"Number {number}. Th") for number in range(1, 6)]
    assert outcomes(tmp_path, packed, name) == expected
    assert outcomes(tmp_path, gzip.compress(plain), name) == expected
    assert outcomes(tmp_path, packed + b"\x00" * 512, name) == expected


def test_a_damaged_member_is_one_rejection_and_the_others_are_read(tmp_path: Path) -> None:
    packed = bytearray(pages(5, is_packed=True))
    packed[starts(bytes(packed))[2] + 60] ^= 0xFF
    found = outcomes(tmp_path, bytes(packed), "x.warc.gz")
    assert [text for _, text in found] == ["Number 1. Th", "Number 2. Th", "broken_record", "Number 4. Th", "Number 5. Th"]
    (broken,) = [
        parse_document(document) for document in documents(tmp_path, bytes(packed), "x.warc.gz") if document.payload is None
    ]
    assert isinstance(broken, Rejection)
    assert f"the record at byte {starts(bytes(packed))[2]:,}" in broken.message


def test_an_archive_that_breaks_off_is_read_to_there(tmp_path: Path) -> None:
    for content, name in ((pages(3)[:-50], "x.warc"), (pages(3, is_packed=True)[:-50], "x.warc.gz")):
        found = outcomes(tmp_path, content, name)
        assert found == [(f"{name}#1", "Number 1. Th"), (f"{name}#2", "Number 2. Th"), (f"{name}#3", "broken_record")]
        (tmp_path / name).unlink()


@pytest.mark.parametrize("length", [b"9999999", b"1", b"12", b"-5", b"", b"many", b"99999999999999999999"])
def test_a_record_with_a_wrong_length_is_one_rejection_and_the_others_are_read(tmp_path: Path, length: bytes) -> None:
    first, _, rest = pages(3).partition(b"Content-Length: ")
    found = outcomes(tmp_path, first + b"Content-Length: " + length + b"\r\n" + rest.partition(b"\r\n")[2])
    assert [text for _, text in found] == ["broken_record", "Number 2. Th", "Number 3. Th"]


def test_words_between_records_are_one_rejection(tmp_path: Path) -> None:
    found = outcomes(tmp_path, b"garbage\nand more\n" + pages(1))
    assert found == [("x.warc#1", "broken_record"), ("x.warc#2", "Number 1. Th")]


def test_what_a_crawler_writes_about_itself_is_no_article(tmp_path: Path) -> None:
    own = Archive().info()
    for name in ("MANIFEST.txt", "wget_arguments.txt", "wget.log"):
        kind = "metadata" if name == "MANIFEST.txt" else "resource"
        own.record(f"metadata://gnu.org/software/wget/warc/{name}", kind, b"Fetched three pages on Monday.")
    own.record("urn:text:http://example.org/a", "resource", b"Three people were killed.")
    own.answer("http://example.org/robots.txt", b"User-agent: *\nDisallow:\n", [("Content-Type", "text/plain")])
    assert outcomes(tmp_path, own.bytes) == [("x.warc", "no_pages")]
    own.answer("http://example.org/a", page()).answer("http://example.org/robots.txt/a", page())
    assert outcomes(tmp_path, own.bytes) == [("x.warc#7", "Three people"), ("x.warc#8", "Three people")]


def test_an_archive_without_a_page_is_told_of(tmp_path: Path) -> None:
    assert outcomes(tmp_path, Archive().info().bytes) == [("x.warc", "no_pages")]
    assert outcomes(tmp_path, b"") == [("x.warc", "empty")]


def test_a_header_that_does_not_end_is_not_held_in_memory(tmp_path: Path) -> None:
    content = b"WARC/1.0\r\n" + (b"X: " + b"y" * 1_000 + b"\r\n") * 40_000 + b"\r\n" + pages(1)
    tracemalloc.start()
    try:
        found = outcomes(tmp_path, content)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [text for _, text in found] == ["broken_record", "Number 1. Th"]
    assert peak < 40_000_000  # what the test writes is read back in pieces; the parser's own libraries load meanwhile
