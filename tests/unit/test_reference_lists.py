"""Lists that people edit: what is wrong in one is named by file, line, column, value and what was expected."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, ClassVar, Literal

import pytest
from pydantic import Field

from orchestration.reference_lists import PARTS, ListRow, ReferenceListError, column_names, column_values, listed_in, read_list


class BirdRow(ListRow):
    file: ClassVar[str] = "birds.csv"
    unique: ClassVar[tuple[str, ...]] = ("name", "land")
    name: str
    land: Annotated[str | None, listed_in("lands.csv")]
    kind: Literal["song", "water"] | None
    eggs: int = Field(ge=1, description="a whole number above 0")
    other_names: Annotated[tuple[str, ...], PARTS]


LANDS = {"lands.csv": {"Chad", "Mali"}}
HEAD = "name,land,remark,kind,eggs,other_names"
LINE = "Wren,Mali,seen,song,4,Jenny; Cutty"


def read(folder: Path, *lines: str) -> list[BirdRow]:
    path = folder / "birds.csv"
    path.write_bytes("\n".join(lines).encode())
    return read_list(path, BirdRow, LANDS)


def test_a_line_is_a_row_and_columns_of_others_are_left_out(tmp_path: Path) -> None:
    wren, owl = read(tmp_path, f"\ufeff{HEAD}", LINE, "", '"Owl, barn",,"two\nlines",,1,')
    assert (wren.line, wren.name, wren.land, wren.kind, wren.eggs, wren.other_names) == (
        *(2, "Wren", "Mali", "song", 4),
        ("Jenny", "Cutty"),
    )
    assert (owl.line, owl.land, owl.kind, owl.other_names) == (5, None, None, ())
    assert column_names(BirdRow) == ["name", "land", "kind", "eggs", "other_names"]
    assert column_values(tmp_path / "birds.csv", BirdRow, "name", "eggs")["Wren"] == "4"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (",Mali,,song,4,", "name is empty; fill it in or remove the line"),
        (",,,,,", "name is empty; fill it in or remove the line"),
        ("Owl,Peru,,song,4,", "land is 'Peru'; expected one of lands.csv"),
        ("Owl,Mali,,night,4,", "kind is 'night'; expected one of song, water"),
        ("Owl,Mali,,song,many,", "eggs is 'many'; expected a whole number above 0"),
        ("Owl,Mali,,song,0,", "eggs is '0'; expected a whole number above 0"),
        ("Owl,Mali,,song,,", "eggs is empty; expected a whole number above 0"),
        ("Owl,Mali,song,4", "expected 6 cells, as in line 1; found 4. Put a cell that contains a comma in quotes"),
        ("Wren,Mali,,,1,", "name 'Wren', land 'Mali' is already in line 2; keep one of the two lines"),
        ('"Owl" barn,Mali,,,1,', "it is not CSV ("),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(ReferenceListError) as caught:
        read(tmp_path, HEAD, LINE, line)
    assert f"{tmp_path / 'birds.csv'}, line 3: {message}" in str(caught.value)


def test_all_wrong_cells_are_named_at_once_up_to_a_limit(tmp_path: Path) -> None:
    with pytest.raises(ReferenceListError) as caught:
        read(tmp_path, HEAD, *(f"Owl {number},Peru,,night,1," for number in range(15)))
    lines = str(caught.value).splitlines()
    assert "line 2: land is 'Peru'" in lines[0]
    assert "line 2: kind is 'night'" in lines[1]
    assert (len(lines), lines[-1]) == (21, "… and 10 more")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "line 1: column name, land, kind, eggs, other_names is missing; expected name,land,kind,eggs,other_names"),
        (b"name,land,eggs\n", "line 1: column kind, other_names is missing"),
        (b"\xff\xfe\x00", "cannot be read (it is not UTF-8 text). Restore the file."),
        (None, "cannot be read (No such file or directory). Restore the file."),
    ],
)
def test_a_file_that_is_no_such_list_is_named(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "birds.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ReferenceListError) as caught:
        read_list(path, BirdRow, LANDS)
    assert str(path) in str(caught.value)
    assert message in str(caught.value)
