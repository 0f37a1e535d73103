"""The reference lists as files: which columns they have, what a cell may hold, and how a line is read and checked.

Here belong reading and validation. What the words mean belongs to `lexicon`. A non-programmer edits these lists: every error
names the file, the line and what was expected.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

FILES: Mapping[str, tuple[str, ...]] = {
    "event_types.csv": ("event_type", "sub_event_type"),
    "event_triggers.csv": ("trigger", "part_of_speech", "sub_event_type", "context", "needs", "weapon"),
    "event_cues.csv": ("word", "cue"),
    "casualty_words.csv": ("word", "part_of_speech", "outcome", "victim_role"),
    "victim_nouns.csv": ("noun", "victim_group"),
    "number_words.csv": ("word", "low", "best", "high", "kind"),
    "qualifiers.csv": ("phrase", "qualifier", "position"),
    "equipment.csv": ("noun", "category"),
    "equipment_words.csv": ("word", "outcome"),
    "speaker_types.csv": ("word", "attribution_type"),
    "reporting_words.csv": ("word", "factuality"),
    "time_cues.csv": ("cue", "time_scope"),
    "context_cues.csv": ("word", "context", "weight"),
    "everyday_words.csv": ("word", "tells_in"),
    "made_up_words.csv": ("word", "tells"),
    "scene_words.csv": ("word", "part_of_speech", "tells"),
    "harm_words.csv": ("word", "tells"),
    "person_words.csv": ("word", "tells"),
    "actor_names.csv": ("name", "actor_type"),
    "actor_nouns.csv": ("noun", "kind", "actor_type"),
    "light_words.csv": ("word", "takes"),
    "place_nouns.csv": ("noun",),
    "outlet_words.csv": ("word",),
    "countries.csv": ("country_iso3", "name", "alternate_names", "demonyms"),
}
"""The lists that extraction reads, and the columns that it needs of each."""

ACTOR_TYPES = frozenset(
    [
        "State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters", "Civilians",
        "External/Other forces", "Monitor", "Organisation",
    ]
)  # fmt: skip
"""What an actor can be (ACLED's names, and two of our own)."""

ARMED = frozenset({"Rebel group", "Political militia", "Identity militia"})
"""The types of armed groups."""

_NEEDED_CUES = ("base", "captives", "chemical", "crowd", "demonstration", "pact", "property", "road", "weapons")
_ACTS = ("bomb acts", "crowd acts", "force acts", "pact acts")
_SCENE_CUES = (
    *("crowd control", "crowd hurt", "crowd violence", "doer", "mob", "sexual", "talk"),
    *("civilian target", "military target", "no fight", "rebel side", "state side", "taken over"),
)
WEAPON_CUES = ("air", "artillery", "bomb", "chemical", "grenade", "suicide")
"""Cues of one scene that share words: the longest counts, a rocket-propelled grenade is no grenade."""
_ALLOWED: Mapping[tuple[str, str], frozenset[str]] = {
    ("event_triggers.csv", "part_of_speech"): frozenset({"noun", "verb"}),
    ("event_triggers.csv", "context"): frozenset({"", "conflict", "crime", "accident", "disaster"}),
    ("event_triggers.csv", "needs"): frozenset(
        {"", "any", "actor", "person", "place", "target", "equipment", "aim", *_NEEDED_CUES, *_ACTS}
    ),
    ("event_cues.csv", "cue"): frozenset({*_NEEDED_CUES, *_SCENE_CUES, *WEAPON_CUES}),
    ("casualty_words.csv", "part_of_speech"): frozenset({"noun", "verb", "adjective"}),
    ("casualty_words.csv", "outcome"): frozenset({"killed", "wounded", "missing", "captured", "abducted", "displaced", "none"}),
    ("casualty_words.csv", "victim_role"): frozenset({"object", "hit", "subject", "of", "count", "life", "body", "toll", "zero"}),
    ("victim_nouns.csv", "victim_group"): frozenset({"total", "civilians", "combatants", "children", "women", "men"}),
    ("number_words.csv", "kind"): frozenset({"unit", "ten", "scale", "group", "vague", "zero"}),
    ("qualifiers.csv", "qualifier"): frozenset({"at least", "more than", "about", "at most", "fewer than"}),
    ("qualifiers.csv", "position"): frozenset({"before", "after"}),
    ("equipment.csv", "category"): frozenset(
        {
            "aircraft",
            "drone",
            "tank",
            "armoured vehicle",
            "vehicle",
            "artillery",
            "air defence",
            "missile",
            "weapon",
            "depot",
            "ship",
            "radar",
            "none",
        }
    ),
    ("equipment_words.csv", "outcome"): frozenset({"destroyed", "damaged", "captured", "shot down"}),
    ("speaker_types.csv", "attribution_type"): frozenset(
        {"military", "government", "armed group", "monitor", "medical", "rescue", "UN or aid", "witness", "media"}
    ),
    ("reporting_words.csv", "factuality"): frozenset({"reported", "alleged", "denied", "planned", "conditional"}),
    ("time_cues.csv", "time_scope"): frozenset({"period", "cumulative", "background"}),
    ("context_cues.csv", "context"): frozenset({"conflict", "crime", "accident", "disaster"}),
    ("context_cues.csv", "weight"): frozenset({"1", "2", "3"}),
    ("made_up_words.csv", "tells"): frozenset({"story", "plot", "drill", "practise", "mock"}),
    ("scene_words.csv", "part_of_speech"): frozenset({"noun", "verb"}),
    ("scene_words.csv", "tells"): frozenset({"incident", "response", "death", "later"}),
    ("harm_words.csv", "tells"): frozenset(
        {
            "body part",
            "projectile",
            "hospital",
            "brought",
            "arrives",
            "unhurt",
            "suffered",
            "wound",
            "condition",
            "recovers",
            "found",
            "body",
            "done to a body",
            "killing",
            "attempt",
            "attack",
            "shooting",
            "accused",
            "gun",
            "not a person",
        }
    ),
    ("person_words.csv", "tells"): frozenset(
        {
            "male",
            "female",
            "anyone",
            "victim",
            "suspect",
            "title",
            "rank",
            "of the dead",
            "adjective as noun",
            "accused",
            "answers",
            "case",
            "charge",
            "seized",
        }
    ),
    ("actor_nouns.csv", "kind"): frozenset(
        {"force", "state", "group", "equipment", "part", "person", "public", "institution", "peer"}
    ),
    ("actor_names.csv", "actor_type"): ACTOR_TYPES,
    ("actor_nouns.csv", "actor_type"): ACTOR_TYPES | {""},
    ("light_words.csv", "takes"): frozenset({"trigger", "subject", "part"}),
}


class ReferenceListError(ValueError):
    """A reference list cannot be used: names the file, the line, what was found and what was expected."""


Row = tuple[int, dict[str, str]]


def read_list(path: Path, columns: Iterable[str]) -> list[Row]:
    """The rows of a reference list with their line numbers.

    Raises `ReferenceListError` when the file is missing, lacks a column, or holds an empty first cell, a value that is not
    allowed, or a row of another length.
    """
    wanted = tuple(columns)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ReferenceListError(f"{path}: cannot be read as UTF-8 text ({error}); restore the file") from error
    reader = csv.DictReader(text.splitlines())
    missing = [column for column in wanted if column not in (reader.fieldnames or [])]
    if missing:
        raise ReferenceListError(f"{path}, line 1: column {', '.join(missing)} is missing; expected {', '.join(wanted)}")
    rows: list[Row] = []
    for row in reader:
        line = reader.line_num
        if None in row or any(value is None for value in row.values()):
            raise ReferenceListError(f"{path}, line {line}: expected {len(reader.fieldnames or [])} cells, as in line 1")
        cells = {key: value.strip() for key, value in row.items()}
        if not cells[wanted[0]]:
            raise ReferenceListError(f"{path}, line {line}: {wanted[0]} is empty; fill it in or remove the line")
        for column in wanted:
            allowed = _ALLOWED.get((path.name, column))
            if allowed is not None and cells[column] not in allowed:
                choices = ", ".join(sorted(filter(None, allowed)))
                raise ReferenceListError(f"{path}, line {line}: {column} is {cells[column]!r}; expected one of {choices}")
        rows.append((line, cells))
    return rows
