"""Rows for people and for programs: a table on a terminal, CSV or JSON elsewhere.

Here belongs how a value looks and what keeps hostile text harmless: no escape sequence reaches a terminal, no cell of a
CSV file is a formula. Which rows are shown is up to the command.
"""

from __future__ import annotations

import csv
import json
import math
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import islice
from typing import Any, TextIO

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from orchestration.terminal.console import standard_output, visible

TABLE_ROWS = 1_000
"""More rows than this are for a file, not for a terminal."""
_NARROWEST = 10
"""Characters a column needs to be read; with less room each row is shown as a list of its columns."""

_NUMBERS = re.compile(r"(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|FLOAT|DOUBLE|DECIMAL\(.*)$")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*\Z")
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # what spreadsheets take for the begin of a formula, wide forms too
_ESCAPED_IN_JSON = {code: f"\\u{code:04x}" for code in range(0x7F, 0xA0)}


@dataclass(frozen=True)
class Column:
    """A column of an answer, with DuckDB's name of its type."""

    name: str
    type: str


@dataclass(frozen=True)
class Answer:
    """The columns of an answer and its rows, which are read as they are asked for."""

    columns: list[Column]
    rows: Iterator[tuple[Any, ...]]


class Format(StrEnum):
    """How rows are written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def suitable(chosen: Format | None) -> Format:
    """The chosen format, else a table on a terminal and CSV elsewhere."""
    return chosen or (Format.TABLE if sys.stdout.isatty() else Format.CSV)


def write(answer: Answer, chosen: Format) -> None:
    """Writes an answer to standard output."""
    if chosen is Format.TABLE:
        _write_table(answer)
        return
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    if chosen is Format.CSV:
        _write_csv(answer, sys.stdout)
    else:
        _write_json(answer, sys.stdout)


# ------------------------------------------------------------------------------------------------------------ values


def _plain(value: Any) -> Any:
    """A value as JSON knows it."""
    match value:
        case Decimal():
            plain: Any = int(value) if value == value.to_integral_value() else float(value)
        case float():
            plain = value if math.isfinite(value) else None
        case datetime():
            plain = value.isoformat(sep=" ")
        case date():
            plain = value.isoformat()
        case bytes():
            plain = value.hex()
        case list() | tuple():
            plain = [_plain(v) for v in value]
        case dict():
            plain = {str(k): _plain(v) for k, v in value.items()}
        case None | bool() | int() | str():
            plain = value
        case _:
            plain = str(value)
    return plain


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False).translate(_ESCAPED_IN_JSON)


def _word(value: Any) -> str:
    """A value that is not NULL in words."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, Decimal | float):
        return str(value)
    plain = _plain(value)
    return visible(plain) if isinstance(plain, str) else _json(plain)


# --------------------------------------------------------------------------------------------------------------- CSV


def _harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula; numbers are none."""
    return f"'{text}" if text.startswith(_FORMULA) and not _PLAIN_NUMBER.match(text) else text


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return _harmless(_word(value)) if isinstance(value, str) else _word(value)


def _write_csv(answer: Answer, out: TextIO) -> None:
    # Each line ends in CR LF and a cell with either is quoted, as RFC 4180 has it.
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_harmless(visible(c.name)) for c in answer.columns])
    writer.writerows([_cell(v) for v in row] for row in answer.rows)
    out.flush()


# -------------------------------------------------------------------------------------------------------------- JSON


def _names(columns: list[Column]) -> list[str]:
    """The names of the columns, a repeated one with a number, so that none is lost."""
    names: list[str] = []
    for column in columns:
        name, n = column.name, 1
        while name in names:
            name, n = f"{column.name}_{n}", n + 1
        names.append(name)
    return names


def _write_json(answer: Answer, out: TextIO) -> None:
    names, separator = _names(answer.columns), "[\n"
    for row in answer.rows:
        out.write(separator + _json({n: _plain(v) for n, v in zip(names, row, strict=True)}))
        separator = ",\n"
    out.write("\n]\n" if separator != "[\n" else "[]\n")
    out.flush()


# ------------------------------------------------------------------------------------------------------------- table


def _shown(value: Any) -> Text:
    return Text("NULL", style="dim italic") if value is None else Text(_word(value))


def _is_number(column: Column) -> bool:
    return bool(_NUMBERS.match(column.type))


def _write_table(answer: Answer) -> None:
    out = standard_output()
    rows = list(islice(answer.rows, TABLE_ROWS))
    more = next(answer.rows, None) is not None
    shown = [[_shown(v) for v in row] for row in rows]
    if _fits(answer.columns, shown, out.width):
        out.print(_as_table(answer.columns, shown))
    else:
        for number, row in enumerate(shown, 1):
            out.print(Text(f"row {number}", style="bold"))
            out.print(_as_list(answer.columns, row))
    out.print(Text(_count(len(rows), more), style="dim"))


def _count(n: int, more: bool) -> str:
    if more:
        return f"The first {n:,} rows. All of them: --format csv > rows.csv"
    return f"{n:,} row{'' if n == 1 else 's'}"


def _fits(columns: list[Column], rows: Iterable[list[Text]], width: int) -> bool:
    """Whether every column has the room that it needs, or that one can read it in."""
    needed = [len(c.name) for c in columns]
    for row in rows:
        needed = [max(n, t.cell_len) for n, t in zip(needed, row, strict=True)]
    return sum(min(n, _NARROWEST) + 2 for n in needed) <= width


def _as_table(columns: list[Column], rows: list[list[Text]]) -> Table:
    table = Table(box=SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    for column in columns:
        table.add_column(Text(visible(column.name)), justify="right" if _is_number(column) else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table


def _as_list(columns: list[Column], row: list[Text]) -> Table:
    listing = Table.grid(padding=(0, 2))
    listing.add_column(no_wrap=True)
    listing.add_column(overflow="fold")
    for column, value in zip(columns, row, strict=True):
        listing.add_row(Text(f"  {visible(column.name)}", style="cyan"), value)
    return listing
