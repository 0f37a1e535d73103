"""PDF, Word and Excel files: their text, and an end with a reason whatever is in them."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pypdf
import pytest

from orchestration.ingest import contained_reader
from orchestration.ingest.discover import find_documents
from orchestration.ingest.parse import parse_document
from orchestration.ingest.records import ParsedArticle, Rejection
from tests.unit.ingest.office_files import make_docx, make_pdf, make_zip

LANDED = datetime(2026, 12, 1)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
HEADER = "News Service    7 April 2026"
PAGES = [
    [
        *(HEADER, "Shelling kills four in Sarmin"),
        "Government shelling killed four civilians in the town of Sarmin on Tues-",
        "day, rescue workers said. Two of them were children, and eleven others were",
        "wounded by fragments in the market.",
        "A spokesman for the pro-",
        "government militia denied that it had fired on the town and said that the",
        "army was not near it.",
        "Page 1 of 3",
    ],
    [HEADER, "More text on the second page that goes on for a whole line of words and", "ends here.", "Page 2 of 3"],
    [HEADER, "A third page.", "Page 3 of 3"],
]


def read(path: Path, content: bytes | None = None) -> ParsedArticle | Rejection:
    if content is not None:
        path.write_bytes(content)
    (document,) = find_documents([path], landed_at=LANDED)
    return parse_document(document)


def test_the_lines_of_a_pdf_become_paragraphs_without_headers_and_page_numbers(tmp_path: Path) -> None:
    found = read(tmp_path / "x.pdf", make_pdf(PAGES))
    assert isinstance(found, ParsedArticle), found
    assert found.title == "Shelling kills four in Sarmin"
    assert found.text.split("\n\n") == [
        "Government shelling killed four civilians in the town of Sarmin on Tuesday, rescue workers said. Two of them were "
        "children, and eleven others were wounded by fragments in the market.",
        "A spokesman for the pro-government militia denied that it had fired on the town and said that the army was not near it.",
        "More text on the second page that goes on for a whole line of words and ends here.",
        "A third page.",
    ]
    assert found.published_at is None, "the properties of a file say nothing about the article"


def test_a_word_file_gives_its_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    rows = [["Place", "Dead"], ["Sarmin", "4"]]
    make_docx(tmp_path / "x.docx", "Shelling kills four", ["SARMIN, April 7, 2026 (XYZ) – Four died.", "", "Second."], rows)
    found = read(tmp_path / "x.docx")
    assert isinstance(found, ParsedArticle), found
    assert (found.title, found.text) == (
        "Shelling kills four",
        "SARMIN, April 7, 2026 (XYZ) – Four died.\n\nSecond.\n\nPlace | Dead\n\nSarmin | 4",
    )
    assert (found.published_at, found.published_at_method) == (datetime(2026, 4, 7), "dateline")


def test_a_sidecar_gives_facts_about_a_pdf(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(make_pdf([["Four people died in the town on Tuesday."]]))
    (tmp_path / "x.pdf.meta.json").write_text('{"url": "https://n.example/1", "published_at": "2026-04-07", "title": "T"}')
    (document,) = find_documents([tmp_path], landed_at=LANDED)
    found = parse_document(document)
    assert isinstance(found, ParsedArticle)
    assert document.document_key == "url:https://n.example/1"
    assert (found.title, found.text, found.published_at) == (
        "T",
        "Four people died in the town on Tuesday.",
        datetime(2026, 4, 7),
    )


def encrypt(password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make_pdf([["Four people died in the town on Tuesday."]])))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    packed = io.BytesIO()
    writer.write(packed)
    return packed.getvalue()


def test_a_pdf_that_only_forbids_changes_is_read(tmp_path: Path) -> None:
    assert isinstance(read(tmp_path / "x.pdf", encrypt("")), ParsedArticle)


UNREADABLE: dict[str, tuple[str, Callable[[], bytes], str, str]] = {
    "a PDF with a password": ("x.pdf", lambda: encrypt("secret"), "encrypted", "save it without one"),
    "a scan": ("x.pdf", lambda: make_pdf([[], []]), "no_text", "ocrmypdf"),
    "a book": ("x.pdf", lambda: make_pdf([["Page"]] * 501), "too_large", "more than 500 pages"),
    "noise": ("x.pdf", lambda: b"%PDF-1.4\n" + b"\x00\xff" * 500, "unreadable_file", "save its text as .txt"),
    "a cut PDF": ("x.pdf", lambda: make_pdf(PAGES)[:400], "unreadable_file", "save its text as .txt"),
    "a page called PDF": ("x.pdf", lambda: b"<html>Log in</html>", "unreadable_file", "it is no PDF file"),
    "Word with a password": ("x.docx", lambda: OLE, "encrypted", "save it without a password"),
    "Word without styles": ("x.docx", lambda: make_zip(word__document_xml=b"<w/>"), "unreadable_file", "damaged"),
    "a zip file called Word": ("x.docx", lambda: make_zip(a_txt=b"a"), "unreadable_file", "no Word file"),
    "a bomb": ("x.docx", lambda: make_zip(word__document_xml=b" " * 300_000_000), "zip_bomb", "unpacks to 300,000,000 bytes"),
    "a cut zip file": ("x.docx", lambda: b"PK\x03\x04" + b"\xff" * 100, "unreadable_file", "damaged"),
    "old Excel": ("x.xlsx", lambda: OLE, "encrypted", "before 2007"),
    "Excel without sheets": ("x.xlsx", lambda: make_zip(xl__workbook_xml=b"<x/>"), "unreadable_file", "damaged"),
    "many parts": (
        *("x.xlsx", lambda: make_zip(**{f"a{n}": b"" for n in range(5_001)}, xl__workbook_xml=b"<x/>")),
        *("zip_bomb", "5,002 parts"),
    ),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_cannot_be_read_is_rejected_and_says_what_to_do(tmp_path: Path, case: str) -> None:
    name, make, reason, says = UNREADABLE[case]
    found = read(tmp_path / name, make())
    assert isinstance(found, Rejection), found
    assert (found.reason, found.is_retriable) == (reason, False)
    assert says in found.message
    assert found.message.startswith(f"{name}: ")


LAUGHS = b'<!DOCTYPE d [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY a%d "%s">' % (n, b"&a%s;" % (str(n - 1).encode() if n else b"") * 10) for n in range(12)
)


@pytest.mark.parametrize("name", ["x.docx", "x.xlsx"])
def test_entities_within_a_file_do_not_grow(tmp_path: Path, name: str) -> None:
    main = LAUGHS + b"]><d>&a11;</d>"
    began = time.monotonic()
    found = read(tmp_path / name, make_zip(word__document_xml=main, xl__workbook_xml=main))
    assert isinstance(found, Rejection)
    assert time.monotonic() - began < 20


def test_a_file_that_takes_too_long_or_too_much_costs_itself_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = make_pdf([["Words and words"] * 2_000] * 200)
    monkeypatch.setattr(contained_reader, "MAX_CPU_SECONDS", 1)
    began = time.monotonic()
    found = read(tmp_path / "x.pdf", many)
    assert isinstance(found, Rejection)
    assert found.reason == "unreadable_file"
    assert "more than 1 seconds" in found.message
    assert time.monotonic() - began < 20
    monkeypatch.setattr(contained_reader, "MAX_CPU_SECONDS", 60)
    monkeypatch.setattr(contained_reader, "MAX_MEMORY_BYTES", 40 * 1024**2)
    found = read(tmp_path / "y.pdf", make_pdf(PAGES))
    assert isinstance(found, Rejection)
    assert found.reason == "unreadable_file"
