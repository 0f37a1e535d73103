"""One article while it is read: the shapes that the rules of extraction pass to each other, before they become rows.

Here belong these shapes, and the questions that rules of several rooms ask about the article. How a rule decides belongs to the
room of the rule. Columns and ids belong to `rows`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from spacy.tokens import Token

from orchestration.extract.actors.actor_mentions import ActorMention, Actors
from orchestration.extract.actors.attribution import Attribution, AttributionReader
from orchestration.extract.context import ContextWeights
from orchestration.extract.coreference.person import Person
from orchestration.extract.coreference.person_chains import PersonChains
from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.parsing.bulletin import BulletinItem
from orchestration.extract.parsing.parse import Sentence
from orchestration.extract.places.place_mentions import PlaceMention
from orchestration.extract.times.event_times import EventTime

STRATEGIC = "Strategic developments"
"""The event type of deals, arrests, finds of weapons and similar events."""


DESTRUCTION = "Looting/property destruction"
"""The sub-type of houses burnt and goods looted."""


@dataclass(frozen=True, slots=True)
class PlaceInField:
    """A place mention and its span. `start` and `end` are characters of the field (title or text)."""

    field: str
    start: int
    end: int
    mention: PlaceMention


class IncidentRole(StrEnum):
    """What an incident is in its article. The values are landed."""

    LEAD = "lead"
    """The article is news of it."""
    OTHER = "other"
    """The article reports it beside its lead."""
    RECALLED = "recalled"
    """The article only looks back at it."""


@dataclass(eq=False, slots=True)
class Incident:
    """What happened once: the event mentions of one article that report it, in reading order. The first stands for it."""

    role: IncidentRole
    mentions: list[EventMention] = field(default_factory=list)

    def add(self, mention: EventMention, rule: str) -> None:
        """Adds a mention. `rule` names the rule that put it here."""
        self.mentions.append(mention)
        mention.incident = self
        mention.incident_rule = rule


@dataclass(eq=False, slots=True)
class EventMention:
    """One thing that happened, as one sentence reports it. `start:end` in the field is the trigger.

    `head` is the trigger's main word. `kind` goes into the id of the mention, so two mentions with one span can differ by it.
    `rule` names the rule that made the mention.
    """

    sentence: Sentence
    head: Token
    start: int
    end: int
    kind: str
    event_type: str | None
    sub_event_type: str | None
    context: str
    weapon: str | None
    target_site: str | None
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
    """Whether the trigger alone gives no type: "attack", "explode"."""
    incident: Incident | None = None
    """The incident that it reports; None for what is no incident: the war, a plan, a time without day or place."""
    incident_rule: str = ""
    """The rule of `discourse` that put it there, or that left it out."""

    @property
    def can_have_victims(self) -> bool:
        """Whether people can come to harm in the event.

        Nobody dies in a deal or an arrest, so the dead of such a sentence need an event of their own.
        """
        return self.event_type != STRATEGIC

    @property
    def is_incident(self) -> bool:
        """Whether the event happened once, at one time, and the article does not deny it."""
        return self.time_scope == "incident" and self.factuality in {"asserted", "reported", "alleged"}


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure in one place of the article: its span, its interval, and who states it with what certainty.

    `start:end` in the field are the words of the figure, or of the victim's name. `low`, `best` and `high` are numbers of people
    or pieces; None is an open end. `rule` names the frame and the form of the count ("verb:kill/figure"). Other code parses it.
    """

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
    def written(self) -> int | None:
        """The number that the words contain: 500 in "more than 500", which means 501."""
        return self.best - 1 if self.best is not None and self.qualifier == "more than" else self.best

    @property
    def words(self) -> str:
        """The words of the figure, as the article writes them."""
        return self.sentence.quote(self.start, self.end)


@dataclass(eq=False, slots=True)
class CasualtyClaim:
    """A casualty figure or a named victim, stated in one place.

    `event` is the event mention that the claim belongs to; None when no event fits. Claims with one `list_key` are members of one
    list: they are about different people, and add up. `part_of` is the larger figure that holds these people. `verb` is the
    word that states the harm. `person` is the chain of mentions of the victim, where the claim is about one person.
    """

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
    is_corrected_toll: bool = False
    time_scope: str = "incident"
    verb: Token | None = None
    when: EventTime = field(default_factory=EventTime)
    person: Person | None = None
    side: str | None = None
    """The side that the victims fought for: "state" or "armed group"; None if they are civilians, or it is not known."""
    is_hit: bool = False
    """Whether the words say only "shot" or "stabbed". Such people count as wounded, unless the article reports them dead."""

    @property
    def incident(self) -> Incident | None:
        """The incident whose victims it counts."""
        return self.event.incident if self.event is not None else None

    @property
    def incident_key(self) -> int:
        """Equal for claims about one incident; for a claim of no incident, for those about one event mention."""
        return id(self.incident or self.event)


