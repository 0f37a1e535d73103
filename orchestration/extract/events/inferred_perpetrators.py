"""Perpetrators inferred from the rest of the article, for events whose own clause names none.

Here belongs the use of other sentences about the same event, of blame and of descriptions. Reading the words for a perpetrator
belongs to `perpetrators`, clauses of blame to `blame`, the sides in an event's own clause to `event_mentions`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Token

from orchestration.extract.actors.actor_mentions import ActorMention
from orchestration.extract.article import DESTRUCTION, ArticleReading, CasualtyClaim, EventMention, IncidentRole
from orchestration.extract.events import battle_sides, blame, event_types, named_sides, perpetrators
from orchestration.extract.events.triggers import match_casualty_verb
from orchestration.extract.events.weapon_owners import find_weapon_owner
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.parse import Sentence
from orchestration.extract.times import event_times

_OPENING_SENTENCES = 4
_MAX_WORDS_BEFORE_VICTIM = 4
_MODIFIER_TAGS = frozenset({"ADJ", "NOUN", "PROPN", "DET", "PART"})
_GENERIC_EVENT_NOUNS = frozenset({"attack", "assault", "incident", "action", "act", "crime"})
"""Words for any kind of event. "The explosion" is specific: it does not refer back to a shooting."""

_EVENT_WORDS_BY_KIND = {
    "death": {
        "murder",
        "killing",
        "kill",
        "slaying",
        "massacre",
        "assassination",
        "assassinate",
        "homicide",
        "slaughter",
        "death",
    },
    "blast": {"bombing", "bomb", "explosion", "blast"},
    "abduction": {"kidnapping", "kidnap", "abduction", "abduct"},
}
_HARM_OUTCOMES = frozenset({"killed", "wounded", "abducted"})
_ATTACKER_NOUNS = frozenset(
    {"attacker", "assailant", "gunman", "bomber", "killer", "suspect", "shooter", "hijacker", "kidnapper"}
)
_SIDE_KINDS = frozenset({"name", "force", "state", "country", "group"})
_DEFINITE_DETERMINERS = frozenset({"the", "these", "those", "their"})
_RELEASE_VERBS = frozenset({"release", "free"})

PerpetratorReader = Callable[[ArticleReading, Sentence, Iterable[Token]], ActorMention | None]


def infer_perpetrators(article: ArticleReading) -> None:
    """Sets the perpetrator of conflict events whose own clause names none.

    A description ("three hooded men") counts only if no event of the same days has a perpetrator: next to a named side it would
    split one event in two.
    """
    incidents = [e for e in article.events if e.is_incident and e.context == "conflict"]
    events = [e for e in incidents if e.can_have_victims] or [e for e in incidents if e.sub_event_type == DESTRUCTION]
    if not events:
        return
    _drop_victims(article, events)
    for event, sentence, verb in _find_repeated_reports(article, events):
        event.agent = event.agent or perpetrators.find_perpetrator(article, sentence, perpetrators.find_agents(verb))
    for event in events:
        event.agent = event.agent or battle_sides.find_attacker(article, event)
        if event.agent is None and event.sub_event_type == "Armed clash" and event.target is not None:
            battle_sides.turn_clash(article, event)
    _drop_victims(article, events)
    _infer_from_incident(events)
    lead = _find_lead_event(article, events)
    _apply_blame(article, events, lead)
    _apply_weapon_owners(article, events, lead)
    known = [event for event in events if event.agent is not None and not named_sides.is_description(event.agent)]
    for event in events:
        if event.agent is None and not any(_may_be_same_day(event, other) for other in known):
            event.agent = perpetrators.find_described_people(article, event.sentence, _list_acting_nouns(event))
    _apply_operations(article, events)
    _drop_victims(article, events)
    for event in events:
        if event.agent is None and _is_abduction(event):
            event.agent = _find_captor(article, events, event)
    named_sides.name_described(article, events)
    _infer_from_sum(article, events)


def _apply_operations(article: ArticleReading, events: list[EventMention]) -> None:
    """Sets who carried out the operation that the sentence of an event names, where its incident has no perpetrator at all."""
    for event in events:
        others = [each for each in events if each.incident is event.incident and each.agent is not None]
        beside = [each.incident for each in article.events if each.sentence is event.sentence and each.incident is not None]
        is_shared = any(incident is not event.incident for incident in beside)
        if event.agent is None and not is_shared and all(named_sides.is_vague(each.agent) for each in others if each.agent):
            event.agent = battle_sides.find_operating_side(article, event)


def _infer_from_sum(article: ArticleReading, events: list[EventMention]) -> None:
    """ "Russian strikes killed nine in two towns": the one perpetrator of a sum is that of its parts that name none."""
    acting = [e.agent for e in article.events if e.time_scope == "sum" and e.agent is not None]
    if len({article.actors.resolve_name(agent) for agent in acting}) != 1:
        return
    for incident in article.incidents:
        reported = [event for event in events if event.incident is incident]
        if reported and incident.role is not IncidentRole.RECALLED and not any(event.agent for event in reported):
            reported[0].agent = acting[0]


def _drop_victims(article: ArticleReading, events: list[EventMention]) -> None:
    """The dead and wounded of an event are not its perpetrators: "200 soldiers died in the assault"."""
    for event in events:
        agent = event.agent
        if agent is None:
            continue
        if any(
            each.outcome in _HARM_OUTCOMES and each.statement.best != 0 and _is_victim(each, agent) for each in article.casualties
        ):
            event.target = event.target or (agent if agent.kind in _SIDE_KINDS else None)
            event.agent = None


def _is_victim(casualty: CasualtyClaim, actor: ActorMention) -> bool:
    """Whether an actor mention is, or stands in, the words for the people of a figure: "200 soldiers", "police reservist"."""
    statement, victim = casualty.statement, casualty.victim_actor
    if statement.sentence.field != actor.field or statement.sentence.index != actor.sentence:
        return False
    if victim is not None and victim.start == actor.start:
        return not _is_subject(casualty, actor)
    if actor.start <= statement.start <= actor.end + 1:
        return not _is_subject(casualty, actor)  # "a police reservist"
    between = [t for t in statement.sentence.tokens if statement.end <= statement.sentence.offset(t) < actor.start]
    is_one_phrase = all(each.pos_ in _MODIFIER_TAGS or each.lower_ == "of" for each in between)
    return statement.end <= actor.start and len(between) <= _MAX_WORDS_BEFORE_VICTIM and is_one_phrase


def _is_subject(casualty: CasualtyClaim, actor: ActorMention) -> bool:
    """Whether an actor does the harm of a figure: "the rebels overran the post and killed nine of them"."""
    verb, sentence = casualty.verb, casualty.statement.sentence
    if verb is None or not syntax.is_verb(verb) or verb.lemma_.lower() in syntax.DYING_VERBS or syntax.is_passive(verb):
        return False
    spans = [(sentence.offset(each.left_edge), sentence.end_offset(each.right_edge)) for each in syntax.find_agents(verb)]
    return any(start <= actor.start < end for start, end in spans)


def _infer_from_incident(events: list[EventMention]) -> None:
    """ "Rebels attacked the post. The attack was made with grenades": the perpetrator of the same incident, before or behind."""
    for event in events:
        if event.agent is None and event.is_definite and event.incident is not None:
            others = [each for each in event.incident.mentions if each.agent is not None and _can_refer_to(event, each)]
            before = [each for each in others if each.start < event.start and each.sentence.field == event.sentence.field]
            event.agent = next((each.agent for each in (*reversed(before), *others)), None)


def _can_refer_to(event: EventMention, before: EventMention) -> bool:
    lemma = event.head.lemma_.lower()
    is_same_type = event.sub_event_type is not None and event.sub_event_type == before.sub_event_type
    return lemma in _GENERIC_EVENT_NOUNS or lemma == before.head.lemma_.lower() or is_same_type


def _apply_blame(article: ArticleReading, events: list[EventMention], lead: EventMention) -> None:
    """Sets the perpetrator that a clause of blame names, for the lead event and for the events in that clause.

    Sides come first, then named persons, then descriptions. A named side takes the place of a description ("gunmen").
    """
    clauses = [
        (sentence, token, nouns)
        for sentence in article.sentences
        for token in sentence.tokens
        if (nouns := blame.find_accused(token, article.lexicon))
    ]
    for reading in (perpetrators.find_perpetrator, perpetrators.find_named_person, perpetrators.find_described_people):
        for sentence, at, nouns in clauses:
            clause = {at.head.i, *(each.i for each in at.subtree)}
            own = [e for e in article.events if e.sentence is sentence and e.head.i in clause]
            reported = _find_event_in_focus(events, sentence, at) or lead
            meant = [e for e in events if e in own or (e in {reported, lead} and _is_about(article, e, at, own))]
            meant = [e for e in meant if e.agent is None or named_sides.is_description(e.agent)]
            mention = (
                _find_first_blamed(article, sentence, nouns, reading) if meant and _is_news(article, sentence, at, own) else None
            )
            for event in meant if mention is not None else []:
                if event.agent is None or (mention is not None and not named_sides.is_description(mention)):
                    event.agent = mention


def _apply_weapon_owners(article: ArticleReading, events: list[EventMention], lead: EventMention) -> None:
    """Sets the owner of the weapon that an event's own sentence states; for the lead, also the title and the first sentences."""
    for event in events:
        event.agent = event.agent or find_weapon_owner(article, event.sentence)
    if lead.agent is None or named_sides.is_description(lead.agent):
        owners = (find_weapon_owner(article, sentence) for sentence in _list_opening(article))
        lead.agent = next((owner for owner in owners if owner is not None and not named_sides.is_description(owner)), lead.agent)


