"""Claim links: which event a figure belongs to. It is an event of its sentence, a new event of its own, or an earlier event.

Here belongs linking claims to events inside one article. Joining mentions of different sentences and articles belongs to dbt.
"""

from __future__ import annotations

from spacy.tokens import Token

from orchestration.extract.article import STRATEGIC, ArticleReading, CasualtyClaim, EquipmentClaim, EventMention, is_countable
from orchestration.extract.discourse import distinctions
from orchestration.extract.events import triggers
from orchestration.extract.events.event_mentions import make_event
from orchestration.extract.events.triggers import TriggerMatch
from orchestration.extract.lexicon.lexicon import Trigger
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.parse import Sentence
from orchestration.extract.times import event_times, time_scope

MAX_SENTENCES_TO_EVENT = 4
"""A figure without time, place or event of its own belongs to the last event, at most so many sentences before."""

_COUNTED_FACTUALITIES = frozenset({"asserted", "reported", "alleged"})
_CAUSE_PREPOSITIONS = frozenset({"in", "by", "during", "from", "after", "when", "with", "as"})
_HARM_OUTCOMES = {"killed", "wounded", "abducted", "captured", "missing", "displaced"}


def link_sentence(article: ArticleReading, sentence: Sentence, known: int, first_casualty: int, first_loss: int) -> None:
    """Sets the event of every new claim of a sentence, and sorts the sentence's events in reading order.

    `known`, `first_casualty` and `first_loss` are the lengths of the article's lists before the sentence was read. Adds events
    that only a claim shows: "three died in the bombardment", "gunmen killed two".
    """
    claims: list[CasualtyClaim | EquipmentClaim] = [*article.casualties[first_casualty:], *article.losses[first_loss:]]
    for claim in claims:
        if claim.verb is None or claim.statement.factuality not in {*_COUNTED_FACTUALITIES, "denied"}:
            continue
        is_harm = isinstance(claim, CasualtyClaim) and claim.outcome in {"killed", "wounded"}
        own = [event for event in article.events[known:] if event.can_have_victims or not is_harm]
        fitting = [event for event in own if not _is_other_event(claim, event)]
        event = (
            _find_event_of_person(article, claim, own)
            or _find_in_clause(claim.verb, fitting)
            or _find_or_add_cause(article, sentence, claim, own)
            or _find_nearest(fitting, claim.verb)
        )
        if event is None or (isinstance(claim, CasualtyClaim) and event in own and _is_of_older_event(claim, event)):
            event = _find_or_add_own_event(article, sentence, claim)
        if event is not None:
            claim.event = event
            if isinstance(claim, CasualtyClaim) and claim.person is not None and event.is_incident:
                article.link_person(claim.person, event)
            side = claim.victim_actor if isinstance(claim, CasualtyClaim) else None
            if (
                side is not None
                and side.kind == "name"
                and side != event.agent
                and (event.target is None or event.target.kind != "name")
            ):
                event.target = side
            _align_time_scopes(article, claim, event)
    article.events[known:] = sorted(article.events[known:], key=lambda each: (each.start, each.end))


def _find_event_of_person(
    article: ArticleReading, claim: CasualtyClaim | EquipmentClaim, own: list[EventMention]
) -> EventMention | None:
    """The earlier event in which this person was harmed; events of this sentence then refer back to it."""
    if not isinstance(claim, CasualtyClaim) or claim.person is None or claim.verb is None:
        return None
    earlier = article.find_event_of_person(claim.person)
    if earlier is None or article.find_item(earlier.sentence) != article.find_item(claim.statement.sentence):
        return None
    if earlier.sentence.field == "title" and claim.statement.sentence.field != "title":
        return None  # the text reports it itself
    if _is_somewhere_else(article, claim, earlier):
        return None  # "A person died in Ariha. In Raqqa one person was killed"
    for event in own:
        if any(each == claim.verb or is_joined_clause(each, claim.verb) for each in event.verbs):
            if {event.when.period, earlier.when.period} - {None} and event.when.period != earlier.when.period and None not in (
                event.when.period, earlier.when.period,
            ):  # fmt: skip
                return None
            event.is_definite = True
    return earlier


