"""The text in PDF and Word files, and the rows of Excel files. It runs as a process of its own and writes one JSON value a line.

Here belong pypdf, python-docx and openpyxl, and what a file must be so that they may open it. contained_reader.py sets the limits
of time and memory. No other module imports this one.
"""

from __future__ import annotations

import io
import json
import logging
import math
import re
import resource
import sys
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time
from typing import Any

from orchestration.ingest.reasons import ProblemError

_MAX_ENTRIES = 5_000
_MAX_UNZIPPED_BYTES = 256 * 1024**2
_MAX_RATIO = 200
_MAX_UNSUSPICIOUS_BYTES = 50 * 1024**2
_MAX_PAGES = 500
_MAX_CHARACTERS = 10_000_000
_MAX_COLUMNS = 1_000
_OLE = b"\xd0\xcf\x11\xe0"  # what Office writes around an encrypted file, and the files of Office before 2007
_PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)\]]*$")
_KEPT_HYPHEN = re.compile(r"\b(?:pro|anti|non|self|ex|co|counter|semi|vice|al|el|ul|as|ash|an|mid|post|pre)-$", re.IGNORECASE)
_MIN_REPEATS = 3  # of a line at the edge of pages
_HEADING_SHARE = 0.55  # of the length of full lines
_LAST_LINE_SHARE = 0.9


def read_pdf(payload: bytes) -> Iterator[str]:
    """The text of a PDF. Raises ProblemError."""
    import pypdf  # noqa: PLC0415  each kind loads its own library
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        reader = pypdf.PdfReader(io.BytesIO(payload), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise _make_encrypted_problem()
        if len(reader.pages) > _MAX_PAGES:
            raise ProblemError("too_large", f"it has more than {_MAX_PAGES} pages. Split it into single articles.")
        pages = [(page.extract_text() or "").splitlines() for page in reader.pages]
    except ProblemError:
        raise
    except pypdf.errors.DependencyError as error:
        raise _make_encrypted_problem() from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        raise _make_damaged_problem("PDF") from error
    text = _join_lines(_drop_page_furniture(pages))
    if not text:
        raise ProblemError(
            "no_text",
            f"its {len(pages)} pages hold pictures and no text, as a scanner makes them. Recognise the text first (for example "
            "`ocrmypdf in.pdf out.pdf`) and use that file.",
        )
    yield text[:_MAX_CHARACTERS]


def read_docx(payload: bytes) -> Iterator[str]:
    """The text of a Word file. Raises ProblemError."""
    _check_zip(payload, "word/document.xml", "Word")
    import docx  # noqa: PLC0415
    from docx.table import Table  # noqa: PLC0415

    try:
        parts: list[str] = []
        for block in docx.Document(io.BytesIO(payload)).iter_inner_content():
            if isinstance(block, Table):
                parts += (" | ".join(dict.fromkeys(cell.text.strip() for cell in row.cells)) for row in block.rows)
            else:
                parts.append(block.text.strip())
    except Exception as error:  # whatever the library and lxml raise on a hostile file
        raise _make_damaged_problem("Word file") from error
    text = "\n\n".join(part for part in parts if part.strip(" |"))
    if not text:
        raise ProblemError("no_text", "it holds no text outside pictures and text boxes. Save its text as .txt.")
    yield text[:_MAX_CHARACTERS]


def read_xlsx(payload: bytes) -> Iterator[list[Any]]:
    """Sheet, number of the row and cells of each row that is not blank. Raises ProblemError."""
    _check_zip(payload, "xl/workbook.xml", "Excel")
    import openpyxl  # noqa: PLC0415

    try:
        book = openpyxl.load_workbook(io.BytesIO(payload), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what a file states about its size may be wrong
            for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=_MAX_COLUMNS), start=1):
                cells = [_write_cell(cell) for cell in row]
                if any(cell is not None for cell in cells):
                    yield [sheet.title, number, cells]
    except Exception as error:  # as above
        raise _make_damaged_problem("Excel file") from error


def _write_cell(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, str):
        return cell if cell.strip() else None
    if isinstance(cell, float):
        return cell if math.isfinite(cell) else None
    return cell if isinstance(cell, int) or cell is None else str(cell)