def _list_opening(article: ArticleReading) -> list[Sentence]:
    """The title and the first sentences of the text, which report the article's news."""
    titles = [sentence for sentence in article.sentences if sentence.field == "title"]
    return titles + [sentence for sentence in article.sentences if sentence.field == "text"][:_OPENING_SENTENCES]


def _find_first_blamed(
    article: ArticleReading, sentence: Sentence, nouns: list[Token], reading: PerpetratorReader
) -> ActorMention | None:
    """The first of the accused. Neither a demonym alone ("a Syrian colonel") nor a pronoun ("they") is sure enough."""
    mentions = ((noun, reading(article, sentence, [noun])) for noun in nouns if noun.pos_ != "PRON")
    return next(
        (each for noun, each in mentions if each and (each.kind != "country" or noun.lower_ in article.lexicon.demonyms)), None
    )


def _find_event_in_focus(events: list[EventMention], sentence: Sentence, at: Token) -> EventMention | None:
    """The event in focus where a clause stands: the first of the incident that was reported last before it."""
    before = [
        e for e in events if e.sentence.field == sentence.field and e.start <= sentence.offset(at) and e.incident is not None
    ]
    return next((each for each in events if before and each.incident is before[-1].incident), None)


def _is_about(article: ArticleReading, event: EventMention, at: Token, own: list[EventMention]) -> bool:
    """Whether a clause of blame is about an event: what the clause itself states is the same incident, and of the same kind."""
    is_same = all(other.incident is event.incident or other.incident is None for other in own if other.can_have_victims)
    return is_same and all(_may_be_same_day(event, other) for other in own) and _fits_named_kind(article, event, at)