def _is_somewhere_else(article: ArticleReading, claim: CasualtyClaim, event: EventMention) -> bool:
    """Whether the sentence of an unnamed person names exact places, and none of them is that of an earlier event."""
    if claim.victim_name is not None or event.place is None or not distinctions.is_exact(event.place):
        return False
    places = [p for p in article.list_places_in(claim.statement.sentence) if p.mention.is_scene and distinctions.is_exact(p)]
    return bool(places) and not any(distinctions.are_one_place(place, event.place) for place in places)


def _is_other_event(claim: CasualtyClaim | EquipmentClaim, event: EventMention) -> bool:
    """ "Nine died on Monday, the worst loss since an ambush last year": Monday's dead are not the ambush's dead."""
    if claim.verb is not None and claim.verb.dep_ in {"relcl", "acl"} and claim.verb.head == event.head:
        return False  # "the 2013 bombing in which 27 were killed"
    if claim.verb is not None and time_scope.is_in_comparison(event.head, claim.verb):
        return True
    if not isinstance(claim, CasualtyClaim) or claim.when.period is None or event.when.period is None:
        return False
    is_older = event.time_scope == "background" and event.when.period.end < claim.when.period.start
    return is_older and claim.time_scope == "incident" and claim.when.period.precision == 1


def _is_of_older_event(claim: CasualtyClaim, event: EventMention) -> bool:
    """ "Sunday's shooting happened where three people were killed in June 2012": the dead belong to the older event."""
    claimed, happened = claim.when.period, event.when.period
    is_firm = not claim.when.is_anaphoric and not event.when.is_anaphoric
    least = 1 if claim.when.is_offset else 2
    return claimed is not None and happened is not None and is_firm and (happened.start - claimed.end).days >= least


def _find_in_clause(verb: Token, events: list[EventMention]) -> EventMention | None:
    """The event of the same verb, of a joined verb, or of the verb's subject."""
    own = next((event for event in events if verb in event.verbs), None)
    if own is not None:
        return own
    for event in events:
        if any(each == verb or is_joined_clause(each, verb) for each in event.verbs):
            return event
        subject = syntax.find_subject(verb) if syntax.is_verb(verb) else None
        if subject is not None and event.head in syntax.find_conjuncts(subject):
            return event
    return None


def is_joined_clause(one: Token, other: Token) -> bool:
    """Whether one clause continues the other: "attacked the town, killing two", "was struck and three died"."""
    joined = {"conj", "advcl", "xcomp", "ccomp"}
    hangs = other.head == one and other.dep_ in joined - {"ccomp"}
    leads = one.head == other and one.dep_ in {"advcl", "conj"}
    return hangs or leads


def _find_nearest(events: list[EventMention], verb: Token) -> EventMention | None:
    """The nearest event of the sentence whose clause holds the verb or hangs on it."""
    near = [event for event in events if event.head in list(verb.subtree) or verb in list(event.head.subtree)]
    near = near or [event for event in events if any(v in list(verb.ancestors) for v in event.verbs)]
    return min(near, key=lambda event: (abs(event.head.i - verb.i), event.start), default=None)


