"""Event mentions: who did what to whom, where, when, with what.

Here belong the participants, type and place of an event whose trigger was found by `triggers`, and telling apart or
joining the triggers of one sentence. Joining mentions of different sentences belongs to dbt.
"""

# ruff: noqa: PLR0911  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

from spacy.tokens import Token

from orchestration.extract import context, syntax, timing, triggers
from orchestration.extract.actors import ActorMention
from orchestration.extract.lexicon import TERRITORY_CHANGES
from orchestration.extract.locating import locate
from orchestration.extract.nlp import Sentence
from orchestration.extract.told import Article, Event, factuality
from orchestration.extract.triggers import Found

_BATTLES = frozenset({"Armed clash", "Non-state actor overtakes territory", "Government regains territory"})
_STATE_TYPES = frozenset({"State forces"})
_PRO_STATE = ("pro-government", "pro-regime", "government", "regime")
_AGENT_PREPOSITIONS = ("by", "from")
_TARGET_PREPOSITIONS = ("on", "against", "at", "upon", "targeting")
_SIDES = frozenset({"side", "party"})


def read_sentence(article: Article, sentence: Sentence) -> None:
    """Appends the sentence's events to the article, in the order of their triggers."""
    found = [each for each in triggers.find(sentence, article.lexicon) if _counts(article, sentence, each)]
    events = [make_event(article, sentence, each) for each in found]
    article.events.extend(_joined(article, events))


def _counts(article: Article, sentence: Sentence, found: Found) -> bool:
    """Whether a trigger tells of something that happened (or that somebody denies), to something that the trigger needs."""
    if found.reality not in {"asserted", "denied"} or triggers.is_unreal(found.head):
        return False
    if found.is_noun:
        if found.trigger.weapon is not None and found.rule == "noun:carried out" and found.head.lemma_ == found.trigger.weapon:
            return found.head.head.lemma_ in {"drop", "fire", "detonate", "launch"}
        return True
    needs = found.trigger.needs
    done_to = syntax.patients(found.head)
    if needs == "place" and found.head.dep_ == "acl":
        return False  # "the areas controlled by X" describes, it tells of no change
    if needs == "actor" and syntax.is_passive(found.head) and any(child.lower_ == "in" for child in found.head.children):
        return False  # "are engaged in"
    if needs is None:
        return True
    if not done_to:
        return False
    has_actor = any(article.actors.within(sentence, each) is not None for each in done_to)
    has_place = any(is_place(article, sentence, each) for each in done_to)
    return {
        "any": True,
        "actor": has_actor,
        "person": has_actor or any(is_person(article, each) for each in done_to),
        "place": has_place,
        "target": has_actor or has_place,
        "equipment": any(is_equipment(article, each) for each in done_to),
    }[needs]


def is_person(article: Article, token: Token) -> bool:
    lemma = token.lemma_.lower()
    return lemma in article.lexicon.victim_nouns or token.ent_type_ == "PERSON" or token.lower_ in article.lexicon.victim_nouns


def is_place(article: Article, sentence: Sentence, token: Token) -> bool:
    at = sentence.offset(token)
    named = any(place.start <= at < place.end for place in article.places_in(sentence))
    return named or token.lemma_.lower() in article.lexicon.place_nouns


def is_equipment(article: Article, token: Token) -> bool:
    return (
        (token.lemma_.lower(),) in article.lexicon.equipment
        or (token.lower_,) in article.lexicon.equipment
        or any(phrase[-1] == token.lemma_.lower() and len(phrase) > 1 for phrase in article.lexicon.equipment)
    )


def make_event(article: Article, sentence: Sentence, found: Found) -> Event:
    """The event that a trigger tells of."""
    agent, target = _participants(article, sentence, found)
    attribution = article.attribution(sentence, found.verb or found.head)
    time = timing.when(sentence, found.head, article.lexicon, article.published, article.anchor())
    kind = context.of_event(article.context_weights, sentence, found.trigger, article.lexicon)
    event_type, sub_type = _type(article, found, agent, target, kind)
    start, end = sentence.offset(found.first), sentence.end_offset(found.last)
    return Event(
        sentence=sentence,
        head=found.head,
        start=start,
        end=end,
        kind=f"event:{sub_type or event_type or found.trigger.phrase[-1]}",
        event_type=event_type,
        sub_event_type=sub_type,
        context=kind,
        weapon=found.trigger.weapon,
        agent=agent,
        target=target,
        factuality=factuality(found.reality, attribution),
        when=time,
        is_definite=triggers.is_definite(found),
        place=locate(article, sentence, found.head),
        rule=found.rule,
        time_scope=time.scope,
        verbs=[found.verb] if found.verb is not None else [],
    )


