"""The one way to read a list that people edit as CSV: its rows as checked models, or an error that names each wrong line.

Here belong reading a file and wording what is wrong in it. Which columns a list has, and what a cell of each may hold, belongs to
the model of its row, in the room that uses the list.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError, ValidationInfo
from pydantic_core import ErrorDetails

_MAX_WRONG_LINES = 20
"""A message names at most so many lines."""
_SEPARATOR = ";"


class ReferenceListError(ValueError):
    """A list cannot be used. The message has a line for each wrong line: the file, the line, the column, its value, what was
    expected."""


class ListRow(BaseModel):
    """A line of a list. Each field is a column; an empty cell is None. The description of a field says what a cell must hold."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    file: ClassVar[str]
    unique: ClassVar[tuple[str, ...]] = ()
    """The columns in which no two lines agree."""
    advice: ClassVar[str] = "Restore the file."
    """What to do when the file cannot be read."""
    skips_empty_lines: ClassVar[bool] = False
    """Whether a line of empty cells, as spreadsheets write them, is left out. Elsewhere it is wrong."""

    line: int


RowT = TypeVar("RowT", bound=ListRow)


def listed_in(name: str) -> AfterValidator:
    """A cell must hold one of the values that `read_list` is given as `known[name]`; `name` says where they are listed."""

    def check(value: str | None, asked: ValidationInfo) -> str | None:
        if value is not None and value not in (asked.context or {})[name]:
            raise ValueError(f"expected one of {name}")
        return value

    return AfterValidator(check)


def split_cell(cell: object) -> tuple[str, ...]:
    """The parts of a cell that lists several, separated by ";"."""
    return tuple(part for part in map(str.strip, str(cell or "").split(_SEPARATOR)) if part)


PARTS = BeforeValidator(split_cell)
"""For a column whose cell lists several."""


def column_names(model: type[ListRow]) -> list[str]:
    """The columns that a list must have, in order."""
    return [name for name in model.model_fields if name != "line"]


def read_list(path: Path, model: type[RowT], known: Mapping[str, Any] | None = None) -> list[RowT]:
    """The rows of a list, in its order. `known` is what the validators of the model ask for.

    Raises `ReferenceListError` if the file cannot be read, lacks a column, or holds a line that the model does not accept.
    """
    rows, wrong = read_good_lines(path, model, known)
    if wrong:
        rest = [f"… and {len(wrong) - _MAX_WRONG_LINES} more"] if len(wrong) > _MAX_WRONG_LINES else []
        raise ReferenceListError("\n".join([*wrong[:_MAX_WRONG_LINES], *rest]))
    return rows


def read_good_lines(path: Path, model: type[RowT], known: Mapping[str, Any] | None = None) -> tuple[list[RowT], list[str]]:
    """The rows that the model accepts, and what is wrong in each other line. Of two lines with one key, the first is good.

    Raises `ReferenceListError` if the file cannot be read or lacks a column.
    """
    rows: list[RowT] = []
    wrong: list[str] = []
    for line, cells in _read_cells(path, model, wrong):
        try:
            rows.append(model.model_validate(cells | {"line": line}, context=known))
        except ValidationError as error:
            wrong.extend(f"{path}, line {line}: {_word_error(model, each)}" for each in error.errors(include_url=False))
    repeats = dict(_find_repeats(model, rows))
    wrong.extend(f"{path}, {message}" for message in repeats.values())
    return [row for row in rows if row.line not in repeats], wrong


def column_values(path: Path, model: type[ListRow], key: str, value: str) -> dict[str, str | None]:
    """One column of a list by another, before its rows are checked: for lists whose lines refer to each other.

    Raises `ReferenceListError` if the file cannot be read or lacks a column.
    """
    return {cells[key] or "": cells[value] for _, cells in _read_cells(path, model, [])}


def _read_cells(path: Path, model: type[ListRow], wrong: list[str]) -> Iterator[tuple[int, dict[str, str | None]]]:
    """The cells of each line by column. A line of another length goes to `wrong`."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise ReferenceListError(f"{path}: cannot be read ({why}). {model.advice}") from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        missing = [name for name in column_names(model) if name not in header]
        if missing:
            expected = ",".join(column_names(model))
            raise ReferenceListError(f"{path}, line 1: column {', '.join(missing)} is missing; expected {expected}")
        for cells in reader:
            if not cells or (model.skips_empty_lines and not any(cell.strip() for cell in cells)):
                continue
            if len(cells) != len(header):
                wrong.append(
                    f"{path}, line {reader.line_num}: expected {len(header)} cells, as in line 1; found {len(cells)}. "
                    "Put a cell that contains a comma in quotes"
                )
                continue
            yield reader.line_num, dict(zip(header, (cell.strip() or None for cell in cells), strict=True))
    except csv.Error as error:
        wrong.append(f"{path}, line {reader.line_num}: it is not CSV ({error})")


def _find_repeats(model: type[RowT], rows: Collection[RowT]) -> Iterator[tuple[int, str]]:
    """The line of each row that has the key of an earlier one, and what to say of it."""
    first: dict[tuple[Any, ...], int] = {}
    for row in rows if model.unique else ():
        key = tuple(getattr(row, column) for column in model.unique)
        earlier = first.setdefault(key, row.line)
        if earlier != row.line:
            what = ", ".join(f"{column} {value!r}" for column, value in zip(model.unique, key, strict=True) if value is not None)
            yield row.line, f"line {row.line}: {what} is already in line {earlier}; keep one of the two lines"


def _word_error(model: type[ListRow], error: ErrorDetails) -> str:
    """The column, its value and what was expected, or what a validator of the whole row says."""
    own_words = str(error["ctx"]["error"]) if error["type"] == "value_error" else None
    if not error["loc"]:
        return own_words or error["msg"]
    column = str(error["loc"][0])
    value = error["input"]
    found = f"{column} is empty" if value is None else f"{column} is {value!r}"
    return f"{found}; {own_words or _expectation(model, column, value)}"


def _expectation(model: type[ListRow], column: str, value: object) -> str:
    field = model.model_fields[column]
    choices = sorted(_choices(field.annotation))
    if choices:
        return f"expected one of {', '.join(choices)}"
    if field.description:
        return f"expected {field.description}"
    return "fill it in or remove the line" if value is None else "expected another value"


def _choices(annotation: object) -> Iterator[str]:
    """The words of a `Literal`, also inside a union."""
    for part in get_args(annotation):
        if isinstance(part, str):
            yield part
        else:
            yield from _choices(part)
