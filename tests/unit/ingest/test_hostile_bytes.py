"""Whatever the bytes: every reader ends, nothing raises, and every document is an article or a rejection."""

from __future__ import annotations

import gzip
import hashlib
import json
import tempfile
from datetime import datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.ingest.discover import find_documents
from orchestration.ingest.parse import parse_document
from orchestration.ingest.reasons import REASONS
from orchestration.ingest.records import Document, Rejection

LANDED = datetime(2024, 5, 1, 12)
CAP = 2_000
NAMES = [
    f"x{ending}{packed}"
    for ending in (".txt", ".md", ".html", ".json", ".jsonl", ".csv", ".xml", ".warc", ".docx")
    for packed in ("", ".gz")
]
WORDS = "Three people were killed in a strike near the city on Monday, the monitor said."
PAGE = f"""<!doctype html><html><head><meta charset="windows-1251"><title>T</title>
<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "2024-04-01"}}</script></head>
<body><article><h1>T</h1><p>{WORDS}</p><p>Сообщили <a href="/">местные</a> власти.</p></article></body></html>"""
OBJECTS = [
    {"id": 1, "text": WORDS, "published_at": "2024-04-01"},
    {"url": "http://x.org/a", "html": PAGE},
    {"text": "é’“ \ud83d\ude00"},
    {"status": "ok", "articles": [{"content": f"<p>{WORDS}</p>", "date": 1711929600000}, {"link": "http://x.org/b"}]},
]


def record(kind: str, body: bytes) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://x.org/{kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


PAGE_BYTES = PAGE.encode("cp1251")
CHUNKED = b"%x\r\n%b\r\n0\r\n\r\n" % (len(PAGE_BYTES), PAGE_BYTES)
ANSWERS = [
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1251\r\n\r\n" + PAGE_BYTES,
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(PAGE_BYTES, mtime=0),
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNKED,
    b"HTTP/1.1 404 Not Found\r\n\r\n",
]
RECORDS = [record("warcinfo", b"a: b"), *(record("response", answer) for answer in ANSWERS), record("resource", WORDS.encode())]
VALID = [
    WORDS.encode(),
    f"Title\n\n{WORDS}".encode("utf-16"),
    PAGE_BYTES,
    json.dumps(OBJECTS, indent=1).encode(),
    json.dumps(OBJECTS).encode(),
    b"\n".join(json.dumps(one).encode() for one in OBJECTS),
    b"".join(RECORDS),
    f'title;link;content\n"A ""b""";http://x.org/a;"{WORDS}\n{WORDS}"\nB;;{WORDS}\n'.encode(),
    f"---\ntitle: T\ndate: 2024-04-01\n---\n# T\n\n**{WORDS}**\n".encode(),
    f'<doc title="T" date="2024-04-01"><main><p>{WORDS}</p></main></doc>'.encode(),
    gzip.compress(json.dumps(OBJECTS).encode(), mtime=0),
    b"".join(gzip.compress(one, mtime=0) for one in RECORDS),
]
PIECES = st.sampled_from(
    [b"{", b'"', b"]", b"\n", b"\r\n\r\n", b"\x00", b"\xff\xfe", b"\x1f\x8b\x08", b"WARC/1.0\r\n", b"<script>", b"&#x0;"]
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Something valid with a few places changed: cut off, flipped, put in, taken out."""
    content = bytearray(draw(st.sampled_from(VALID)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        match draw(st.sampled_from(["cut", "flip", "put", "take"])):
            case "cut":
                del content[at:]
            case "flip" if at < len(content):
                content[at] ^= 1 << draw(st.integers(0, 7))
            case "put":
                content[at:at] = draw(st.one_of(PIECES, st.binary(max_size=20)))
            case _:
                del content[at : at + draw(st.integers(1, 50))]
    return bytes(content)


ANY = st.one_of(st.binary(max_size=300), st.lists(st.one_of(PIECES, st.binary(max_size=6)), max_size=20).map(b"".join), mutated())


def documents(name: str, content: bytes, sidecar: bytes | None) -> list[Document]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        if sidecar is not None:
            (path.parent / f"{name}.meta.json").write_bytes(sidecar)
        return list(find_documents([path.parent], landed_at=LANDED, max_payload_bytes=CAP))


def check(document: Document) -> None:
    parsed = parse_document(document)
    assert parsed.document_id == document.document_id
    if document.payload is not None:
        assert len(document.payload) <= CAP
        assert document.sha256 == hashlib.sha256(document.payload).hexdigest()
    else:
        assert isinstance(parsed, Rejection)
    if isinstance(parsed, Rejection):
        assert parsed.stage == REASONS[parsed.reason].stage
        assert parsed.message.startswith(f"{document.uri}: ")
        assert parsed.message.endswith(".")
    else:
        assert parsed.text.strip()
        (parsed.text + (parsed.title or "") + (parsed.author or "") + (parsed.extra or "")).encode()


@settings(max_examples=600, deadline=None)
@given(name=st.sampled_from(NAMES), content=ANY, is_packed=st.booleans(), sidecar=st.none() | ANY)
def test_every_document_of_any_bytes_is_an_article_or_a_rejection(
    name: str, content: bytes, is_packed: bool, sidecar: bytes | None
) -> None:
    if is_packed:
        content = gzip.compress(content, mtime=0)
    found = documents(name, content, sidecar)
    assert found
    for document in found:
        check(document)
    again = documents(name, content, sidecar)
    assert [document.document_id for document in again] == [document.document_id for document in found]


@settings(max_examples=200, deadline=None)
@given(at=st.integers(0, len(VALID[6]) - 1), bit=st.integers(0, 7))
def test_one_wrong_bit_in_an_archive_costs_one_record(at: int, bit: int) -> None:
    content = bytearray(VALID[6])
    content[at] ^= 1 << bit
    sound = {document.document_id for document in documents("x.warc", VALID[6], None)}
    kept = {document.document_id for document in documents("x.warc", bytes(content), None)}
    assert len(sound - kept) <= 2  # a record that has no length any more may take the start of the next one with it


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_one_wrong_bit_in_a_packed_archive_costs_one_record(data: st.DataObject) -> None:
    content = bytearray(VALID[8])  # its first three bytes show that it is packed
    content[data.draw(st.integers(3, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    sound = {document.document_id for document in documents("x.warc.gz", VALID[8], None)}
    kept = {document.document_id for document in documents("x.warc.gz", bytes(content), None)}
    assert len(sound - kept) <= 1
