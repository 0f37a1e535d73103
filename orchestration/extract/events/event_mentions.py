"""Event mentions: one event as one sentence reports it, with its sides, type, day and place.

Here belongs making a mention from a trigger that `triggers` found, and joining the triggers of one sentence that are one event.
Reading the words for a side belongs to `perpetrators`, the type to `event_types`, the place to `event_place`. Joining mentions
of different sentences and articles belongs to dbt.
"""

# ruff: noqa: PLR0911  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from orchestration.extract import context
from orchestration.extract.actors.actor_mentions import ActorMention
from orchestration.extract.article import ArticleReading, EventMention, combine_factuality
from orchestration.extract.events import event_types, fiction, perpetrators, triggers
from orchestration.extract.events.event_place import find_event_place
from orchestration.extract.events.target_sites import find_target_site
from orchestration.extract.events.triggers import TriggerMatch
from orchestration.extract.lexicon.lexicon import Lexicon, Trigger
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.parse import Sentence
from orchestration.extract.times import event_times

_BATTLE_TYPES = frozenset({"Armed clash", "Non-state actor overtakes territory", "Government regains territory"})
_AGENT_PREPOSITIONS = ("by", "from")
_TARGET_PREPOSITIONS = ("on", "against", "at", "upon", "targeting")
_LEAD_SENTENCES = 3
"""So many sentences, the title included, say what the article is about."""

_REPEL_VERBS = frozenset({"repel", "repell", "repulse", "survive", "suffer"})
_SUFFER_VERBS = frozenset({"suffer", "sustain"})
_AIMING_VERBS = frozenset({"fire", "shoot", "aim", "launch", "strike", "open", "throw", "hurl", "lob", "shell"})
"""Who stands "at" the place of another verb is not its target: "were slain at the mill"."""
_ASCRIBING_VERBS = frozenset({"put", "lay", "pin", "place", "blame"})
_KILLING_NOUNS = frozenset(
    {"murder", "killing", "assassination", "massacre", "execution", "kidnapping", "abduction", "beheading"}
)
_VAGUE_WORDS = frozenset({"begin", "start", "break", "happen", "occur", "take place", "unfold", "transpire", "die", "erupt"})
"""Words that report a crime only next to another word for it."""
_ARMED_KINDS = frozenset({"force", "group", "state", "name", "country"})
_SIDE_NOUNS = frozenset({"side", "party"})


def read_sentence(article: ArticleReading, sentence: Sentence) -> None:
    """Appends the sentence's event mentions to `article.events`, in the order of their triggers."""
    readings = [_choose_reading(article, sentence, match) for match in triggers.find_triggers(sentence, article.lexicon)]
    matches = [match for match in readings if match is not None]
    nouns = {match.head.i for match in matches if match.is_noun}
    events = [make_event(article, sentence, match) for match in matches if not _repeats_noun(match, nouns)]
    events = [e for e in events if e.context == "conflict" or e.event_type not in event_types.ONLY_IN_CONFLICT]
    article.events.extend(_join_events(article, events))


def _repeats_noun(found: TriggerMatch, nouns: set[int]) -> bool:
    """ "An air strike hit the base": the noun reports the event already."""
    if found.is_noun or (found.trigger.sub_event_type is not None and found.trigger.phrase != ("strike",)):
        return False
    return any(agent.i in nouns for agent in syntax.find_agents(found.head))


def read_named_event(article: ArticleReading) -> None:
    """Appends the event that an article only names ("three more were treated after the gas attack").

    Only for an article without any other incident: elsewhere the name refers to one. Reads the title and the lead.
    """
    if any(event.is_incident for event in article.events):
        return
    known = {(event.sentence.field, event.start) for event in article.events}
    known |= {(event.sentence.field, event.sentence.offset(verb)) for event in article.events for verb in event.verbs}
    for sentence in article.sentences[:_LEAD_SENTENCES]:
        if fiction.is_fiction(sentence, article.lexicon):
            continue
        named = [
            replace(found, reality="asserted", rule="noun:named")
            for found in triggers.find_triggers(sentence, article.lexicon)
            if found.is_noun and found.reality is None and not triggers.is_under_unreal_noun(found.head)
            and found.rule != "noun:description"
            and (event_times.is_dated(sentence, found.head) or not triggers.is_only_mentioned(found.head, article.lexicon))
        ]  # fmt: skip
        named += _find_crimes(sentence, article.lexicon) if article.context == "crime" else []
        events = [make_event(article, sentence, each) for each in [*named, *_find_harm(sentence, article.lexicon)]]
        events = [e for e in events if e.is_incident and (sentence.field, e.start) not in known]
        events = [e for e in events if e.context in {"conflict", article.context}]
        if events:
            article.events.extend(_join_events(article, events))
            return