def _find_or_add_cause(
    article: ArticleReading, sentence: Sentence, claim: CasualtyClaim | EquipmentClaim, own: list[EventMention]
) -> EventMention | None:
    """The event of the noun in "killed in an air strike", "strikes killed"; added if the noun alone did not make one."""
    verb = claim.verb
    if verb is None:
        return None
    clause = verb if syntax.is_verb(verb) else (syntax.find_clause_verb(verb) or verb)
    for found in triggers.find_triggers(sentence, article.lexicon):
        if not found.is_noun or triggers.is_under_unreal_noun(found.head) or found.trigger.event_type == STRATEGIC:
            continue
        subject = syntax.find_subject(clause) if syntax.is_verb(clause) else None
        is_subject = subject is not None and found.head in syntax.find_conjuncts(subject)
        is_itself = found.head == verb  # "the murder of two nuns"
        hangs = any(
            each.dep_ in {"prep", "agent"}
            and each.lower_ in _CAUSE_PREPOSITIONS
            and (each.head in (clause, verb) or each.head.head in (clause, verb))
            for each in found.head.ancestors
        )
        if not (is_subject or is_itself or (hangs and _is_in_same_clause(found.head, clause))):
            continue
        known = next((event for event in own if event.head == found.head), None)
        if known is not None:
            return known
        return _add_event(
            article,
            sentence,
            TriggerMatch(found.head, found.first, found.last, found.trigger, clause, "asserted", "noun:cause", True),
            claim,
        )
    return None


def _is_in_same_clause(noun: Token, clause: Token) -> bool:
    """Whether no other clause stands between the noun and the verb."""
    if time_scope.is_in_comparison(noun, clause):
        return False
    for each in noun.ancestors:
        if each == clause:
            return True
        if each.dep_ in {"relcl", "ccomp", "advcl", "acl"} and syntax.is_verb(each):
            return False
    return False


def _find_or_add_own_event(
    article: ArticleReading, sentence: Sentence, claim: CasualtyClaim | EquipmentClaim
) -> EventMention | None:
    """The event before, for a figure without a scene of its own; else a new event made from the harm itself."""
    verb = claim.verb
    if verb is None:
        return None
    found = _make_harm_trigger(article, claim, verb)
    known = next(
        (each for each in article.events if each.sentence is sentence and (each.head, each.rule) == (verb, found.rule)), None
    )
    if known is not None:
        return known  # "killing two children and three nurses"
    event = make_event(article, sentence, found)
    is_more = isinstance(claim, CasualtyClaim) and claim.is_additional  # "five others": in addition to earlier victims
    has_place = (event.place is not None and event.place.field == sentence.field
                 and sentence.start <= event.place.start < sentence.end)  # fmt: skip
    before = _find_earlier_event(article, sentence) or _find_only_incident(article, claim)
    has_scene = event.when.text is not None or (
        has_place and (not is_more or (event.place is not None and distinctions.is_exact(event.place)))
    )
    is_same = before is not None and (
        event.agent is None
        or before.agent is None
        or isinstance(claim, EquipmentClaim)
        or article.actors.resolve_name(event.agent) in _list_side_names(article, before)
    )
    if before is not None and not has_scene and is_same and (article.context == "crime" or _has_room(article, claim, before)):
        return before
    if isinstance(claim, EquipmentClaim) and claim.outcome in {"destroyed", "damaged"} and not has_scene and before is not None:
        return before
    return _add_event(article, sentence, found, claim)


def _has_room(article: ArticleReading, claim: CasualtyClaim | EquipmentClaim, event: EventMention) -> bool:
    """Whether a named victim can be among the victims that the event's figures count; without figures anybody can."""
    if not isinstance(claim, CasualtyClaim) or claim.victim_name is None:
        return True
    claims = [each for each in article.casualties if each.event is event and each.outcome == claim.outcome]
    names = {each.victim_name for each in claims if each.victim_name is not None}
    most = max((each.statement.best or each.statement.low or 0 for each in claims if each.victim_name is None), default=0)
    return not claims or claim.victim_name in names or most > len(names)


def _list_side_names(article: ArticleReading, event: EventMention) -> set[str]:
    return {article.actors.resolve_name(mention) for mention in (event.agent, event.target) if mention is not None}


def _find_earlier_event(article: ArticleReading, sentence: Sentence) -> EventMention | None:
    for event in reversed(article.events):
        if event.sentence.field == sentence.field and sentence.index - event.sentence.index > MAX_SENTENCES_TO_EVENT:
            return None
        if article.find_item(event.sentence) != article.find_item(sentence):
            return None
        if event.is_incident and event.can_have_victims:
            return event
    return None


