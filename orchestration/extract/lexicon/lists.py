"""The reference lists that extraction reads: which columns each has, and what a cell of each may hold.

Here belong the models of rows. What the words mean belongs to `lexicon`, reading a file to `orchestration.reference_lists`. A
non-programmer edits these lists: a new word needs a line there; a new meaning needs a value here and a rule that asks for it.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, get_args

from pydantic import Field

from orchestration.reference_lists import PARTS, ListRow, listed_in

ActorType = Literal[
    "State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters", "Civilians",
    "External/Other forces", "Monitor", "Organisation",
]  # fmt: skip
"""What an actor can be (ACLED's names, and two of our own)."""

ARMED = frozenset({"Rebel group", "Political militia", "Identity militia"})
"""The types of armed groups."""

TERRITORY_CHANGES = frozenset({"gain territory", "lose territory"})
"""Sub-types in event_triggers.csv that become one of two real ones once it is known who gained."""

EVENT_TYPES_FILE = "event_types.csv"

_Context = Literal["conflict", "crime", "accident", "disaster"]
_NeededCue = Literal["base", "captives", "chemical", "crowd", "demonstration", "pact", "property", "road", "weapons"]
_Acts = Literal["bomb acts", "crowd acts", "force acts", "pact acts"]
_SceneCue = Literal[
    "crowd control", "crowd hurt", "crowd violence", "doer", "mob", "sexual", "talk",  # codespell:ignore
    "civilian target", "military target", "no fight", "rebel side", "state side", "taken over",
]  # fmt: skip
_WeaponCue = Literal["air", "artillery", "bomb", "chemical", "grenade", "suicide"]
WEAPON_CUES: tuple[str, ...] = get_args(_WeaponCue)
"""Cues of one scene that share words: the longest counts, a rocket-propelled grenade is no grenade."""

_WholeNumber = Annotated[int | None, Field(ge=0, description="a whole number or nothing")]


class EventTypeRow(ListRow):
    file: ClassVar[str] = EVENT_TYPES_FILE
    event_type: str
    sub_event_type: str


class EventTriggerRow(ListRow):
    """Read with `known[EVENT_TYPES_FILE]`, the sub-types that there are."""

    file: ClassVar[str] = "event_triggers.csv"
    trigger: str
    part_of_speech: Literal["noun", "verb"]
    sub_event_type: Annotated[str | None, listed_in(EVENT_TYPES_FILE)]
    context: _Context | None
    needs: Literal["any", "actor", "person", "place", "target", "equipment", "aim"] | _NeededCue | _Acts | None
    weapon: str | None


class EventCueRow(ListRow):
    file: ClassVar[str] = "event_cues.csv"
    word: str
    cue: _NeededCue | _SceneCue | _WeaponCue


class CasualtyWordRow(ListRow):
    file: ClassVar[str] = "casualty_words.csv"
    word: str
    part_of_speech: Literal["noun", "verb", "adjective"]
    outcome: Literal["killed", "wounded", "missing", "captured", "abducted", "displaced", "none"]
    victim_role: Literal["object", "hit", "subject", "of", "count", "life", "body", "toll", "zero"]


class VictimNounRow(ListRow):
    file: ClassVar[str] = "victim_nouns.csv"
    noun: str
    victim_group: Literal["total", "civilians", "combatants", "children", "women", "men"]
    side: Literal["state", "armed group"] | None


class NumberWordRow(ListRow):
    file: ClassVar[str] = "number_words.csv"
    word: str
    low: _WholeNumber
    best: _WholeNumber
    high: _WholeNumber
    kind: Literal["unit", "ten", "scale", "group", "vague", "zero"]


class QualifierRow(ListRow):
    file: ClassVar[str] = "qualifiers.csv"
    phrase: str
    qualifier: Literal["at least", "more than", "about", "at most", "fewer than"]
    position: Literal["before", "after"]


class EquipmentRow(ListRow):
    file: ClassVar[str] = "equipment.csv"
    noun: str
    category: Literal[
        "aircraft", "drone", "tank", "armoured vehicle", "vehicle", "artillery", "air defence", "missile", "weapon", "depot",
        "ship", "radar", "none",
    ]  # fmt: skip


class EquipmentWordRow(ListRow):
    file: ClassVar[str] = "equipment_words.csv"
    word: str
    outcome: Literal["destroyed", "damaged", "captured", "shot down"]


class SpeakerTypeRow(ListRow):
    file: ClassVar[str] = "speaker_types.csv"
    word: str
    attribution_type: Literal[
        "military", "government", "armed group", "monitor", "medical", "rescue", "UN or aid", "witness", "media"
    ]


class ReportingWordRow(ListRow):
    file: ClassVar[str] = "reporting_words.csv"
    word: str
    factuality: Literal["reported", "alleged", "denied", "planned", "conditional"]


class TimeCueRow(ListRow):
    file: ClassVar[str] = "time_cues.csv"
    cue: str
    time_scope: Literal["period", "cumulative", "background"]


class ContextCueRow(ListRow):
    file: ClassVar[str] = "context_cues.csv"
    word: str
    context: _Context
    weight: Literal["1", "2", "3"]


class EverydayWordRow(ListRow):
    """`only_in`: the phrases in which the word does report violence."""

    file: ClassVar[str] = "everyday_words.csv"
    word: str
    only_in: Annotated[tuple[str, ...], PARTS]


class FictionWordRow(ListRow):
    file: ClassVar[str] = "made_up_words.csv"
    word: str
    meaning: Literal["story", "plot", "drill", "practise", "mock"]


class SceneWordRow(ListRow):
    file: ClassVar[str] = "scene_words.csv"
    word: str
    part_of_speech: Literal["noun", "verb"]
    meaning: Literal["incident", "response", "death", "later"]


class ScopeWordRow(ListRow):
    file: ClassVar[str] = "scope_words.csv"
    word: str
    meaning: Literal["broad", "handover", "lasting", "means", "occurrence", "record", "share", "statistic"]


class HarmWordRow(ListRow):
    file: ClassVar[str] = "harm_words.csv"
    word: str
    meaning: Literal[
        "body part", "projectile", "hospital", "brought", "arrives", "unhurt", "suffered", "wound", "condition", "recovers",
        "found", "body", "done to a body", "killing", "attempt", "attack", "shooting", "accused", "gun", "not a person",
    ]  # fmt: skip


class PersonWordRow(ListRow):
    file: ClassVar[str] = "person_words.csv"
    word: str
    meaning: Literal[
        "male", "female", "anyone", "victim", "suspect", "title", "rank", "of the dead", "adjective as noun", "accused",
        "answers", "case", "charge", "seized",
    ]  # fmt: skip


class ActorNameRow(ListRow):
    file: ClassVar[str] = "actor_names.csv"
    name: str
    actor_type: ActorType


class ActorNounRow(ListRow):
    file: ClassVar[str] = "actor_nouns.csv"
    noun: str
    kind: Literal["force", "state", "group", "equipment", "part", "person", "public", "institution", "peer"]
    actor_type: ActorType | None


class LightWordRow(ListRow):
    file: ClassVar[str] = "light_words.csv"
    word: str
    object: Literal["trigger", "subject", "part"]


class PlaceNounRow(ListRow):
    file: ClassVar[str] = "place_nouns.csv"
    noun: str


class TargetSiteRow(ListRow):
    """`site` is landed as it is written here."""

    file: ClassVar[str] = "target_sites.csv"
    word: str
    site: str


class OutletWordRow(ListRow):
    file: ClassVar[str] = "outlet_words.csv"
    word: str


class CountryRow(ListRow):
    file: ClassVar[str] = "countries.csv"
    unique: ClassVar[tuple[str, ...]] = ("country_iso3",)
    country_iso3: str
    country_iso2: str | None
    name: str
    alternate_names: Annotated[tuple[str, ...], PARTS]
    demonyms: Annotated[tuple[str, ...], PARTS]
    latitude: float = Field(ge=-90, le=90, description="degrees north, from -90 to 90")
    longitude: float = Field(ge=-180, le=180, description="degrees east, from -180 to 180")


LISTS: tuple[type[ListRow], ...] = (
    *(EventTypeRow, EventTriggerRow, EventCueRow, CasualtyWordRow, VictimNounRow, NumberWordRow, QualifierRow, EquipmentRow),
    *(EquipmentWordRow, SpeakerTypeRow, ReportingWordRow, TimeCueRow, ContextCueRow, EverydayWordRow, FictionWordRow),
    *(
        SceneWordRow,
        ScopeWordRow,
        HarmWordRow,
        PersonWordRow,
        ActorNameRow,
        ActorNounRow,
        LightWordRow,
        PlaceNounRow,
        TargetSiteRow,
        OutletWordRow,
    ),
    CountryRow,
)
"""The lists that the lexicon is made of: the extractor's version changes with each."""