def _is_news(article: ArticleReading, sentence: Sentence, at: Token, own: list[EventMention]) -> bool:
    """Whether a clause of blame is about the article's news: "years ago the navy shelled the port" is not."""
    if any(event.time_scope != "incident" for event in own):
        return False
    return (
        event_times.read_event_time(sentence, at, article.lexicon, article.published, article.find_anchor_day()).scope
        == "incident"
    )


def _find_repeated_reports(
    article: ArticleReading, harmful_events: list[EventMention]
) -> Iterator[tuple[EventMention, Sentence, Token]]:
    """Yields the clauses that repeat an event's harm: by a figure of it or, if only one event did harm, by "the farmers"."""
    harms = [each for each in article.casualties if each.event in harmful_events and each.outcome in _HARM_OUTCOMES]
    for casualty in harms:
        sentence, verb = casualty.statement.sentence, casualty.verb
        if (
            casualty.event is not None
            and casualty.event.sentence is not sentence
            and verb is not None
            and _is_harm_verb(article, verb)
        ):
            yield casualty.event, sentence, verb
    events = {id(each.event): each.event for each in harms if each.event is not None}
    if len(events) != 1:
        return
    event = next(iter(events.values()))
    hurt = {token.lemma_.lower() for each in harms for token in each.statement.sentence.tokens if token.pos_ == "NOUN"}
    for sentence in article.sentences:
        for verb in sentence.tokens:
            is_reported = _is_harm_verb(article, verb) and syntax.read_clause_factuality(verb, article.lexicon) in {
                "asserted",
                None,
            }
            if is_reported and any(_is_known_victim(each, hurt) for each in syntax.find_patients(verb)):
                yield event, sentence, verb


