"""The permanent corrections of analysts: each line of corrections.csv is checked by itself, and a wrong one stops no other.

Here belong what a line must hold and the table `raw.corrections`, which holds the good ones. Applying them is SQL.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, Literal

import pyarrow as pa
from pydantic import model_validator

from orchestration.reference_lists import ListRow, column_names, read_good_lines
from orchestration.settings import Settings
from orchestration.storage.warehouse import open_warehouse

OUTCOMES = {
    "claims": ("killed", "wounded", "missing", "captured", "abducted", "displaced"),
    "equipment_claims": ("destroyed", "damaged", "captured", "shot down"),
}
VICTIM_GROUPS = ("total", "civilians", "combatants", "children", "women", "men")
_MAX_COUNT = 2**31 - 1


class CorrectionRow(ListRow):
    """A value that an analyst corrects permanently."""

    file: ClassVar[str] = "corrections.csv"
    unique: ClassVar[tuple[str, ...]] = ("table_name", "key", "column_name")
    skips_empty_lines: ClassVar[bool] = True
    table_name: Literal["claims", "equipment_claims"]
    key: str
    column_name: Literal["is_counted", "count_low", "count_best", "count_high", "outcome", "victim_group"]
    value: str | None
    reason: str
    author: str | None

    @model_validator(mode="after")
    def _has_a_value_of_its_column(self) -> CorrectionRow:
        outcomes = OUTCOMES[self.table_name]
        fits: Callable[[str], bool]
        match self.column_name:
            case "is_counted":
                fits, expected = _is_truth_value, "true or false"
            case "outcome":
                fits, expected = outcomes.__contains__, f"one of {', '.join(outcomes)}"
            case "victim_group":
                fits, expected = VICTIM_GROUPS.__contains__, f"one of {', '.join(VICTIM_GROUPS)}"
            case _:
                fits, expected = _is_count, f"a whole number up to {_MAX_COUNT}"
        if not fits(self.value or ""):
            raise ValueError(f"value is {self.value!r}; expected {expected}")
        return self


def _is_truth_value(value: str) -> bool:
    return value.lower() in ("true", "false")


def _is_count(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) <= len(str(_MAX_COUNT)) and int(value) <= _MAX_COUNT


def load_corrections(settings: Settings, reference: Path) -> list[str]:
    """Makes `raw.corrections` hold the good lines. Returns what is wrong in each other line.

    Raises `ReferenceListError` if the file cannot be read or lacks a column.
    """
    rows, wrong = read_good_lines(reference / CorrectionRow.file, CorrectionRow)
    columns = column_names(CorrectionRow)
    table = pa.table({name: pa.array([getattr(row, name) for row in rows], pa.string()) for name in columns})
    with open_warehouse(settings, "loading corrections") as db:
        db.register("good_lines", table)
        db.execute("create schema if not exists raw")
        db.execute("create or replace table raw.corrections as from good_lines")
        db.unregister("good_lines")
    return wrong
