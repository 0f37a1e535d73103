"""Ways to damage a finished data folder, and what the next run must do about each.

Here belongs the damage. That healing gives the same marts is checked in `campaign`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Damage:
    """What is done to a data folder, and whether the next run heals it; if not, which words say what to do."""

    name: str
    do_harm: Callable[[Path], object]
    heals: bool
    words: str = ""


def _change_files(pattern: str, change: Callable[[Path], object]) -> Callable[[Path], None]:
    def change_each(data: Path) -> None:
        files = sorted(file for file in data.glob(pattern) if file.is_file())
        assert files, pattern
        for file in files:
            change(file)

    return change_each


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _fill(file: Path) -> None:
    file.write_bytes(b"no such format\n" * 1_000)


def _flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def _delete(file: Path) -> None:
    file.unlink()


_HOW = {"cut": _cut, "emptied": _empty, "overwritten": _fill}
_HEALED = {
    "warehouse.duckdb": "warehouse.duckdb",
    "published file": "versions/*/tallywire.duckdb",
    "articles file": "landing/articles/*/*.parquet",
    "claims file": "landing/claims/*/*/*.parquet",
    "Dagster's store": "dagster_home/**/*.db",
}
_EVIDENCE = {"documents file": "landing/documents/*/*.parquet", "history file": "history/**/*.parquet"}

DAMAGES = [
    *(
        Damage(f"{what} {how}", _change_files(pattern, change), heals=True)
        for what, pattern in _HEALED.items()
        for how, change in _HOW.items()
    ),
    *(
        Damage(f"{what} {how}", _change_files(pattern, change), heals=False, words="backup")
        for what, pattern in _EVIDENCE.items()
        for how, change in {**_HOW, "with one bit changed": _flip, "lost": _delete}.items()
    ),
    Damage("articles file with one bit changed", _change_files("landing/articles/*/*.parquet", _flip), heals=True),
    Damage("claims file with one bit changed", _change_files("landing/claims/*/*/*.parquet", _flip), heals=True),
]
