"""Kinds of files, by the end of the name: which contain one document, which several, and which parse_document() reads."""

from __future__ import annotations

from typing import Literal

TEXT = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
JSON = "application/json"
XML = "application/xml"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
WARC = "application/warc"
UNKNOWN = "application/octet-stream"

READ = frozenset((TEXT, MARKDOWN, HTML, JSON, XML, PDF, DOCX))
"""The media types that parse_document() reads. `application/json` is one object."""

Container = Literal["lines", "values", "warc", "table", "workbook"]

_BY_ENDING = {
    ".txt": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".json": JSON,
    ".jsonl": JSON,
    ".ndjson": JSON,
    ".xml": XML,
    ".pdf": PDF,
    ".docx": DOCX,
    ".csv": CSV,
    ".tsv": CSV,
    ".xlsx": XLSX,
    ".xlsm": XLSX,
    ".warc": WARC,
}
_CONTAINERS: dict[str, Container] = {
    **{".jsonl": "lines", ".ndjson": "lines", ".json": "values", ".warc": "warc"},
    **{".csv": "table", ".tsv": "table", ".xlsx": "workbook", ".xlsm": "workbook"},
}
_BY_HEADER = {TEXT: TEXT, HTML: HTML, "application/xhtml+xml": HTML, JSON: JSON, MARKDOWN: MARKDOWN}
_GZIPPED = ".gz"
_PAGE_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body")

_TEXT_ADVICE = "Save its text as a .txt file and use that file instead."
_PICTURE_ADVICE = "Text in pictures is not read. Type it into a .txt file."
_ARCHIVE_ADVICE = "Unpack it and add the files that it contains."
_TABLE_ADVICE = "Save the table as .csv or .xlsx with the names of its columns in the first row, one of them `text`."
_ADVICE = {
    **dict.fromkeys((".doc", ".odt", ".rtf", ".epub", ".pptx", ".mhtml", ".eml"), _TEXT_ADVICE),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".webp", ".tif", ".tiff", ".svg", ".heic"), _PICTURE_ADVICE),
    **dict.fromkeys((".zip", ".tar", ".tgz", ".7z", ".rar", ".bz2", ".xz", ".zst"), _ARCHIVE_ADVICE),
    **dict.fromkeys((".xls", ".ods", ".parquet", ".feather"), _TABLE_ADVICE),
}
_ANY_ADVICE = "Give the article as .txt, .md, .html, .json, .jsonl, .csv, .xlsx, .pdf, .docx or .warc, gzipped or not."


def strip_gz(name: str) -> str:
    """The name without the `.gz` of a gzipped file: the name of the unpacked file."""
    return name[: -len(_GZIPPED)] if name.lower().endswith(_GZIPPED) else name


def guess_media_type(name: str) -> str:
    """The media type of the content of a file with this name."""
    return _BY_ENDING.get(_get_ending(name), UNKNOWN)


def guess_container(name: str) -> Container | None:
    """How a file with several documents is divided; None: the file is one document."""
    return _CONTAINERS.get(_get_ending(name))


def takes_sidecar(name: str) -> bool:
    """Whether a file may have a sidecar with facts. JSON and archives contain their own facts."""
    return _get_ending(name) not in _CONTAINERS


def guess_page_media_type(content_type: str | None, start: bytes) -> str | None:
    """The media type of a body with or without a Content-Type header; None: it is not read."""
    stated = (content_type or "").partition(";")[0].strip().lower()
    if stated:
        return _BY_HEADER.get(stated)
    return HTML if start.lstrip().lower().startswith(_PAGE_STARTS) else None


def advise_on_unsupported(name: str) -> str:
    """The advice for a file whose kind is not read."""
    return f"files of this kind are not read. {_ADVICE.get(_get_ending(name), _ANY_ADVICE)}"


def _get_ending(name: str) -> str:
    name = strip_gz(name)
    dot = name.rfind(".")
    return name[dot:].lower() if dot >= 0 else ""