def _find_crimes(sentence: Sentence, lexicon: Lexicon) -> Iterator[TriggerMatch]:
    """A crime in which nobody was hurt: "a man robbed a store", "the armed robbery happened on Sunday"."""
    for token in sentence.tokens:
        is_verb = token.pos_ == "VERB" and token.dep_ not in {"amod", "compound"}
        kind = "verb" if is_verb else "noun" if token.pos_ == "NOUN" and token.dep_ != "compound" else ""
        lemma = token.lemma_.lower()
        if lexicon.scene_words.get((lemma, kind)) != "incident" or lemma in _VAGUE_WORDS:
            continue
        if kind == "noun" or syntax.read_clause_factuality(token, lexicon, is_title=sentence.field == "title") == "asserted":
            trigger = Trigger((lemma,), None, None, "crime", None, None)
            yield TriggerMatch(
                token, token, token, trigger, syntax.find_clause_verb(token), "asserted", f"crime:{lemma}", kind == "noun"
            )


def _find_harm(sentence: Sentence, lexicon: Lexicon) -> Iterator[TriggerMatch]:
    """Harm without a figure: "the army killed and wounded militants"."""
    for token in sentence.tokens:
        word = triggers.match_casualty_verb(token, lexicon)
        if (
            word is None
            or word.outcome not in {"killed", "wounded"}
            or not syntax.find_patients(token)
            or not syntax.find_agents(token)
        ):
            continue
        if syntax.read_clause_factuality(token, lexicon, is_title=sentence.field == "title") == "asserted":
            lemma = token.lemma_.lower()
            yield TriggerMatch(
                token, token, token, Trigger((lemma,), None, None, None, None, None), token, "asserted", f"harm:{lemma}", False
            )


def _choose_reading(article: ArticleReading, sentence: Sentence, found: TriggerMatch) -> TriggerMatch | None:
    """The meaning of a trigger whose needs the sentence meets; None if the event is neither asserted nor denied."""
    if found.reality not in {"asserted", "denied"} or triggers.is_under_unreal_noun(found.head):
        return None
    if found.is_noun:
        if found.trigger.weapon is not None and found.rule == "noun:carried out" and found.head.lemma_ == found.trigger.weapon:
            return found if found.head.head.lemma_ in {"drop", "fire", "detonate", "launch"} else None
        return found
    fitting = next((each for each in (found.trigger, *found.others) if _meets_need(article, sentence, found, each)), None)
    return replace(found, trigger=fitting) if fitting is not None else None


