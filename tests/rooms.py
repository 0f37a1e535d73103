"""The rooms of `orchestration` and the arrows between them: `python -m tests.rooms [FOLDER]` prints them.

Here belongs reading imports. docs/architecture.md says which floor a room stands on, and tests/unit/test_rooms.py holds it.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "orchestration"
Arrows = dict[str, set[str]]
"""Each module or room with those that it imports."""


@dataclass(frozen=True)
class House:
    """The imports of a package, module by module. Modules are named without the package: `extract.events.triggers`."""

    modules: Arrows

    def rooms(self, depth: int = 1) -> Arrows:
        """The arrows between rooms: folders down to `depth`, and modules that stand in none."""
        arrows: Arrows = {}
        for module, imported in self.modules.items():
            room = self._room_of(module, depth)
            arrows.setdefault(room, set()).update(self._room_of(other, depth) for other in imported)
        return {room: others - {room} for room, others in sorted(arrows.items())}

    def rooms_inside(self, room: str) -> Arrows:
        """The arrows between the rooms and modules of one room; they are named without it."""
        prefix = f"{room}."
        return {
            inner.removeprefix(prefix): {other.removeprefix(prefix) for other in others if other.startswith(prefix)}
            for inner, others in self.rooms(depth=2).items()
            if inner.startswith(prefix)
        }

    def _room_of(self, module: str, depth: int) -> str:
        """The folder of a module, cut to `depth` names; a module that stands above that is a room of its own."""
        folder = module.split(".") if self._is_folder(module) else module.split(".")[:-1]
        return ".".join(folder[:depth]) if len(folder) >= depth else module

    def _is_folder(self, module: str) -> bool:
        return any(other.startswith(f"{module}.") for other in self.modules)


def read_house(folder: Path) -> House:
    """Reads the imports of every module below `folder`, also those inside functions and for types only."""
    paths = {_name_module(path, folder): path for path in sorted(folder.rglob("*.py"))}
    return House({module: set(_find_imports(path, paths)) - {module} for module, path in paths.items() if module})


def _name_module(path: Path, folder: Path) -> str:
    parts = path.relative_to(folder).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _find_imports(path: Path, known: Mapping[str, Path]) -> Iterable[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            module = name.removeprefix(f"{PACKAGE}.")
            if module == name:
                continue
            yield module if module in known else module.rpartition(".")[0]


def find_circles(arrows: Arrows) -> list[list[str]]:
    """The groups of rooms that reach each other, each sorted."""
    reach = {room: _reach(room, arrows) for room in arrows}
    groups = {
        tuple(sorted(other for other in reach[room] if room in reach.get(other, ()))) for room in arrows if room in reach[room]
    }
    return sorted(list(group) for group in groups)


def _reach(room: str, arrows: Arrows) -> set[str]:
    reached: set[str] = set()
    waiting = [room]
    while waiting:
        for other in arrows.get(waiting.pop(), ()):
            if other not in reached:
                reached.add(other)
                waiting.append(other)
    return reached


def stack_floors(arrows: Arrows) -> list[list[str]]:
    """Rooms by floor: a room stands one floor above the highest room that it imports. A circle shares one floor."""
    circles = {room: tuple(circle) for circle in find_circles(arrows) for room in circle}
    floors: dict[str, int] = {}

    def floor_of(room: str) -> int:
        if room not in floors:
            group = circles.get(room, (room,))
            below = {other for member in group for other in arrows.get(member, ())} - set(group)
            height = 1 + max((floor_of(other) for other in below), default=-1)
            floors.update(dict.fromkeys(group, height))
        return floors[room]

    for room in arrows:
        floor_of(room)
    return [sorted(room for room in arrows if floors[room] == height) for height in range(max(floors.values(), default=-1) + 1)]


def main(folder: Path) -> None:
    """Prints floors, arrows and circles: between rooms, inside extract, and between modules."""
    house = read_house(folder)
    for title, arrows in (("orchestration", house.rooms()), ("orchestration/extract", house.rooms_inside("extract"))):
        n_arrows = sum(map(len, arrows.values()))
        floors = stack_floors(arrows)
        print(f"{title}: {len(arrows)} rooms on {len(floors)} floors, {n_arrows} arrows, {len(find_circles(arrows))} circles")
        for height, names in reversed(list(enumerate(floors, start=1))):
            print(f"  floor {height:>2}  {', '.join(names)}")
        for circle in find_circles(arrows):
            print(f"  circle    {', '.join(circle)}")
    circles = find_circles(house.modules)
    print(f"modules: {len(house.modules)}, circles among them: {len(circles)}")
    for circle in circles:
        print(f"  circle    {', '.join(circle)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / PACKAGE)