def _check_zip(payload: bytes, needed: str, program: str) -> None:
    """Raises ProblemError if the file is encrypted, of another kind, or unpacks to too much."""
    if payload.startswith(_OLE):
        raise ProblemError(
            "encrypted",
            f"it is encrypted, or written by {program} before 2007. Open it in {program} and save it without a password in the "
            "present format.",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as packed:
            entries = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _make_damaged_problem(f"{program} file") from error
    if needed not in {entry.filename for entry in entries}:
        raise _make_damaged_problem(f"{program} file")
    size = sum(entry.file_size for entry in entries)
    limit = min(_MAX_UNZIPPED_BYTES, max(_MAX_UNSUSPICIOUS_BYTES, _MAX_RATIO * len(payload)))
    if len(entries) > _MAX_ENTRIES or size > limit:
        raise ProblemError(
            "zip_bomb",
            f"it has {len(entries):,} parts and unpacks to {size:,} bytes, like files that are made to fill a memory. "
            "If it is sound, save its text as .txt or its table as .csv.",
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise _make_encrypted_problem()


def _make_encrypted_problem() -> ProblemError:
    return ProblemError("encrypted", "it is encrypted. Open it with its password, save it without one, and use that file.")


def _make_damaged_problem(kind: str) -> ProblemError:
    return ProblemError(
        "unreadable_file", f"it is damaged, or no {kind}. Open it in its program, save its text as .txt and use that file."
    )


def _drop_page_furniture(pages: list[list[str]]) -> list[str]:
    """The lines of all pages, without page numbers and without lines that stand at the edge of most pages."""
    edges = Counter(_DIGIT.sub("#", line.strip()) for page in pages for line in {*_list_edge_lines(page)})
    repeated = {line for line, count in edges.items() if count >= max(_MIN_REPEATS, len(pages) / 2)}
    lines: list[str] = []
    for page in pages:
        edge = {*_list_edge_lines(page)}
        lines += (
            line.strip()
            for line in page
            if not (_PAGE_NUMBER.fullmatch(line.strip()) and line in edge)
            and not (line in edge and _DIGIT.sub("#", line.strip()) in repeated)
        )
    return lines


def _list_edge_lines(page: list[str]) -> list[str]:
    lines = [line for line in page if line.strip()]
    return [*lines[:2], *lines[-2:]]


def _join_lines(lines: list[str]) -> str:
    """Paragraphs with a blank line between them. The lines of a page end where they are full, and not where sentences do."""
    lengths = sorted(len(line) for line in lines if line)
    full = lengths[len(lengths) * 3 // 4] if lengths else 0
    paragraphs, words = [], ""
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        if words.endswith("-") and line[:1].islower():
            words = (words if _KEPT_HYPHEN.search(words) else words[:-1]) + line
        elif line:
            words = f"{words} {line}" if words else line
        is_last = not line or not following or len(line) < _HEADING_SHARE * full
        is_within = following[:1].islower()  # of a sentence
        if words and not is_within and (is_last or (len(line) < _LAST_LINE_SHARE * full and _SENTENCE_END.search(line))):
            paragraphs.append(words)
            words = ""
    return "\n\n".join(paragraphs)


def _limit_process(cpu_seconds: int, memory_bytes: int) -> None:
    for name, limit in (("RLIMIT_CPU", cpu_seconds), ("RLIMIT_AS", memory_bytes)):
        with suppress(ValueError, OSError, AttributeError):  # some systems lack one of them
            resource.setrlimit(getattr(resource, name), (limit, limit))


def _write_answer(name: str, value: Any) -> None:
    print(json.dumps([name, value], ensure_ascii=True, allow_nan=False, default=str), flush=False)


def main(kind: str, cpu_seconds: str, memory_bytes: str) -> None:
    """Reads the file on standard input and writes what is in it, or the problem, to standard output."""
    _limit_process(int(cpu_seconds), int(memory_bytes))
    logging.disable()
    warnings.simplefilter("ignore")
    try:
        for value in {"pdf": read_pdf, "docx": read_docx, "xlsx": read_xlsx}[kind](sys.stdin.buffer.read()):
            _write_answer("value", value)
    except ProblemError as problem:
        _write_answer("problem", [problem.reason, problem.message])
        return
    _write_answer("end", None)


if __name__ == "__main__":
    main(*sys.argv[1:])