def _find_only_incident(article: ArticleReading, claim: CasualtyClaim | EquipmentClaim) -> EventMention | None:
    """The article's only incident so far, at any distance, if no claim of this outcome belongs to it yet."""
    if article.items:
        return None
    incidents = [event for event in article.events if event.is_incident]
    is_new = not any(each.event in incidents and each.outcome == claim.outcome for each in article.casualties)
    return incidents[0] if len(incidents) == 1 and is_new else None


def _make_harm_trigger(article: ArticleReading, claim: CasualtyClaim | EquipmentClaim, verb: Token) -> TriggerMatch:
    """A trigger made of the word for the harm; the outcome and the victim group give its type."""
    context = article.context
    event_type: str | None = None
    sub_type: str | None = None
    if isinstance(claim, CasualtyClaim) and context in {"conflict", "crime"}:
        if claim.outcome == "abducted":
            event_type, sub_type = "Violence against civilians", "Abduction/forced disappearance"
        elif claim.victim_group in {"civilians", "children", "women"}:
            event_type, sub_type = "Violence against civilians", "Attack"
        elif claim.victim_group == "combatants" and context == "conflict":
            event_type, sub_type = "Battles", "Armed clash"
    trigger = Trigger((verb.lemma_.lower(),), event_type, sub_type, None, None, None)
    clause = verb if syntax.is_verb(verb) else syntax.find_clause_verb(verb)
    reality = "denied" if claim.statement.factuality == "denied" else "asserted"
    return TriggerMatch(verb, verb, verb, trigger, clause, reality, f"harm:{verb.lemma_.lower()}", False)


def _add_event(
    article: ArticleReading, sentence: Sentence, found: TriggerMatch, claim: CasualtyClaim | EquipmentClaim
) -> EventMention:
    event = make_event(article, sentence, found)
    if event.when.text is None and claim.verb is not None:
        event.when = event_times.read_event_time(
            sentence, claim.verb, article.lexicon, article.published, article.find_anchor_day()
        )
        event.time_scope = event.when.scope
    if isinstance(claim, CasualtyClaim):
        event.target = event.target or claim.victim_actor
        if event.agent is None and claim.verb is not None and syntax.is_verb(claim.verb) and found.is_noun:
            for token in syntax.find_agents(claim.verb):
                event.agent = event.agent or article.actors.find_actor(sentence, token)
        if event.agent is not None and event.target is not None and event.agent == event.target:
            event.target = None
    if claim.verb is not None:
        event.verbs.append(claim.verb)
    article.events.append(event)
    return event


def _align_time_scopes(article: ArticleReading, claim: CasualtyClaim | EquipmentClaim, event: EventMention) -> None:
    """Makes the time scopes of a claim and its event agree.

    A recalled event with a date and a figure of its own is an incident at that date, unless words say otherwise ("in recent
    years"). A figure for a whole year may be many incidents, but a named victim died in one. A sum next to an incident's own
    figure ("killing three, which brings the toll since May to 70") does not change the incident.
    """
    is_named = isinstance(claim, CasualtyClaim) and claim.victim_name is not None
    finest = 5 if is_named else 4
    is_precise = claim.statement.best is not None and event.when.period is not None and event.when.period.precision <= finest
    if event.time_scope == "background" and not event.when.has_cue and is_precise and claim.statement.sentence is event.sentence:
        event.time_scope = "incident"
    if claim.statement.sentence is event.sentence and event.time_scope != "incident":
        claim.time_scope = event.time_scope
    elif (
        claim.time_scope != "incident"
        and claim.statement.sentence is event.sentence
        and not any(each.event is event and each is not claim and is_countable(each) for each in article.casualties)
    ):
        event.time_scope = claim.time_scope