def _meets_need(article: ArticleReading, sentence: Sentence, found: TriggerMatch, trigger: Trigger) -> bool:
    needs, verb = trigger.needs, found.head
    if verb.tag_ == "VBG" and verb.dep_ == "relcl" and any(child.lower_ in {"is", "are"} for child in verb.children):
        return False  # "the group, which is fighting the junta": what it is, not what happened
    if needs in {"target", "actor"} and verb.dep_ == "acl" and verb.tag_ == "VBG":
        return False  # "an attack targeting the base", "the coalition fighting the group"
    patients = syntax.find_patients(verb)
    if needs == "aim":  # in crime every shooting comes with shots fired
        aims = [
            *syntax.find_prep_objects(verb, "at", "on", "upon"),
            *(each for t in patients for each in syntax.find_prep_objects(t, "at", "on", "upon")),
        ]
        is_hit = any(
            event_types.has_noun(aims, kind, article.lexicon) for kind in ("crowd", "civilian target", "military target")
        )
        is_hit = is_hit or any(is_person(article, t) or is_place(article, sentence, t) or is_equipment(article, t) for t in aims)
        return article.context == "conflict" and (is_hit or any(article.actors.find_actor(sentence, t) is not None for t in aims))
    if needs == "place" and verb.dep_ == "acl":
        return False  # "the areas controlled by X" describes a state, no change
    if needs == "actor" and syntax.is_passive(verb) and any(child.lower_ == "in" for child in verb.children):
        return False  # "are engaged in"
    if needs is None:
        return True
    if needs.endswith(" acts"):
        return _has_agent(article, sentence, verb, needs.removesuffix(" acts"))
    if needs == "chemical":
        return needs in event_types.find_cues(sentence, article.lexicon)
    if not patients:
        return False
    if (
        needs in {"weapons", "property"}
        and trigger.phrase == ("destroy",)
        and any(is_equipment(article, each) for each in patients)
    ):
        return False  # a loss in a fight, no find
    if needs in article.lexicon.event_nouns:
        return event_types.has_noun(patients, needs, article.lexicon)
    if trigger.phrase == ("seize",) and needs == "person":  # some places have a person's name
        return any(each.lemma_.lower() in article.lexicon.victim_nouns for each in patients)
    has_actor = any(article.actors.find_actor(sentence, each) is not None for each in patients)
    has_place = any(is_place(article, sentence, each) for each in patients)
    return {
        "any": True,
        "actor": has_actor,
        "person": has_actor or any(is_person(article, each) for each in patients),
        "place": has_place,
        "target": has_actor or has_place,
        "equipment": any(is_equipment(article, each) for each in patients),
    }[needs]


def _has_agent(article: ArticleReading, sentence: Sentence, verb: Token, who: str) -> bool:
    agents = syntax.find_agents(verb)
    if who != "force":
        return event_types.has_noun(agents, who, article.lexicon)
    is_armed = any(article.lexicon.victim_nouns.get(each.lemma_.lower()) == "combatants" for each in agents)
    sides = [article.actors.find_actor(sentence, each) for each in agents]
    return is_armed or any(side is not None and side.kind in _ARMED_KINDS for side in sides)


def is_person(article: ArticleReading, token: Token) -> bool:
    lemma = token.lemma_.lower()
    return lemma in article.lexicon.victim_nouns or token.ent_type_ == "PERSON" or token.lower_ in article.lexicon.victim_nouns


def is_place(article: ArticleReading, sentence: Sentence, token: Token) -> bool:
    at = sentence.offset(token)
    named = any(place.start <= at < place.end for place in article.list_places_in(sentence))
    return named or token.lemma_.lower() in article.lexicon.place_nouns


def is_equipment(article: ArticleReading, token: Token) -> bool:
    return (
        (token.lemma_.lower(),) in article.lexicon.equipment
        or (token.lower_,) in article.lexicon.equipment
        or any(phrase[-1] == token.lemma_.lower() and len(phrase) > 1 for phrase in article.lexicon.equipment)
    )


def make_event(article: ArticleReading, sentence: Sentence, found: TriggerMatch) -> EventMention:
    """Makes the event mention of a trigger."""
    agent, target = _find_participants(article, sentence, found)
    attribution = article.find_attribution(sentence, found.verb or found.head)
    time = event_times.read_event_time(sentence, found.head, article.lexicon, article.published, article.find_anchor_day())
    kind = context.choose_event_context(article.context_weights, sentence, found.trigger, article.lexicon)
    event_type, sub_type = event_types.classify_trigger(article, found, agent, target, kind)
    start, end = sentence.offset(found.first), sentence.end_offset(found.last)
    return EventMention(
        sentence=sentence,
        head=found.head,
        start=start,
        end=end,
        kind=f"event:{sub_type or event_type or found.trigger.phrase[-1]}",
        event_type=event_type,
        sub_event_type=sub_type,
        context=kind,
        weapon=found.trigger.weapon,
        target_site=find_target_site(sentence, found.head, article.lexicon),
        agent=agent,
        target=target,
        factuality=combine_factuality(found.reality, attribution),
        when=time,
        is_definite=triggers.refers_back(found, article.lexicon),
        place=find_event_place(article, sentence, found.head),
        rule=found.rule,
        time_scope=time.scope,
        verbs=[found.verb] if found.verb is not None else [],
        is_generic=found.trigger.sub_event_type is None or found.rule.startswith("harm:"),
    )


