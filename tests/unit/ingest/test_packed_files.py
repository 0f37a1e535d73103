"""Gzipped files: what is inside is the document, damage costs what is damaged, a bomb costs nothing."""

from __future__ import annotations

import gzip
import hashlib
import json
import time
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest

from orchestration.ingest.discover import find_documents
from orchestration.ingest.parse import parse_document
from orchestration.ingest.records import Document, ParsedArticle, Rejection

LANDED = datetime(2024, 5, 1, 12, tzinfo=UTC)
TEXT = b"Title\n\nThree people were killed.\n"


def found(folder: Path, max_payload_bytes: int = 1_000_000) -> list[Document]:
    return list(find_documents([folder], landed_at=LANDED, max_payload_bytes=max_payload_bytes))


def rejection(document: Document) -> Rejection:
    parsed = parse_document(document)
    assert isinstance(parsed, Rejection), parsed
    return parsed


def lines(n: int) -> bytes:
    return b"".join(json.dumps({"id": number, "text": f"Number {number} of them."}).encode() + b"\n" for number in range(n))


@pytest.mark.parametrize("name", ["a.txt.gz", "a.txt", "a.TXT.GZ"])
def test_the_payload_is_what_was_packed_whatever_the_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(TEXT[:9]) + gzip.compress(TEXT[9:]) + b"\x00" * 100)
    (document,) = found(tmp_path)
    assert (document.payload, document.sha256) == (TEXT, hashlib.sha256(TEXT).hexdigest())
    assert document.uri == name
    assert isinstance(parse_document(document), ParsedArticle)


def test_packing_a_file_does_not_make_it_another_document(tmp_path: Path) -> None:
    for name, content in (("a.txt", TEXT), ("b.jsonl", lines(2)), ("c.json", b"[" + lines(1) + b"]"), ("d.json", lines(1))):
        (tmp_path / name).write_bytes(content)
    (tmp_path / "a.txt.meta.json").write_text('{"published_at": "2024-01-01"}')
    before = found(tmp_path)
    for name in ("a.txt", "b.jsonl", "c.json", "d.json"):
        (tmp_path / f"{name}.gz").write_bytes(gzip.compress((tmp_path / name).read_bytes()))
        (tmp_path / name).unlink()
    after = found(tmp_path)
    assert [document.document_id for document in after] == [document.document_id for document in before]
    assert [document.uri for document in after] == ["a.txt.gz", "b.jsonl.gz:1", "b.jsonl.gz:2", "c.json.gz:1#1", "d.json.gz"]


def test_a_name_that_promises_gzip_on_a_file_that_is_not_packed_is_no_matter(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(TEXT)
    (document,) = found(tmp_path)
    assert document.payload == TEXT


@pytest.mark.parametrize(
    ("names", "sidecars"),
    [
        (("a.txt.gz", "a.txt.gz.meta.json"), {"a.txt.gz": b"a.txt.gz.meta.json"}),
        (("a.txt.gz", "a.txt.meta.json"), {"a.txt.gz": b"a.txt.meta.json"}),
        (("a.txt", "a.txt.gz", "a.txt.meta.json"), {"a.txt": b"a.txt.meta.json", "a.txt.gz": None}),
        (("a.txt.gz", "a.txt.meta.json.gz"), {"a.txt.gz": None, "a.txt.meta.json.gz": "orphan_sidecar"}),
        (
            ("a.txt.gz", "a.txt.meta.json", "a.txt.gz.meta.json"),
            {"a.txt.gz": b"a.txt.gz.meta.json", "a.txt.meta.json": "orphan_sidecar"},
        ),
        (("a.html", "a.html.meta.json"), {"a.html": b"a.html.meta.json"}),
        (("a.json", "a.json.meta.json"), {"a.json": None, "a.json.meta.json": "orphan_sidecar"}),
        (("a.warc.gz", "a.warc.meta.json"), {"a.warc.gz#1": None, "a.warc.meta.json": "orphan_sidecar"}),
    ],
)
def test_a_packed_file_keeps_its_sidecar(tmp_path: Path, names: tuple[str, ...], sidecars: dict[str, bytes | str | None]) -> None:
    for name in names:
        (tmp_path / name).write_bytes(name.encode())
    documents = {document.uri: document for document in found(tmp_path)}
    assert set(documents) == set(sidecars) | ({"a.json"} if "a.json" in names else set())
    for uri, sidecar in sidecars.items():
        if isinstance(sidecar, str):
            assert rejection(documents[uri]).reason == sidecar
        else:
            assert documents[uri].sidecar == sidecar
    by_name = list(find_documents([tmp_path / name for name in names], landed_at=LANDED, max_payload_bytes=1_000))
    assert {document.uri: document.sidecar for document in by_name} == {uri: one.sidecar for uri, one in documents.items()}


@pytest.mark.parametrize("damage", ["cut", "flipped", "followed by words"])
def test_a_damaged_file_that_is_one_document_is_rejected(tmp_path: Path, damage: str) -> None:
    packed = bytearray(gzip.compress(TEXT * 50))
    if damage == "cut":
        del packed[-9:]
    elif damage == "flipped":
        packed[len(packed) // 2] ^= 0xFF
    else:
        packed += b"words"
    (tmp_path / "a.txt.gz").write_bytes(packed)
    (document,) = found(tmp_path)
    parsed = rejection(document)
    assert (document.payload, parsed.stage, parsed.reason, parsed.is_retriable) == (None, "read", "broken_gzip", False)
    assert parsed.message.startswith("a.txt.gz: the gzip stream that begins at byte ")


@pytest.mark.parametrize(("name", "word"), [("a.jsonl.gz", "line"), ("a.json.gz", "object")])
def test_the_lines_before_damage_are_read_and_the_damage_is_told_of(tmp_path: Path, name: str, word: str) -> None:
    packed = gzip.compress(lines(50_000))
    (tmp_path / name).write_bytes(packed[: len(packed) // 2])
    *read, broken = found(tmp_path)
    assert 20_000 < len(read) < 30_000
    assert [document.payload for document in read] == lines(50_000).splitlines()[: len(read)]
    parsed = rejection(broken)
    assert (parsed.reason, broken.uri, broken.document_key) == ("broken_gzip", name, f"file:{name[:-3]}")
    assert f"{name}: after {word} {len(read)}, the gzip stream" in parsed.message


@pytest.mark.parametrize("name", ["a.txt.gz", "a.html", "a.jsonl.gz", "a.json.gz", "a.warc.gz"])
def test_a_bomb_is_cheap(tmp_path: Path, name: str) -> None:
    with gzip.open(tmp_path / "bomb", "wb", compresslevel=9) as bomb:
        for _ in range(400):
            bomb.write(b"0" * 1_000_000)
    (tmp_path / "bomb").rename(tmp_path / name)
    tracemalloc.start()
    start = time.process_time()
    try:
        (document,) = found(tmp_path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert rejection(document).reason == "gzip_bomb"
    assert document.payload is None
    assert peak < 10_000_000
    assert time.process_time() - start < 5  # unpacking it all takes longer


def test_much_that_is_alike_is_no_bomb(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines(100_000)))
    assert sum(1 for _ in find_documents([tmp_path], landed_at=LANDED, max_payload_bytes=1_000)) == 100_000


def test_a_packed_file_of_lines_does_not_fill_the_memory(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines(60_000), compresslevel=9))
    tracemalloc.start()
    try:
        n_documents = sum(1 for _ in find_documents([tmp_path], landed_at=LANDED))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert n_documents == 60_000
    assert peak < 5_000_000
