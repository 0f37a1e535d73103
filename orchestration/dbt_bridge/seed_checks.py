"""The reference lists that the marts read, checked before dbt loads them: an error names the file and the line.

Here belongs what one list demands of itself and of the others. Lists that extraction reads are checked by its lexicon; what the
rows mean is SQL.
"""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import Path

from orchestration.extract.lexicon.lists import ACTOR_TYPES, ReferenceListError, Row, read_list

_CORRECTED = ("is_counted", "count_low", "count_best", "count_high", "outcome", "victim_group")
_LISTS: Mapping[str, tuple[str, ...]] = {
    "listed_actors.csv": ("actor_id", "name", "actor_type", "country_iso3", "parent_actor_id", "source", "ucdp_actor_id"),
    "actor_aliases.csv": ("alias", "country_iso3", "actor_id"),
    "state_words.csv": ("word", "stands_for", "says_it_alone"),
    "listed_sources.csv": ("name", "domain", "country_iso3", "source_type"),
    "corrections.csv": ("table_name", "key", "column_name", "value", "reason", "author"),
    "countries.csv": ("country_iso3", "name", "alternate_names", "demonyms"),
}
_UNIQUE: Mapping[str, tuple[str, ...]] = {
    "listed_actors.csv": ("actor_id",),
    "actor_aliases.csv": ("alias", "country_iso3"),
    "state_words.csv": ("word",),
    "listed_sources.csv": ("name",),
    "corrections.csv": ("table_name", "key", "column_name"),
    "countries.csv": ("country_iso3",),
}
_FILLED: Mapping[str, tuple[str, ...]] = {
    "listed_actors.csv": ("name", "source"),
    "actor_aliases.csv": ("actor_id",),
    "corrections.csv": ("key", "reason"),
}


def check_lists(reference: Path) -> None:
    """Raises `ReferenceListError` for the first line that cannot be used, with the file, the line and what was expected."""
    lists = {name: read_list(reference / name, columns) for name, columns in _LISTS.items()}
    actors = {cells["actor_id"]: cells["parent_actor_id"] for _, cells in lists["listed_actors.csv"]}
    countries = {cells["country_iso3"] for _, cells in lists["countries.csv"]}
    for name, rows in lists.items():
        _each(reference / name, rows, partial(_of_itself, name))
        _unique(reference / name, rows, _UNIQUE[name])
    for name in ("listed_actors.csv", "actor_aliases.csv", "listed_sources.csv"):
        _each(reference / name, lists[name], lambda cells: _one_of(cells, "country_iso3", countries | {""}, "countries.csv"))
    _each(
        reference / "actor_aliases.csv",
        lists["actor_aliases.csv"],
        lambda cells: _one_of(cells, "actor_id", actors, "listed_actors.csv"),
    )
    _each(reference / "listed_actors.csv", lists["listed_actors.csv"], lambda cells: _parents(cells, actors))


def _each(path: Path, rows: list[Row], wrong: Callable[[Mapping[str, str]], str | None]) -> None:
    for line, cells in rows:
        message = wrong(cells)
        if message is not None:
            raise ReferenceListError(f"{path}, line {line}: {message}")


def _of_itself(name: str, cells: Mapping[str, str]) -> str | None:
    for column in _FILLED.get(name, ()):
        if not cells[column]:
            return f"{column} is empty; fill it in or remove the line"
    if name == "listed_actors.csv":
        return _one_of(cells, "actor_type", ACTOR_TYPES)
    if name == "state_words.csv":
        return _one_of(cells, "stands_for", ("government", "armed forces", "civilians")) or _one_of(
            cells, "says_it_alone", ("true", "false")
        )
    if name == "corrections.csv":
        return _one_of(cells, "table_name", ("claims", "equipment_claims")) or _one_of(cells, "column_name", _CORRECTED)
    return None


def _one_of(cells: Mapping[str, str], column: str, allowed: Collection[str], listed_in: str | None = None) -> str | None:
    if cells[column] in allowed:
        return None
    return f"{column} is {cells[column]!r}; expected one of {listed_in or ', '.join(sorted(allowed))}"


def _unique(path: Path, rows: list[Row], columns: tuple[str, ...]) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for line, cells in rows:
        key = tuple(cells[column] for column in columns)
        if key in seen:
            what = ", ".join(f"{column} {cells[column]!r}" for column in columns if cells[column])
            raise ReferenceListError(f"{path}, line {line}: {what} is already in line {seen[key]}; keep one of the two lines")
        seen[key] = line


def _parents(cells: Mapping[str, str], parents: Mapping[str, str]) -> str | None:
    chain = [cells["actor_id"]]
    while parents[chain[-1]]:
        parent = parents[chain[-1]]
        if parent not in parents:
            return _one_of(cells, "parent_actor_id", parents, "listed_actors.csv") if len(chain) == 1 else None
        if parent in chain:
            return f"parent_actor_id leads back to {parent!r}: {' > '.join([*chain, parent])}; an actor cannot be part of itself"
        chain.append(parent)
    return None
