"""Imports point one way, downward: from floor to floor as docs/architecture.md draws them, in no circle."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from orchestration.settings import PROJECT_DIR
from tests.rooms import Arrows, House, find_circles, read_house, stack_floors

PAGE = PROJECT_DIR / "docs" / "architecture.md"
MAX_LINES = 400


@pytest.fixture(scope="module")
def house() -> House:
    return read_house(PROJECT_DIR / "orchestration")


def read_floors(heading: str) -> dict[str, int]:
    """The floor of each room in the drawing below a heading of docs/architecture.md."""
    page = PAGE.read_text(encoding="utf-8")
    drawing = re.search(rf"^## {re.escape(heading)}$.*?^```\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert drawing, f"{PAGE.name} has no drawing below {heading!r}"
    rows = re.findall(r"^ *(\d+)  (.+?)(?: {2,}.*)?$", drawing.group(1), re.MULTILINE)
    return {room: int(floor) for floor, rooms in rows for room in rooms.split(", ")}


def check_floors(arrows: Arrows, floors: dict[str, int]) -> None:
    assert set(arrows) == set(floors), "rooms of the code, rooms of docs/architecture.md"
    upward = [f"{room} imports {other}" for room, others in arrows.items() for other in others if floors[room] <= floors[other]]
    assert upward == []


def test_every_room_imports_only_from_floors_below_its_own(house: House) -> None:
    check_floors(house.rooms(), read_floors("The floors"))


def test_every_room_of_extract_imports_only_from_floors_below_its_own(house: House) -> None:
    check_floors(house.rooms_inside("extract"), read_floors("The floors of extract"))


def test_no_circle_of_modules_or_rooms(house: House) -> None:
    assert find_circles(house.modules) == []
    assert find_circles(house.rooms()) == []
    assert find_circles(house.rooms_inside("extract")) == []


def test_extract_and_ingest_know_neither_dagster_nor_a_database() -> None:
    for room in ("extract", "ingest", "terminal"):
        for path in (PROJECT_DIR / "orchestration" / room).rglob("*.py"):
            assert not re.search(
                r"^\s*(?:import|from) (?:dagster|duckdb|dbt)\b", path.read_text(encoding="utf-8"), re.MULTILINE
            ), path


def test_only_defs_and_the_doors_to_it_know_dagster() -> None:
    knowing = {
        path.relative_to(PROJECT_DIR / "orchestration").parts[0]
        for path in (PROJECT_DIR / "orchestration").rglob("*.py")
        if re.search(r"^\s*(?:import|from) dagster\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert knowing <= {"defs", "definitions.py", "cli", "dbt_bridge"}


def test_every_module_opens_with_a_charter_and_stays_short(house: House) -> None:
    for path in (PROJECT_DIR / "orchestration").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert ast.get_docstring(ast.parse(text)), f"{path} says nothing of what belongs in it"
        assert len(text.splitlines()) <= MAX_LINES, path


def test_no_two_modules_differ_by_an_s(house: House) -> None:
    modules = set(house.modules)
    assert [module for module in modules if f"{module}s" in modules] == []


LATER = "def f():\n    from orchestration.a.x import g"


@pytest.mark.parametrize(
    ("sources", "circles", "floors"),
    [
        ({"a/x.py": "import orchestration.b.y", "b/y.py": ""}, [], [["b"], ["a"]]),
        ({"a/x.py": "from orchestration.b import y", "b/y.py": LATER}, [["a", "b"]], [["a", "b"]]),
        ({"a/__init__.py": "", "a/x.py": "from orchestration import b", "b.py": "import os"}, [], [["b"], ["a"]]),
    ],
)
def test_the_reader_of_imports_finds_arrows_and_circles(
    tmp_path: Path, sources: dict[str, str], circles: list[list[str]], floors: list[list[str]]
) -> None:
    for name, text in sources.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    rooms = read_house(tmp_path).rooms()
    assert find_circles(rooms) == circles
    assert stack_floors(rooms) == floors
