"""The room as its neighbours see it: tables in, tables out, whatever the bytes."""

from __future__ import annotations

import codecs
import tempfile
from datetime import datetime
from pathlib import Path

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.ingest import schema
from orchestration.ingest.discover import find_documents
from orchestration.ingest.tables import make_documents_table, parse_table
from orchestration.ingest.version import compute_parser_version

LANDED = datetime(2024, 5, 1, 12)
# Bytes at random, and bytes that look like what the readers expect.
FRAGMENTS = st.sampled_from(
    [
        b'{"text": "',
        b'"}',
        b'{"html": "<p>',
        b'{"id": 1, ',
        b"\\ud800",
        b"\n",
        b"\r\n",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\x00",
        "é’“".encode(),
        "â€™".encode(),
        b"Title\n\nText",
        b"[",
        b"{",
        b'"url": "http://[/",',
        b'"published_at": "2017-06-07",',
        b"1e999",
        b"NaN",
    ]
)
PAYLOADS = st.one_of(st.binary(max_size=200), st.lists(st.one_of(FRAGMENTS, st.binary(max_size=8)), max_size=12).map(b"".join))


def landed(folder: Path) -> pa.Table:
    return make_documents_table(find_documents([folder], landed_at=LANDED))


@settings(max_examples=150, deadline=None)
@given(text=PAYLOADS, markdown=PAYLOADS, sidecar=PAYLOADS, lines=PAYLOADS, other=PAYLOADS)
def test_no_bytes_make_it_raise_and_nothing_is_lost(
    text: bytes, markdown: bytes, sidecar: bytes, lines: bytes, other: bytes
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.txt").write_bytes(text)
        (folder / "a.txt.meta.json").write_bytes(sidecar)
        (folder / "b.md").write_bytes(markdown)
        (folder / "c.jsonl").write_bytes(lines)
        (folder / "d.html").write_bytes(other)
        documents = landed(folder)
        assert documents.schema == schema.DOCUMENTS
        n_lines = sum(1 for line in lines.split(b"\n") if line.rstrip(b"\r\n").removeprefix(b"\xef\xbb\xbf").strip())
        is_utf16 = lines.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))  # then the file is rejected as a whole
        assert documents.num_rows == 3 + (1 if is_utf16 else max(1, n_lines))

        articles, rejected = parse_table(documents)
        assert (articles.schema, rejected.schema) == (schema.ARTICLES, schema.REJECTED_DOCUMENTS)
        assert sorted([*articles["document_id"].to_pylist(), *rejected["document_id"].to_pylist()]) == sorted(
            documents["document_id"].to_pylist()
        )
        for row in articles.to_pylist():
            assert row["text"].strip()
            assert len(row["signature"]) in {0, 128}
        for row in rejected.to_pylist():
            assert row["reason"] and row["message"] and row["stage"] in {"read", "decode", "parse"}
        articles.validate(full=True)


def test_rows_come_sorted_whatever_the_order_of_the_documents(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text(
        "".join(f'{{"text": "Number {number}"}}\n' * (number % 2 + 1) + "{\n" for number in range(9))
    )
    documents = landed(tmp_path)
    backwards = documents.take(list(reversed(range(documents.num_rows))))
    for table, other in zip(parse_table(documents), parse_table(backwards), strict=True):
        assert table.equals(other)
        ids = table["document_id"].to_pylist()
        assert ids == sorted(ids)


def test_no_documents_give_empty_tables_of_the_right_shape() -> None:
    articles, rejected = parse_table(make_documents_table([]))
    assert (articles.num_rows, articles.schema) == (0, schema.ARTICLES)
    assert (rejected.num_rows, rejected.schema) == (0, schema.REJECTED_DOCUMENTS)


def test_the_parser_has_a_version() -> None:
    assert len(compute_parser_version()) == 12
    assert int(compute_parser_version(), 16) >= 0


def test_documents_that_landed_before_a_column_was_known_are_parsed(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body><p>Three people were killed.</p></body></html>")
    (tmp_path / "b.txt").write_bytes(b"")
    documents = landed(tmp_path)
    old = documents.drop_columns(["url", "fetched_at", "headers"])
    for table, other in zip(parse_table(old), parse_table(documents), strict=True):
        assert table.num_rows == 1
        assert table.equals(other)