@dataclass(eq=False, slots=True)
class EquipmentClaim:
    """A loss of equipment, stated in one place. `owner` is the name of the side that had it."""

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
    """A person named in full: the first span of the fullest name, the role, and the event that the person had a part in."""

    name: str
    role: str
    field: str
    start: int
    end: int
    event: EventMention | None


@dataclass(eq=False, slots=True)
class ArticleReading:
    """An article while it is read: what is known before the first sentence, and the mentions and claims found so far.

    `published` is the day on which the article was written, at its place; None when unknown. `context` is that of the whole
    article. `events`, `casualties`, `losses` and `people` grow in the order of the text.
    """

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
    incidents: list[Incident] = field(default_factory=list)
    casualties: list[CasualtyClaim] = field(default_factory=list)
    losses: list[EquipmentClaim] = field(default_factory=list)
    people: list[NamedPerson] = field(default_factory=list)
    items: list[BulletinItem] = field(default_factory=list)
    """The items of a bulletin, in order; empty for any other article."""
    event_by_person: dict[int, EventMention] = field(default_factory=dict)
    """The first event in which a person was harmed, by the `id()` of the person's chain."""
    _positions: dict[int, int] = field(init=False)
    _places_by_field: dict[str, list[PlaceInField]] = field(init=False)

    def __post_init__(self) -> None:
        self._positions = {id(sentence): position for position, sentence in enumerate(self.sentences)}
        self._places_by_field = {}
        for place in sorted(self.places, key=lambda each: each.start):
            self._places_by_field.setdefault(place.field, []).append(place)

    def find_next_sentence(self, sentence: Sentence) -> Sentence | None:
        """Finds the next sentence of the same field; None after the last."""
        return self._find_neighbour(sentence, 1)

    def find_previous_sentence(self, sentence: Sentence) -> Sentence | None:
        """Finds the sentence before, in the same field; None before the first."""
        return self._find_neighbour(sentence, -1)

    def find_position(self, sentence: Sentence) -> int:
        """Finds the position of a sentence among all sentences of the article."""
        return self._positions[id(sentence)]

    def _find_neighbour(self, sentence: Sentence, step: int) -> Sentence | None:
        position = self.find_position(sentence) + step
        near = self.sentences[position] if 0 <= position < len(self.sentences) else None
        return near if near is not None and near.field == sentence.field else None

    def find_attribution(self, sentence: Sentence, token: Token) -> Attribution:
        """Finds who states what the word `token` reports, looking also at the sentences next to it."""
        return self.speakers.find_attribution(
            sentence, token, self.find_next_sentence(sentence), self.find_previous_sentence(sentence)
        )

    def list_places_in(self, sentence: Sentence) -> list[PlaceInField]:
        """Lists the places that the sentence mentions, in the order of the text."""
        places = self._places_by_field.get(sentence.field, [])
        first, end = (bisect_left(places, at, key=lambda place: place.start) for at in (sentence.start, sentence.end))
        return places[first:end]

    def find_item(self, sentence: Sentence) -> BulletinItem | None:
        """Finds the item of a bulletin in which a sentence stands."""
        if sentence.field != "text":
            return None
        position = bisect_right(self.items, sentence.start, key=lambda item: item.start) - 1
        return self.items[position] if position >= 0 and sentence.start < self.items[position].end else None

    def find_place_of_item(self, item: BulletinItem) -> PlaceInField | None:
        """Finds the place in the label of an item."""
        return next((p for p in self.places if p.field == "text" and item.start <= p.start and p.end <= item.label_end), None)

    def link_person(self, person: Person, event: EventMention) -> None:
        """Records the first event in which a person was harmed; later events do not replace it."""
        if self.find_event_of_person(person) is None:
            self.event_by_person[id(person)] = event

    def find_event_of_person(self, person: Person) -> EventMention | None:
        """Finds the first event in which a person was harmed, under this description or one that was joined to it."""
        chains = (person, *person.absorbed)
        return next((self.event_by_person[id(chain)] for chain in chains if id(chain) in self.event_by_person), None)

    def find_anchor_day(self) -> date | None:
        """Finds the day of the last dated incident so far: the day that "a day earlier" counts from."""
        for event in reversed(self.events):
            if event.is_incident and event.when.period is not None and event.when.period.precision == 1:
                return event.when.period.start
        return None


def combine_factuality(clause_factuality: str | None, attribution: Attribution) -> str:
    """Combines the factuality of the clause with that of the speaker's verb. A denial, plan or condition in the clause wins."""
    if clause_factuality in {"denied", "planned", "conditional"}:
        return clause_factuality
    return attribution.factuality


def are_of_one_incident(one: CasualtyClaim, other: CasualtyClaim) -> bool:
    """Whether two claims are about one incident."""
    return one.incident_key == other.incident_key


def is_countable(casualty: CasualtyClaim) -> bool:
    """Whether a figure may count for an incident: it is not denied or planned, and is no sum of a period or campaign."""
    return casualty.statement.factuality in {"asserted", "reported", "alleged"} and casualty.time_scope == "incident"
