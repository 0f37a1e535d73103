"""Tables with a header row to one JSON object for each row: the cells under the names of their columns. CSV is read here.

Here belong the separator, quotes, the header and broken rows. Workbooks come from contained_reader.py as rows of cells. What a
row says about its article belongs to given_facts.py.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

from orchestration.ingest.article_keys import has_meaning
from orchestration.ingest.charset import WINDOWS_1252, detect_script_encoding
from orchestration.ingest.decode import BinaryPayloadError, decode_text
from orchestration.ingest.given_dates import is_absent
from orchestration.ingest.reasons import ProblemError, describe_address_list

_SEPARATORS = ",;\t|"
_SAMPLE_BYTES = 256 * 1024
_MAX_COLUMNS = 1_000
_MAX_LINES_OF_ROW = 20_000
_MAX_LINES_OF_LOOSE_ROW = 20
_MAX_LINE_CHARACTERS = 2**26
_MAX_SHOWN_COLUMNS = 20
_MAX_ROWS_ABOVE_HEADER = 10
_EXCEL_HINT = "sep="
_TRAFILATURA = ("url", "id", "fingerprint", "hostname", "title", "image", "date", "text", "comments", "license", "pagetype")
"""The columns that trafilatura writes without a header."""
_MEANINGS_OF_BODY = ("text", "html", "excerpt")

csv.field_size_limit(2**31 - 1)  # the size of a row is limited here, and by the limit of one article


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row below the header."""

    number: int  # of its first line, or of the row in its sheet, counted from 1
    payload: bytes | None = None
    problem: ProblemError | None = None
    raw: str = ""  # of a row that was not read


class Header:
    """The names of the columns of a table."""

    def __init__(self, cells: Sequence[Any], *, needs_text: bool = True) -> None:
        """Raises ProblemError if there is no column with text, or for a list of addresses none with an address."""
        names: list[str] = []
        for cell in cells[:_MAX_COLUMNS]:
            name = "" if cell is None else str(cell).strip()
            names.append(f"{name} ({names.count(name) + 1})" if name and name in names else name)
        self.names = names
        needed = _MEANINGS_OF_BODY if needs_text else ("url",)
        if not any(has_meaning(name, *needed) for name in names):
            raise self._describe_missing_text()

    def make_payload(self, cells: Sequence[Any]) -> bytes:
        """A row as a JSON object, without the cells that hold nothing."""
        row = {name: cell for name, cell in zip(self.names, cells, strict=False) if name and not is_absent(cell)}
        return json.dumps(row, ensure_ascii=False).encode("utf-8", "replace")

    def _describe_missing_text(self) -> ProblemError:
        shown = ", ".join(name[:40] for name in self.names[:_MAX_SHOWN_COLUMNS] if name)
        if any(has_meaning(name, "url") for name in self.names):
            return ProblemError("address_list", describe_address_list(f"its columns are {shown}"))
        return ProblemError(
            "no_text",
            f"no column holds the text of articles: the first row is {shown or 'blank'}. Name the columns in the first row, and "
            "call the one with the text `text`.",
        )


def read_csv_rows(source: io.BufferedReader, *, max_bytes: int, needs_text: bool = True) -> Iterator[TableRow]:
    """The rows of a CSV or TSV file, one after the other. Raises ProblemError if the header lacks the column that is needed."""
    sample = source.peek(_SAMPLE_BYTES)[:_SAMPLE_BYTES]
    encoding = _guess_encoding(sample)
    errors = "replace" if encoding == "utf-16" else "surrogateescape"
    text = io.TextIOWrapper(source, encoding=encoding, errors=errors, newline="")
    try:
        yield from _read_rows(_LineBuffer(text), max_bytes, needs_text=needs_text)
    finally:
        with suppress(ValueError):  # it is closed already
            text.detach()


def _read_rows(lines: _LineBuffer, max_bytes: int, *, needs_text: bool) -> Iterator[TableRow]:
    separator = _guess_separator(lines)
    first = _take_row(lines, separator, n_columns=None)
    if first is None:
        return
    if first.cells and len(first.cells) == len(_TRAFILATURA) and first.cells[0].startswith(("http://", "https://")):
        header = Header(_TRAFILATURA)
        yield _make_row(header, first, max_bytes)
    else:
        header = Header([_restore(cell) for cell in first.cells or ()], needs_text=needs_text)
    while (row := _take_row(lines, separator, n_columns=len(header.names))) is not None:
        if row.cells is None or any(cell.strip() for cell in row.cells):
            yield _make_row(header, row, max_bytes)


def read_sheet_rows(rows: Iterable[tuple[str, int, list[Any]]], *, max_bytes: int) -> Iterator[tuple[str, TableRow]]:
    """The rows of a workbook with the names of their sheets. Raises ProblemError if no sheet has a header with text."""
    problem: ProblemError | None = None
    headers: dict[str, Header | int] = {}  # or how many rows were no header
    for sheet, number, cells in rows:
        header = headers.get(sheet, 0)
        if isinstance(header, Header):
            payload = header.make_payload(cells)
            too_large = ProblemError("too_large", f"the row is larger than {max_bytes:,} bytes. Split it into single articles.")
            yield (
                sheet,
                TableRow(number, payload) if len(payload) <= max_bytes else TableRow(number, problem=too_large, raw=sheet),
            )
        elif header < _MAX_ROWS_ABOVE_HEADER:
            try:
                headers[sheet] = Header(cells)
            except ProblemError as error:
                problem = problem or error
                headers[sheet] = header + 1
    if problem is not None and not any(isinstance(header, Header) for header in headers.values()):
        raise problem


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    cells: list[str] | None  # None: it does not have the cells of the header
    raw: str