def _find_participants(
    article: ArticleReading, sentence: Sentence, found: TriggerMatch
) -> tuple[ActorMention | None, ActorMention | None]:
    agent, target = (_find_sides_of_noun if found.is_noun else _find_sides_of_verb)(article, sentence, found)
    if perpetrators.is_doubted(syntax.find_clause_verb(found.head)):
        agent = None
    if agent is not None and target is not None and article.actors.resolve_name(agent) == article.actors.resolve_name(target):
        target = None
    if (
        agent is None
        and target is None
        and any(each.lemma_ in _SIDE_NOUNS for each in syntax.find_prep_objects(found.head, "between"))
    ):
        both = next((event for event in reversed(article.events) if event.agent and event.target), None)
        if both is not None:
            return both.agent, both.target
    return agent, target


def _find_sides_of_verb(
    article: ArticleReading, sentence: Sentence, found: TriggerMatch
) -> tuple[ActorMention | None, ActorMention | None]:
    verb, phrase = found.head, found.trigger.phrase
    if phrase[:2] == ("come", "under"):
        sources = perpetrators.find_sources(verb)
        return perpetrators.find_perpetrator(article, sentence, sources), perpetrators.find_side(
            article, sentence, syntax.find_agents(verb)
        )
    if found.trigger.sub_event_type == "lose territory":
        return perpetrators.find_perpetrator(article, sentence, list(syntax.find_prep_objects(verb, "to"))), None
    if phrase[0] in _SUFFER_VERBS:
        return None, perpetrators.find_side(article, sentence, syntax.find_agents(verb))
    agent = perpetrators.find_perpetrator(article, sentence, perpetrators.find_agents(verb))
    repelled = [each for each in syntax.find_patients(verb) if each.lemma_.lower() in event_types.ATTACK_NOUNS]
    if repelled and phrase[-1] == "back":  # "beat back an assault by the rebels": the rebels attacked
        attackers = [*syntax.find_prep_objects(verb, "by"), *perpetrators.find_agents_below(verb)]
        return perpetrators.find_perpetrator(article, sentence, attackers), agent
    aimed = _TARGET_PREPOSITIONS if verb.lemma_.lower() in _AIMING_VERBS else ("on", "against", "upon", "targeting")
    target = perpetrators.find_side(
        article, sentence, syntax.find_patients(verb) + list(syntax.find_prep_objects(verb, "with", *aimed))
    )
    if phrase == ("clash",) and target is None:
        both = syntax.find_agents(verb)
        target = perpetrators.find_side(article, sentence, both[1:])
    return agent, target


def _takes_part(found: TriggerMatch, verb: Token) -> bool:
    """ "Fighters engaged in clashes": who takes part acts; who is hit in one does not."""
    return found.rule == "noun:taken part in" and not syntax.is_passive(verb) and verb.lemma_ != "come"


