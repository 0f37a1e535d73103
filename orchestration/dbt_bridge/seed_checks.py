"""The reference lists that the marts read, checked before dbt loads them: an error names the file and the line.

Here belongs what one list demands of itself and of the others. Lists that extraction reads are checked by its lexicon; what the
rows mean is SQL.
"""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import Path

from orchestration.extract.lexicon.lists import ACTOR_TYPES, ReferenceListError, Row, read_list

_CORRECTABLE_COLUMNS = ("is_counted", "count_low", "count_best", "count_high", "outcome", "victim_group")
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "listed_actors.csv": ("actor_id", "name", "actor_type", "country_iso3", "parent_actor_id", "source", "ucdp_actor_id"),
    "actor_aliases.csv": ("alias", "country_iso3", "actor_id"),
    "state_words.csv": ("word", "stands_for", "says_it_alone"),
    "listed_sources.csv": ("name", "domain", "country_iso3", "source_type"),
    "corrections.csv": ("table_name", "key", "column_name", "value", "reason", "author"),
    "countries.csv": ("country_iso3", "name", "alternate_names", "demonyms"),
}
_UNIQUE_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "listed_actors.csv": ("actor_id",),
    "actor_aliases.csv": ("alias", "country_iso3"),
    "state_words.csv": ("word",),
    "listed_sources.csv": ("name",),
    "corrections.csv": ("table_name", "key", "column_name"),
    "countries.csv": ("country_iso3",),
}
_REQUIRED_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "listed_actors.csv": ("name", "source"),
    "actor_aliases.csv": ("actor_id",),
    "corrections.csv": ("key", "reason"),
}


def check_lists(reference: Path) -> None:
    """Raises `ReferenceListError` for the first line that cannot be used, with the file, the line and what was expected."""
    lists = {name: read_list(reference / name, columns) for name, columns in _COLUMNS.items()}
    actors = {cells["actor_id"]: cells["parent_actor_id"] for _, cells in lists["listed_actors.csv"]}
    countries = {cells["country_iso3"] for _, cells in lists["countries.csv"]}
    for name, rows in lists.items():
        _check_rows(reference / name, rows, partial(_check_row, name))
        _check_unique(reference / name, rows, _UNIQUE_COLUMNS[name])
    for name in ("listed_actors.csv", "actor_aliases.csv", "listed_sources.csv"):
        _check_rows(
            reference / name, lists[name], lambda cells: _check_allowed(cells, "country_iso3", countries | {""}, "countries.csv")
        )
    _check_rows(
        reference / "actor_aliases.csv",
        lists["actor_aliases.csv"],
        lambda cells: _check_allowed(cells, "actor_id", actors, "listed_actors.csv"),
    )
    _check_rows(reference / "listed_actors.csv", lists["listed_actors.csv"], lambda cells: _check_parents(cells, actors))


def _check_rows(path: Path, rows: list[Row], wrong: Callable[[Mapping[str, str]], str | None]) -> None:
    for line, cells in rows:
        message = wrong(cells)
        if message is not None:
            raise ReferenceListError(f"{path}, line {line}: {message}")


def _check_row(name: str, cells: Mapping[str, str]) -> str | None:
    for column in _REQUIRED_COLUMNS.get(name, ()):
        if not cells[column]:
            return f"{column} is empty; fill it in or remove the line"
    if name == "listed_actors.csv":
        return _check_allowed(cells, "actor_type", ACTOR_TYPES)
    if name == "state_words.csv":
        return _check_allowed(cells, "stands_for", ("government", "armed forces", "civilians")) or _check_allowed(
            cells, "says_it_alone", ("true", "false")
        )
    if name == "corrections.csv":
        return _check_allowed(cells, "table_name", ("claims", "equipment_claims")) or _check_allowed(
            cells, "column_name", _CORRECTABLE_COLUMNS
        )
    return None


def _check_allowed(cells: Mapping[str, str], column: str, allowed: Collection[str], listed_in: str | None = None) -> str | None:
    if cells[column] in allowed:
        return None
    return f"{column} is {cells[column]!r}; expected one of {listed_in or ', '.join(sorted(allowed))}"


def _check_unique(path: Path, rows: list[Row], columns: tuple[str, ...]) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for line, cells in rows:
        key = tuple(cells[column] for column in columns)
        if key in seen:
            what = ", ".join(f"{column} {cells[column]!r}" for column in columns if cells[column])
            raise ReferenceListError(f"{path}, line {line}: {what} is already in line {seen[key]}; keep one of the two lines")
        seen[key] = line


def _check_parents(cells: Mapping[str, str], parents: Mapping[str, str]) -> str | None:
    chain = [cells["actor_id"]]
    while parents[chain[-1]]:
        parent = parents[chain[-1]]
        if parent not in parents:
            return _check_allowed(cells, "parent_actor_id", parents, "listed_actors.csv") if len(chain) == 1 else None
        if parent in chain:
            return f"parent_actor_id leads back to {parent!r}: {' > '.join([*chain, parent])}; an actor cannot be part of itself"
        chain.append(parent)
    return None