class _LineBuffer:
    """Lines that can be given back."""

    def __init__(self, source: io.TextIOWrapper) -> None:
        self._source, self._waiting = source, deque[str]()
        self.number = 1  # of the next line

    def take_line(self) -> str | None:
        line = self._waiting.popleft() if self._waiting else self._source.readline(_MAX_LINE_CHARACTERS)
        self.number += bool(line)
        return line or None

    def give_back(self, lines: Sequence[str]) -> None:
        self._waiting.extendleft(reversed(lines))
        self.number -= len(lines)


def _guess_encoding(sample: bytes) -> str:
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8-sig")().decode(sample)
    except UnicodeDecodeError:
        if b"\x00" in sample:
            raise ProblemError("binary", "this is not text: it contains NUL bytes. Save the table as CSV in UTF-8.") from None
        return detect_script_encoding(sample) or WINDOWS_1252
    return "utf-8-sig"


def _guess_separator(lines: _LineBuffer) -> str:
    """The sign that divides the header into the most known names, else into the most cells."""
    line = lines.take_line() or ""
    while line and not line.strip():
        line = lines.take_line() or ""
    hint = line.strip().strip('"').lower()
    if hint.startswith(_EXCEL_HINT) and len(hint) == len(_EXCEL_HINT) + 1:
        return hint[-1]
    if line:
        lines.give_back([line])

    def count_known(separator: str) -> tuple[int, int]:
        cells = [cell.strip().strip('"') for cell in line.split(separator)]
        return sum(has_meaning(cell, "text", "html", "url", "title", "published_at") for cell in cells), len(cells)

    return max(_SEPARATORS, key=count_known)


def _take_row(lines: _LineBuffer, separator: str, n_columns: int | None) -> _Row | None:
    """The next row. A row whose quotes do not match is its first line; the next line is the next row."""
    number, taken = lines.number, list[str]()

    def feed() -> Iterator[str]:
        while len(taken) < _MAX_LINES_OF_ROW and (line := lines.take_line()) is not None:
            taken.append(line)
            yield line

    try:
        cells = next(csv.reader(feed(), delimiter=separator, strict=True), None)
        if not cells:  # the end, or a blank line
            return None if cells is None else _Row(number, cells, "".join(taken))
    except csv.Error:
        cells = []
    n_filled = len(cells) if n_columns is None or any(cells[n_columns:]) else min(len(cells), n_columns)
    if n_columns is None or n_filled == n_columns or (len(taken) == 1 and 0 < n_filled < n_columns):
        return _Row(number, cells, "".join(taken))
    escaped = _read_escaped(taken, separator)
    if len(escaped) == n_columns:
        return _Row(number, escaped, "".join(taken))
    lines.give_back(taken)
    return _take_loose_row(lines, separator, n_columns)


def _take_loose_row(lines: _LineBuffer, separator: str, n_columns: int) -> _Row:
    """A row with quotes within a text that are not doubled: a text ends at a quote before a separator or the end of the row."""
    number, taken = lines.number, list[str]()
    while len(taken) < _MAX_LINES_OF_LOOSE_ROW and (line := lines.take_line()) is not None:
        if taken and len(_split_loosely(line, separator)) == n_columns:  # it is a row by itself
            lines.give_back([line])
            break
        taken.append(line)
        cells = _split_loosely("".join(taken), separator)
        if len(cells) == n_columns:
            return _Row(number, cells, "".join(taken))
    lines.give_back(taken[1:])
    return _Row(number, None, taken[0])


def _split_loosely(row: str, separator: str) -> list[str]:
    """The cells of a row; none if a quote is not closed."""
    row, cells, position = row.rstrip("\r\n"), list[str](), 0
    pattern = _loose_cell(separator)
    while (match := pattern.match(row, position)) is not None:
        cells.append(match[2] if match[1] is None else match[1].replace('""', '"'))
        if match.end() == len(row):
            return cells
        position = match.end() + 1
    return []


@cache
def _loose_cell(separator: str) -> re.Pattern[str]:
    sign = re.escape(separator)
    return re.compile(rf'(?:"([^"]*+(?:"(?!{sign}|\Z)[^"]*+)*+)"|([^"{sign}][^{sign}]*+|))(?={sign}|\Z)')


def _read_escaped(taken: list[str], separator: str) -> list[str]:
    """The cells of a row in which a backslash stands before each quote in a text."""
    if not any('\\"' in line for line in taken):
        return []
    try:
        rows = list(csv.reader(taken, delimiter=separator, strict=True, doublequote=False, escapechar="\\"))
    except csv.Error:
        return []
    return rows[0] if len(rows) == 1 else []


def _make_row(header: Header, row: _Row, max_bytes: int) -> TableRow:
    if row.cells is None:
        message = (
            f"the row does not have the {len(header.names)} cells of the header. Put a cell that contains the separator, a quote "
            "or a line end in quotes, and double the quotes within it."
        )
        return TableRow(row.number, problem=ProblemError("broken_row", message), raw=row.raw)
    payload = header.make_payload([_restore(cell) for cell in row.cells])
    if len(payload) > max_bytes:
        problem = ProblemError("too_large", f"the row is larger than {max_bytes:,} bytes. Split it into single articles.")
        return TableRow(row.number, problem=problem, raw=row.raw)
    return TableRow(row.number, payload)


def _restore(cell: str) -> str:
    """A cell with bytes that are not in the encoding of the file: it is in another one."""
    try:
        cell.encode()
    except UnicodeEncodeError:
        try:
            return decode_text(cell.encode("utf-8", "surrogateescape"))
        except (BinaryPayloadError, UnicodeEncodeError):
            return cell.encode("utf-8", "replace").decode()
    return cell
