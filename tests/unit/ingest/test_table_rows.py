"""Tables: one article for each row below the header, and a broken row costs itself only."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from orchestration.ingest.discover import find_documents
from orchestration.ingest.parse import parse_document
from orchestration.ingest.records import Document, ParsedArticle, Rejection

LANDED = datetime(2026, 12, 1)
HEAD = "title,url,text\n"


def found(path: Path, content: bytes | str | None = None, **limits: int) -> list[Document]:
    if content is not None:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(find_documents([path], landed_at=LANDED, **limits))


def texts(documents: list[Document]) -> list[str]:
    """The text of each article, and the reason of each rejection."""
    return [one.text if isinstance(one, ParsedArticle) else one.reason for one in map(parse_document, documents)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_separators_line_ends_and_encodings(tmp_path: Path, separator: str, line_end: str, encoding: str) -> None:
    rows = [
        ["title", "date", "url", "content"],
        ["Café", "2026-04-07", "https://n.example/1", f'"One{separator} é{line_end}""two"""'],
    ]
    content = "".join(separator.join(row) + line_end for row in rows)
    (one,) = map(parse_document, found(tmp_path / "x.csv", content.encode(encoding)))
    assert isinstance(one, ParsedArticle), one
    assert (one.title, one.text, one.url) == ("Café", f'One{separator} é{line_end}"two"', "https://n.example/1")
    assert (one.published_on, one.published_at_method) == (date(2026, 4, 7), "given")


def test_a_row_is_an_object_at_its_line_and_has_the_key_of_an_object(tmp_path: Path) -> None:
    content = HEAD + 'One,https://n.example/1,"a\nb"\n\nTwo,,Second\n'
    one, two = found(tmp_path / "x.csv", content)
    assert one.payload == b'{"title": "One", "url": "https://n.example/1", "text": "a\\nb"}'
    assert (one.uri, one.document_key, two.uri) == ("x.csv:2", "url:https://n.example/1", "x.csv:5")
    above = found(tmp_path / "x.csv", content.replace("One,", "Zero,,z\nOne,"))
    assert [document.document_id for document in above[1:]] == [one.document_id, two.document_id]


@pytest.mark.parametrize(
    "broken",
    [
        'Bad,https://n.example/b,"not closed\n',
        "Bad,https://n.example/b,a,b,c\n",
        'Bad,"x"y"z,"q\n',
        'Bad,https://n.example/b,"a "quoted", part"\n',
    ],
)
def test_a_broken_row_costs_itself_only(tmp_path: Path, broken: str) -> None:
    good = 'One,https://n.example/1,"First, text"\n'
    documents = found(tmp_path / "x.csv", HEAD + good + broken + good.replace("1", "2") + good.replace("1", "3"))
    assert texts(documents) == ["First, text", "broken_row", "First, text", "First, text"]
    rejection = parse_document(documents[1])
    assert isinstance(rejection, Rejection)
    assert rejection.message.startswith("x.csv:3: the row does not have the 3 cells of the header.")


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ('One,,"He said "no" to it"\n', 'He said "no" to it'),
        ('One,,"He said \\"no\\", twice"\n', 'He said "no", twice'),
        ('One,,"He said "no" to it,\nand left"\n', 'He said "no" to it,\nand left'),
        ('One,,He said "no"\n', 'He said "no"'),
        ("One,,Short,\n", "Short"),
    ],
)
def test_quotes_as_programs_write_them(tmp_path: Path, row: str, text: str) -> None:
    assert texts(found(tmp_path / "x.csv", HEAD + row + "Two,,Second\n")) == [text, "Second"]


def test_a_large_field_is_read_and_a_too_large_one_costs_its_row(tmp_path: Path) -> None:
    content = HEAD + f"One,,{'word ' * 50_000}\nTwo,,{'word ' * 200_000}\nThree,,Short\n"
    documents = found(tmp_path / "x.csv", content, max_payload_bytes=500_000)
    assert [text[:9] for text in texts(documents)] == ["word word", "too_large", "Short"]


@pytest.mark.parametrize("nothing", ["", " ", "NaN", "null", "None", "nan", "<NA>"])
def test_what_programs_write_for_nothing_is_nothing(tmp_path: Path, nothing: str) -> None:
    (one,) = map(parse_document, found(tmp_path / "x.csv", f"title,date,author,text\n{nothing},{nothing},{nothing},Words\n"))
    assert isinstance(one, ParsedArticle)
    assert (one.title, one.author, one.published_at, one.published_at_method, one.extra) == (None,) * 5


def test_a_table_without_a_column_of_text_names_its_columns(tmp_path: Path) -> None:
    (one,) = map(parse_document, found(tmp_path / "x.csv", "name;words\na;b\nc;d\n"))
    assert isinstance(one, Rejection)
    assert one.reason == "no_text"
    assert (
        "the first row is name, words. Name the columns in the first row, and call the one with the text `text`." in one.message
    )


@pytest.mark.parametrize("content", [b"", b"\n\n", b"text\n", b"\xef\xbb\xbf"])
def test_a_table_without_rows_is_empty(tmp_path: Path, content: bytes) -> None:
    assert texts(found(tmp_path / "x.csv", content)) == ["empty"]


def test_excel_names_the_separator_in_the_first_line(tmp_path: Path) -> None:
    assert texts(found(tmp_path / "x.csv", "sep=|\ntitle|text\nOne|a, b; c\n")) == ["a, b; c"]


def test_pandas_writes_a_column_without_a_name(tmp_path: Path) -> None:
    (one,) = map(parse_document, found(tmp_path / "x.csv", ",title,text\n0,One,Words\n"))
    assert isinstance(one, ParsedArticle)
    assert (one.title, one.text, one.extra) == ("One", "Words", None)


def test_many_rows_with_open_quotes_end_soon(tmp_path: Path) -> None:
    documents = found(tmp_path / "x.csv", HEAD + 'a,b,"c\n' * 3_000)
    assert set(texts(documents)) == {"broken_row"}
    assert len(documents) == 3_000


def make_workbook(path: Path, **sheets: list[list[Any]]) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)


def test_the_rows_of_a_workbook_are_articles(tmp_path: Path) -> None:
    head = ["Title", "Date", "URL", "Content"]
    news: list[list[Any]] = [
        ["Press review"],
        [],
        head,
        ["One", datetime(2026, 4, 7, 9, 15), "https://n.example/1", "First"],
        ["Two", date(2026, 4, 7), None, "Second"],
    ]
    make_workbook(tmp_path / "x.xlsx", News=news, Notes=[["to do"]], More=[["text"], ["Third"], [17]])
    documents = found(tmp_path / "x.xlsx")
    assert texts(documents) == ["First", "Second", "Third", "wrong_type"]
    assert [document.uri for document in documents] == ["x.xlsx:News:4", "x.xlsx:News:5", "x.xlsx:More:2", "x.xlsx:More:3"]
    one, two = (parse_document(document) for document in documents[:2])
    assert isinstance(one, ParsedArticle)
    assert isinstance(two, ParsedArticle)
    assert (one.published_at, one.published_at_prec) == (datetime(2026, 4, 7, 9, 15), "time")
    assert (two.published_at, two.published_at_prec) == (datetime(2026, 4, 7), "day")
    assert json.loads(one.extra or "")["read_as"]["text"] == "Content"


def test_a_workbook_without_a_column_of_text_is_one_rejection(tmp_path: Path) -> None:
    make_workbook(tmp_path / "x.xlsx", A=[["a", "b"], [1, 2]], B=[["c"]])
    assert texts(found(tmp_path / "x.xlsx")) == ["no_text"]
