"""What one article tells, before it becomes rows, and what any rule may ask about the article.

Here belong the shapes that the rules of this room hand to each other. Columns and ids belong to `rows`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Token

from orchestration.extract.actors.actor_mentions import ActorMention, Actors
from orchestration.extract.actors.attribution import Attribution, AttributionReader
from orchestration.extract.context import ContextWeights
from orchestration.extract.coreference.person import Person
from orchestration.extract.coreference.person_chains import PersonChains
from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.parsing.parse import Sentence
from orchestration.extract.places.place_mentions import PlaceMention
from orchestration.extract.times.event_times import EventTime

STRATEGIC = "Strategic developments"
"""The event type of deals, arrests, finds of weapons and the like."""


@dataclass(frozen=True, slots=True)
class PlaceInField:
    """A place mention at its offset in the field."""

    field: str
    start: int
    end: int
    mention: PlaceMention


@dataclass(eq=False, slots=True)
class EventMention:
    """One thing that happened, as told in one sentence. Ordered by sentence and trigger."""

    sentence: Sentence
    head: Token
    start: int
    end: int
    kind: str
    event_type: str | None
    sub_event_type: str | None
    context: str
    weapon: str | None
    agent: ActorMention | None
    target: ActorMention | None
    factuality: str
    when: EventTime
    is_definite: bool
    place: PlaceInField | None
    rule: str
    time_scope: str
    verbs: list[Token] = field(default_factory=list)
    is_generic: bool = False
    """The trigger alone says no type: "attack", "explode"."""

    @property
    def can_have_victims(self) -> bool:
        """Nobody dies of a deal, an arrest or a find of weapons: the dead of its sentence have an event of their own."""
        return self.event_type != STRATEGIC

    @property
    def is_incident(self) -> bool:
        return self.time_scope == "incident" and self.factuality in {"asserted", "reported", "alleged"}


@dataclass(frozen=True, slots=True)
class Statement:
    """Where a figure stands, its interval, and who states it how."""

    sentence: Sentence
    start: int
    end: int
    low: int | None
    best: int | None
    high: int | None
    qualifier: str
    attribution: Attribution
    factuality: str
    rule: str

    @property
    def words(self) -> str:
        return self.sentence.quote(self.start, self.end)


@dataclass(eq=False, slots=True)
class CasualtyClaim:
    """A casualty figure or a named victim."""

    statement: Statement
    outcome: str
    victim_group: str
    victim_actor: ActorMention | None
    victim_name: str | None
    event: EventMention | None = None
    list_key: CasualtyClaim | None = None
    part_of: CasualtyClaim | None = None
    is_additional: bool = False
    is_update: bool = False
    time_scope: str = "incident"
    verb: Token | None = None
    when: EventTime = field(default_factory=EventTime)
    person: Person | None = None
    is_hit: bool = False
    """Shot or stabbed without more: wounded, unless the same people are told dead."""


@dataclass(eq=False, slots=True)
class EquipmentClaim:
    """Equipment lost."""

    statement: Statement
    equipment: str
    category: str
    owner: str | None
    outcome: str
    event: EventMention | None = None
    time_scope: str = "incident"
    verb: Token | None = None


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person named in full: where the fullest name first stands, and beside which event the article tells of them."""

    name: str
    role: str
    field: str
    start: int
    end: int
    event: EventMention | None


@dataclass(eq=False, slots=True)
class ArticleReading:
    """An article while it is read. `published` is the day of publication in UTC, None when unknown."""

    lexicon: Lexicon
    actors: Actors
    speakers: AttributionReader
    persons: PersonChains
    places: list[PlaceInField]
    published: date | None
    sentences: list[Sentence]
    context_weights: ContextWeights
    context: str
    events: list[EventMention] = field(default_factory=list)
    casualties: list[CasualtyClaim] = field(default_factory=list)
    losses: list[EquipmentClaim] = field(default_factory=list)
    people: list[NamedPerson] = field(default_factory=list)
    event_by_person: dict[int, EventMention] = field(default_factory=dict)
    """By the identity of a person's chain."""

    def find_next_sentence(self, sentence: Sentence) -> Sentence | None:
        """The next sentence of the same field."""
        return self._find_neighbour(sentence, 1)

    def find_previous_sentence(self, sentence: Sentence) -> Sentence | None:
        """The sentence before, in the same field."""
        return self._find_neighbour(sentence, -1)

    def _find_neighbour(self, sentence: Sentence, step: int) -> Sentence | None:
        position = self.sentences.index(sentence) + step
        near = self.sentences[position] if 0 <= position < len(self.sentences) else None
        return near if near is not None and near.field == sentence.field else None

    def find_attribution(self, sentence: Sentence, token: Token) -> Attribution:
        return self.speakers.find_attribution(
            sentence, token, self.find_next_sentence(sentence), self.find_previous_sentence(sentence)
        )

    def list_places_in(self, sentence: Sentence) -> list[PlaceInField]:
        return [p for p in self.places if p.field == sentence.field and sentence.start <= p.start < sentence.end]

    def link_person(self, person: Person, event: EventMention) -> None:
        """Notes the first event in which a person was harmed."""
        if self.find_event_of_person(person) is None:
            self.event_by_person[id(person)] = event

    def find_event_of_person(self, person: Person) -> EventMention | None:
        """The first event in which a person was harmed, under this description or those joined to it."""
        chains = (person, *person.absorbed)
        return next((self.event_by_person[id(chain)] for chain in chains if id(chain) in self.event_by_person), None)

    def find_anchor_day(self) -> date | None:
        """The day of the last dated incident so far, for "a day earlier"."""
        for event in reversed(self.events):
            if event.is_incident and event.when.period is not None and event.when.period.precision == 1:
                return event.when.period.start
        return None


def combine_factuality(reality: str | None, attribution: Attribution) -> str:
    """The clause's own denial or condition outweighs what the speaker's verb says."""
    if reality in {"denied", "planned", "conditional"}:
        return reality
    return attribution.factuality


def is_countable(casualty: CasualtyClaim) -> bool:
    """Whether a figure is one of the article's incidents, as told."""
    return casualty.statement.factuality in {"asserted", "reported", "alleged"} and casualty.time_scope == "incident"