def _find_sides_of_noun(
    article: ArticleReading, sentence: Sentence, found: TriggerMatch
) -> tuple[ActorMention | None, ActorMention | None]:
    noun = found.head
    heads = [noun, *([found.verb] if found.verb is not None and found.rule != "noun:mentioned" else [])]
    between = [token for head in heads for token in syntax.find_prep_objects(head, "between")]
    if between:
        sides = between + [token for head in heads for token in syntax.find_prep_objects(head, "with")]
        mentions = [m for m in (perpetrators.find_side(article, sentence, [each]) for each in sides) if m is not None]
        return (mentions[0] if mentions else None), (mentions[1] if len(mentions) > 1 else None)
    aimed = [head for head in heads if head.lemma_.lower() not in _ASCRIBING_VERBS]  # "put the blame for the attack on X"
    aimed = [] if found.rule.startswith("harm:") else aimed  # "responsibility for the death on X"
    against = [token for head in aimed for token in syntax.find_prep_objects(head, *_TARGET_PREPOSITIONS)]
    by = [token for head in heads for token in syntax.find_prep_objects(head, "by")]
    sources = [token for head in heads for token in syntax.find_prep_objects(head, "from")]
    by += [each for each in sources if each.lower_ not in article.lexicon.demonyms]  # "a rocket from Lebanon": fired there
    by += [t for child in noun.children if child.dep_ == "acl" for t in syntax.find_prep_objects(child, "by")]
    by += [*perpetrators.find_agents_below(noun), *perpetrators.find_agents_behind(noun)]
    if noun.dep_ == "conj":  # "the raids and attacks by the rebels", hung on the first
        by += syntax.find_prep_objects(noun.head, "by")
    of = list(syntax.find_prep_objects(noun, "of"))
    verb = found.verb
    is_act = verb is not None and (found.rule == "noun:carried out" or _takes_part(found, verb))
    is_act = is_act and verb is not None and verb.lemma_.lower() not in article.lexicon.reporting_words
    subject = perpetrators.find_perpetrator(article, sentence, syntax.find_agents(verb)) if verb is not None and is_act else None
    is_repelled = is_act and verb is not None and verb.lemma_ in _REPEL_VERBS
    agent = perpetrators.find_perpetrator(article, sentence, by) or (subject if not is_repelled else None)
    target = perpetrators.find_side(article, sentence, against)
    if agent is None and against and found.head.lemma_.lower() not in _KILLING_NOUNS:
        agent = perpetrators.find_perpetrator(article, sentence, of)
        if agent is not None and target is not None and agent == target:
            agent = None
    if agent is None:
        agent = article.actors.find_modifier(sentence, noun)
        if agent is not None and (
            agent.name.lower() in {*found.trigger.phrase, "terrorist"}
            or perpetrators.is_capitalised_adjective(article, sentence, agent)
            or not perpetrators.may_own(article, sentence, agent)
        ):
            agent = None  # "Car bomb kills …" at the start of a headline: the car is no actor; "a terrorist attack" names none
    if is_repelled:
        target = target or subject
    if target is None and not against:
        target = perpetrators.find_side(
            article, sentence, [each for each in of if agent is None or article.actors.find_actor(sentence, each) != agent]
        )
    if found.trigger.sub_event_type == "Armed clash" and target is None:
        target = perpetrators.find_side(article, sentence, list(syntax.find_prep_objects(noun, "with")))
    return agent, target


def _join_events(article: ArticleReading, events: list[EventMention]) -> list[EventMention]:
    """Joins mentions of one event: a place that changes hands and its clash; verbs with one subject; the same sides."""
    kept: list[EventMention] = []
    for event in events:
        same = next((other for other in kept if _is_same_event(article, other, event)), None)
        if same is None:
            kept.append(event)
        else:
            _merge_event(same, event)
    return kept


def _is_same_event(article: ArticleReading, one: EventMention, other: EventMention) -> bool:
    if one.time_scope != other.time_scope or (
        one.event_type != other.event_type and None not in (one.event_type, other.event_type)
    ):
        return False
    if {one.sub_event_type, other.sub_event_type} <= _BATTLE_TYPES and one.event_type == "Battles":
        sides = [{article.actors.resolve_name(m) for m in (e.agent, e.target) if m is not None} for e in (one, other)]
        if sides[0] & sides[1] or not ((sides[0] and sides[1]) or one.verbs[:1] == [one.head]):
            return True
    shares_clause = bool({v.i for v in one.verbs} & {v.i for v in other.verbs})
    are_linked = one.head.head == other.head or other.head.head == one.head
    return (
        shares_clause or (are_linked and other.head.dep_ in {"conj", "advcl", "xcomp"} and not syntax.has_own_subject(other.head))
    ) and (one.sub_event_type == other.sub_event_type or None in (one.sub_event_type, other.sub_event_type))


def _merge_event(kept: EventMention, other: EventMention) -> None:
    """Keeps the more specific trigger (a place that changes hands, else the first) and fills its gaps from the other."""
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
    kept.target_site = kept.target_site or other.target_site
    kept.place = kept.place or other.place
    if kept.when.period is None and kept.when.text is None:
        kept.when = other.when
    kept.verbs.extend(other.verbs)