def _is_harm_verb(article: ArticleReading, verb: Token) -> bool:
    word = match_casualty_verb(verb, article.lexicon)
    if any(each.lemma_.lower() in _ATTACKER_NOUNS for each in syntax.find_patients(verb)):
        return False  # "the guards then shot the attacker": the guards are not the perpetrators
    return word is not None and word.outcome in _HARM_OUTCOMES and word.victim_role in {"object", "hit"}


def _is_known_victim(noun: Token, hurt: set[str]) -> bool:
    """People whose harm was reported before: "the farmers", "the victims"."""
    is_definite = any(child.lower_ in _DEFINITE_DETERMINERS for child in noun.children)
    return is_definite and noun.lemma_.lower() in {"victim", *hurt}


def _is_abduction(event: EventMention) -> bool:
    return event.sub_event_type == "Abduction/forced disappearance"


def _find_captor(article: ArticleReading, events: list[EventMention], event: EventMention) -> ActorMention | None:
    """The perpetrator of another mention of the abduction, else the side that releases the hostages: "the rebels freed the two
    engineers". A state is no captor: it frees hostages of others."""
    captors = [each.agent for each in events if each.agent is not None and _is_abduction(each) and _may_be_same_day(event, each)]
    if captors and len({article.actors.resolve_name(each) for each in captors}) == 1:
        return captors[0]
    releasing: list[ActorMention] = []
    for sentence in article.sentences:
        for verb in sentence.tokens:
            if verb.lemma_.lower() not in _RELEASE_VERBS or not syntax.is_verb(verb) or not syntax.find_patients(verb):
                continue
            if syntax.read_clause_factuality(verb, article.lexicon) == "asserted":
                found = perpetrators.find_perpetrator(article, sentence, perpetrators.find_agents(verb))
                if found is not None and found.kind in {"name", "group"} and not event_types.is_state(article, found):
                    releasing.append(found)
    return next((each for each in releasing if each.kind == "name"), releasing[0] if releasing else None)


def _may_be_same_day(event: EventMention, other: EventMention) -> bool:
    """Whether the days of two events overlap, or one has no day."""
    days, others = event.when.period, other.when.period
    return days is None or others is None or (days.start <= others.end and others.start <= days.end)


def _find_lead_event(article: ArticleReading, events: list[EventMention]) -> EventMention:
    """The event that the article is about: of its lead incident the first that killed or wounded somebody, else the first."""
    leads = [event for event in events if event.incident is not None and event.incident.role is IncidentRole.LEAD] or events
    harmed = {id(claim.event) for claim in article.casualties if claim.outcome in {"killed", "wounded"}}
    return next((event for event in leads if id(event) in harmed), leads[0])


def _list_acting_nouns(event: EventMention) -> list[Token]:
    """Lists the nouns that act in an event's own clauses."""
    if perpetrators.is_doubted(syntax.find_clause_verb(event.head)):
        return []
    verbs = [verb for verb in event.verbs if syntax.is_verb(verb) and verb.lemma_.lower() != "lose"]  # "lost their lives"
    by = [] if syntax.is_verb(event.head) else [*syntax.find_prep_objects(event.head, "by")]
    by += [] if syntax.is_verb(event.head) else perpetrators.find_agents_behind(event.head)
    by += [noun for verb in verbs if verb.lemma_ == "come" for noun in perpetrators.find_sources(verb)]
    return by + [noun for verb in verbs for noun in perpetrators.find_agents(verb) if noun not in (event.head, *by)]


def _fits_named_kind(article: ArticleReading, event: EventMention, at: Token) -> bool:
    """Whether a clause of blame is about the event's kind: blame for a kidnapping is not blame for the bombing."""
    words = {each.lemma_.lower() for each in at.subtree}
    kinds_named = {kind for kind, names in _EVENT_WORDS_BY_KIND.items() if words & names}
    has_dead = any(c.event is event and c.outcome == "killed" and c.statement.best != 0 for c in article.casualties)
    is_blast = event.event_type == "Explosions/Remote violence" or event.weapon is not None
    fits = {"death": has_dead, "blast": is_blast, "abduction": _is_abduction(event)}
    return not kinds_named or any(fits[kind] for kind in kinds_named) or event.head.lemma_.lower() in words
