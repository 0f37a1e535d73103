"""Rows for people and for programs: a table on a terminal, CSV or JSON elsewhere.

Here belongs how a value looks, and how hostile text is made safe: no escape sequence reaches a terminal, and no cell of a CSV
file is a formula. The command decides which rows to print.
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

from orchestration.terminal.console import INVISIBLE_CHARACTERS, escape_controls, make_stdout_console

MAX_TABLE_ROWS = 1_000
"""A terminal shows at most this many rows. More rows belong in a file."""
_MIN_COLUMN_WIDTH = 10
"""Characters that a column needs to stay readable. With less room, each row is printed as a list of its columns."""

_NUMBER_TYPES = re.compile(r"(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|FLOAT|DOUBLE|DECIMAL\(.*)$")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*\Z")
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")  # spreadsheets read these as the start of a formula; full-width forms too
_JSON_ESCAPES = {code: json.dumps(chr(code))[1:-1] for code in (*range(0x7F, 0xA0), *INVISIBLE_CHARACTERS)}
"""In JSON, control characters and invisible characters are written as numbers: programs read them unchanged."""


@dataclass(frozen=True)
class Column:
    """A column of a result set. `type` is DuckDB's name of the type."""

    name: str
    type: str


@dataclass(frozen=True)
class ResultSet:
    """The columns of a query result and its rows. Rows are read only when they are needed."""

    columns: list[Column]
    rows: Iterator[tuple[Any, ...]]


class Format(StrEnum):
    """The format in which rows are written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def choose_format(chosen: Format | None) -> Format:
    """Returns the chosen format; by default a table on a terminal and CSV elsewhere."""
    return chosen or (Format.TABLE if sys.stdout.isatty() else Format.CSV)


def write_result(result: ResultSet, chosen: Format) -> None:
    """Writes a result set to standard output."""
    if chosen is Format.TABLE:
        _write_table(result)
        return
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    if chosen is Format.CSV:
        _write_csv(result, sys.stdout)
    else:
        _write_json(result, sys.stdout)


# ------------------------------------------------------------------------------------------------------------ values


def _to_json_value(value: Any) -> Any:
    """Converts a value to a type that JSON has."""
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
            plain = [_to_json_value(v) for v in value]
        case dict():
            plain = {str(k): _to_json_value(v) for k, v in value.items()}
        case None | bool() | int() | str():
            plain = value
        case _:
            plain = str(value)
    return plain


def _dump_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False).translate(_JSON_ESCAPES)


def _format_value(value: Any) -> str:
    """Formats a value that is not NULL as text."""
    if isinstance(value, str):
        return escape_controls(value)
    if isinstance(value, Decimal | float):
        return str(value)
    plain = _to_json_value(value)
    return escape_controls(plain) if isinstance(plain, str) else _dump_json(plain)


# --------------------------------------------------------------------------------------------------------------- CSV


def _escape_formula(text: str) -> str:
    """Protects a cell that a spreadsheet would read as a formula. Plain numbers stay."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) and not _PLAIN_NUMBER.match(text) else text


def _format_cell(value: Any) -> str:
    if value is None:
        return ""
    return _escape_formula(_format_value(value)) if isinstance(value, str) else _format_value(value)


def _write_csv(result: ResultSet, out: TextIO) -> None:
    # RFC 4180: lines end in CR LF, and a cell that contains CR or LF is quoted.
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_escape_formula(escape_controls(c.name)) for c in result.columns])
    writer.writerows([_format_cell(v) for v in row] for row in result.rows)
    out.flush()


# -------------------------------------------------------------------------------------------------------------- JSON


def _make_unique_names(columns: list[Column]) -> list[str]:
    """Returns unique column names: a repeated name gets a number, so that no column is lost."""
    names: list[str] = []
    for column in columns:
        name, n = column.name, 1
        while name in names:
            name, n = f"{column.name}_{n}", n + 1
        names.append(name)
    return names


def _write_json(result: ResultSet, out: TextIO) -> None:
    names, separator = _make_unique_names(result.columns), "[\n"
    for row in result.rows:
        out.write(separator + _dump_json({n: _to_json_value(v) for n, v in zip(names, row, strict=True)}))
        separator = ",\n"
    out.write("\n]\n" if separator != "[\n" else "[]\n")
    out.flush()


# ------------------------------------------------------------------------------------------------------------- table


def _format_table_cell(value: Any) -> Text:
    return Text("NULL", style="dim italic") if value is None else Text(_format_value(value))


def _is_number(column: Column) -> bool:
    return bool(_NUMBER_TYPES.match(column.type))


def _write_table(result: ResultSet) -> None:
    out = make_stdout_console()
    rows = list(islice(result.rows, MAX_TABLE_ROWS))
    more = next(result.rows, None) is not None
    shown = [[_format_table_cell(v) for v in row] for row in rows]
    if _is_wide_enough(result.columns, shown, out.width):
        out.print(_make_table(result.columns, shown))
    else:
        for number, row in enumerate(shown, 1):
            out.print(Text(f"row {number}", style="bold"))
            out.print(_make_list(result.columns, row))
    out.print(Text(_describe_row_count(len(rows), more), style="dim"))


def _describe_row_count(n: int, more: bool) -> str:
    if more:
        return f"First {n:,} rows only. For all rows: --format csv > rows.csv"
    return f"{n:,} row{'' if n == 1 else 's'}"


def _is_wide_enough(columns: list[Column], rows: Iterable[list[Text]], width: int) -> bool:
    """Whether every column gets the width that it needs, or at least a readable width."""
    needed = [len(c.name) for c in columns]
    for row in rows:
        needed = [max(n, t.cell_len) for n, t in zip(needed, row, strict=True)]
    return sum(min(n, _MIN_COLUMN_WIDTH) + 2 for n in needed) <= width


def _make_table(columns: list[Column], rows: list[list[Text]]) -> Table:
    table = Table(box=SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    for column in columns:
        table.add_column(Text(escape_controls(column.name)), justify="right" if _is_number(column) else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table


def _make_list(columns: list[Column], row: list[Text]) -> Table:
    listing = Table.grid(padding=(0, 2))
    listing.add_column(no_wrap=True)
    listing.add_column(overflow="fold")
    for column, value in zip(columns, row, strict=True):
        listing.add_row(Text(f"  {escape_controls(column.name)}", style="cyan"), value)
    return listing