def _participants(article: Article, sentence: Sentence, found: Found) -> tuple[ActorMention | None, ActorMention | None]:
    agent, target = (_of_noun if found.is_noun else _of_verb)(article, sentence, found)
    if agent is not None and target is not None and article.actors.name(agent) == article.actors.name(target):
        target = None
    if agent is None and target is None and any(each.lemma_ in _SIDES for each in syntax.pobj(found.head, "between")):
        both = next((event for event in reversed(article.events) if event.agent and event.target), None)
        if both is not None:
            return both.agent, both.target
    return agent, target


def _first(article: Article, sentence: Sentence, tokens: list[Token]) -> ActorMention | None:
    for token in tokens:
        mention = article.actors.within(sentence, token)
        if mention is None and token.pos_ == "PROPN":
            mention = article.actors.country(sentence, token)
        if mention is not None:
            return mention
    return None


def _of_verb(article: Article, sentence: Sentence, found: Found) -> tuple[ActorMention | None, ActorMention | None]:
    verb, phrase = found.head, found.trigger.phrase
    if phrase[:2] == ("come", "under"):
        sources = [t for child in verb.subtree if child.dep_ == "pobj" for t in syntax.pobj(child, *_AGENT_PREPOSITIONS)]
        sources += list(syntax.pobj(verb, *_AGENT_PREPOSITIONS))
        sources += [
            t
            for c in verb.subtree
            if c.lower_ in _AGENT_PREPOSITIONS and c.dep_ == "prep"
            for t in c.children
            if t.dep_ == "pobj"
        ]
        return _first(article, sentence, sources), _first(article, sentence, syntax.agents(verb))
    if found.trigger.sub_event_type == "lose territory":
        return _first(article, sentence, list(syntax.pobj(verb, "to"))), None
    agent = _first(article, sentence, syntax.agents(verb))
    target = _first(article, sentence, syntax.patients(verb) + list(syntax.pobj(verb, "with", *_TARGET_PREPOSITIONS)))
    if phrase == ("clash",) and target is None:
        both = syntax.agents(verb)
        target = _first(article, sentence, both[1:])
    return agent, target


def _of_noun(article: Article, sentence: Sentence, found: Found) -> tuple[ActorMention | None, ActorMention | None]:
    noun = found.head
    heads = [noun, *([found.verb] if found.verb is not None and found.rule != "noun:mentioned" else [])]
    between = [token for head in heads for token in syntax.pobj(head, "between")]
    if between:
        sides = between + [token for head in heads for token in syntax.pobj(head, "with")]
        mentions = [m for m in (_first(article, sentence, [side]) for side in sides) if m is not None]
        return (mentions[0] if mentions else None), (mentions[1] if len(mentions) > 1 else None)
    against = [token for head in heads for token in syntax.pobj(head, *_TARGET_PREPOSITIONS)]
    by = [token for head in heads for token in syntax.pobj(head, *_AGENT_PREPOSITIONS)]
    by += [t for child in noun.children if child.dep_ == "acl" for t in syntax.pobj(child, "by")]
    of = list(syntax.pobj(noun, "of"))
    verb = found.verb
    doer = _first(article, sentence, syntax.agents(verb)) if verb is not None and found.rule == "noun:carried out" else None
    agent = _first(article, sentence, by)
    target = _first(article, sentence, against)
    if agent is None and against:
        agent = _first(article, sentence, of)
        if agent is not None and target is not None and agent == target:
            agent = None
    if agent is None:
        agent = article.actors.modifier(sentence, noun)
        if agent is not None and agent.name.lower() in found.trigger.phrase:
            agent = None  # "Car bomb kills …" at the start of a headline: the car is no actor
    if doer is not None and verb is not None:
        if verb.lemma_ in {"repel", "repell", "repulse", "survive", "suffer"}:
            target = target or doer
        else:
            agent = agent or doer
    if target is None and not against:
        target = _first(
            article, sentence, [each for each in of if agent is None or article.actors.within(sentence, each) != agent]
        )
    if found.trigger.sub_event_type == "Armed clash" and target is None:
        target = _first(article, sentence, list(syntax.pobj(noun, "with")))
    return agent, target


