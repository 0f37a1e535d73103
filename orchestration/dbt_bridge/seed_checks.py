"""The reference lists that the marts read, checked before dbt uses them: an error names the file, the line and the column.

Here belongs what each of these lists must hold, by itself and beside the others. Lists that extraction reads are checked by its
lexicon, corrections by `corrections`; what the rows mean is SQL.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import ValidationInfo, field_validator

from orchestration.extract.lexicon.lists import ActorType, CountryRow
from orchestration.reference_lists import ListRow, column_values, listed_in, read_list

_Country = Annotated[str | None, listed_in("countries.csv")]


class ListedActorRow(ListRow):
    """Read with `known["listed_actors.csv"]`, the parent of each actor."""

    file: ClassVar[str] = "listed_actors.csv"
    unique: ClassVar[tuple[str, ...]] = ("actor_id",)
    actor_id: str
    name: str
    actor_type: ActorType
    country_iso3: _Country
    parent_actor_id: Annotated[str | None, listed_in("listed_actors.csv")]
    source: str
    ucdp_actor_id: str | None

    @field_validator("parent_actor_id")
    @classmethod
    def _is_no_part_of_itself(cls, parent: str | None, asked: ValidationInfo) -> str | None:
        parents: Mapping[str, str | None] = (asked.context or {})[cls.file]
        chain, above = [str(asked.data.get("actor_id"))], parent
        while above is not None and above in parents:
            if above in chain:
                raise ValueError(f"it leads back to {above!r}: {' > '.join([*chain, above])}; an actor cannot be part of itself")
            chain.append(above)
            above = parents[above]
        return parent


class ActorAliasRow(ListRow):
    file: ClassVar[str] = "actor_aliases.csv"
    unique: ClassVar[tuple[str, ...]] = ("alias", "country_iso3")
    alias: str
    country_iso3: _Country
    actor_id: Annotated[str, listed_in("listed_actors.csv")]


class StateWordRow(ListRow):
    file: ClassVar[str] = "state_words.csv"
    unique: ClassVar[tuple[str, ...]] = ("word",)
    word: str
    stands_for: Literal["government", "armed forces", "civilians"]
    says_it_alone: Literal["true", "false"]


class ListedSourceRow(ListRow):
    file: ClassVar[str] = "listed_sources.csv"
    unique: ClassVar[tuple[str, ...]] = ("name",)
    name: str
    domain: str | None
    country_iso3: _Country
    source_type: str | None


def check_lists(reference: Path) -> None:
    """Raises `ReferenceListError` for the first list that cannot be used, with each wrong line and what was expected."""
    actors = reference / ListedActorRow.file
    known = {
        CountryRow.file: {row.country_iso3 for row in read_list(reference / CountryRow.file, CountryRow)},
        ListedActorRow.file: column_values(actors, ListedActorRow, "actor_id", "parent_actor_id"),
    }
    models: tuple[type[ListRow], ...] = (ListedActorRow, ActorAliasRow, StateWordRow, ListedSourceRow)
    for model in models:
        read_list(reference / model.file, model, known)