def is_state(article: Article, mention: ActorMention) -> bool:
    names = (mention.name.lower(), article.actors.name(mention).lower())
    if mention.kind in {"country", "state"} or mention.actor_type in _STATE_TYPES:
        return True
    if any(
        name.startswith(_PRO_STATE) or (" army" in f" {name}" and name.split()[0] in article.lexicon.countries) for name in names
    ):
        return True
    parts = [name.split() for name in names]
    return mention.kind == "force" and any(part[0] in article.lexicon.countries or part[0].startswith("pro-") for part in parts)


def _type(
    article: Article, found: Found, agent: ActorMention | None, target: ActorMention | None, context: str
) -> tuple[str | None, str | None]:
    event_type, sub_type = found.trigger.event_type, found.trigger.sub_event_type
    if sub_type in TERRITORY_CHANGES:
        if agent is None:
            return "Battles", "Armed clash"
        return "Battles", "Government regains territory" if is_state(article, agent) else "Non-state actor overtakes territory"
    if sub_type is not None or context in {"accident", "disaster"}:
        return event_type, sub_type
    hit = syntax.patients(found.head) if not found.is_noun else list(syntax.pobj(found.head, *_TARGET_PREPOSITIONS))
    groups = {article.lexicon.victim_nouns.get(each.lemma_.lower()) for each in hit}
    if groups & {"civilians", "children", "women", "men"}:
        return "Violence against civilians", "Attack"
    if "combatants" in groups or (target is not None and target.kind in {"force", "group", "state", "name", "country"}):
        return ("Battles", "Armed clash") if context == "conflict" else ("Violence against civilians", "Attack")
    if found.trigger.phrase[-1] in {"explosion", "blast", "explode"} and context == "conflict":
        return "Explosions/Remote violence", "Remote explosive/landmine/IED"
    if context == "crime" and found.trigger.weapon is not None:
        return "Violence against civilians", "Attack"
    return None, None


def _joined(article: Article, events: list[Event]) -> list[Event]:
    """Events of one sentence that are one: a change of hands and its clash; verbs joined under one subject; the same sides."""
    kept: list[Event] = []
    for event in events:
        same = next((other for other in kept if _is_same(article, other, event)), None)
        if same is None:
            kept.append(event)
        else:
            _absorb(same, event)
    return kept


def _is_same(article: Article, one: Event, other: Event) -> bool:
    if one.time_scope != other.time_scope or (
        one.event_type != other.event_type and None not in (one.event_type, other.event_type)
    ):
        return False
    if {one.sub_event_type, other.sub_event_type} <= _BATTLES and one.event_type == "Battles":
        sides = [{article.actors.name(m) for m in (e.agent, e.target) if m is not None} for e in (one, other)]
        if sides[0] & sides[1] or not ((sides[0] and sides[1]) or one.verbs[:1] == [one.head]):
            return True
    shares_clause = bool({v.i for v in one.verbs} & {v.i for v in other.verbs})
    joined = one.head.head == other.head or other.head.head == one.head
    return (
        shares_clause or (joined and other.head.dep_ in {"conj", "advcl", "xcomp"} and not syntax.has_own_subject(other.head))
    ) and (one.sub_event_type == other.sub_event_type or None in (one.sub_event_type, other.sub_event_type))


def _absorb(kept: Event, other: Event) -> None:
    """Keeps the trigger that says more: a change of hands, else the first; fills what is missing from the other."""
    wins = other.sub_event_type in {"Non-state actor overtakes territory", "Government regains territory"}
    if (wins and kept.sub_event_type == "Armed clash") or kept.sub_event_type is None:
        kept.event_type, kept.sub_event_type = other.event_type or kept.event_type, other.sub_event_type
        kept.start, kept.end, kept.head, kept.kind, kept.rule = other.start, other.end, other.head, other.kind, other.rule
        kept.agent, other.agent = other.agent or kept.agent, kept.agent
        kept.place, other.place = other.place or kept.place, kept.place
    kept.agent = kept.agent or other.agent
    if kept.target is None:
        kept.target = next((m for m in (other.target, other.agent) if m is not None and m != kept.agent), None)
    kept.weapon = kept.weapon or other.weapon
    kept.place = kept.place or other.place
    if kept.when.period is None and kept.when.text is None:
        kept.when = other.when
    kept.verbs.extend(other.verbs)
