"""Event types: the rules of ACLED's codebook as a list of cases; the first case that fits wins.

Here belongs the choice of event type and sub-type from the trigger, the sides and the cues of the sentences around
(event_cues.csv). A demonstration is classified by what the crowd and the forces did, an attack by its weapon and its target,
a place that changed hands by who gained it and whether there was a fight. Finding triggers belongs to `triggers`, finding sides
to `perpetrators`.
"""

# ruff: noqa: PLR0911, PLR0912  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from spacy.tokens import Token

from orchestration.extract.actors.actor_mentions import ActorMention
from orchestration.extract.article import ArticleReading, EventMention
from orchestration.extract.events.triggers import TriggerMatch
from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.lexicon.lists import TERRITORY_CHANGES
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.parse import Sentence

EventType = tuple[str | None, str | None]

_STATE_TYPES = frozenset({"State forces"})
_MONTH = re.compile(r"(?:(?<=\d )|(?<=(?:in|of|by) )|(?<=since ))March\b|\bMarch (?=\d)")
"""The month of March, which is no march."""
_AT_A_PROTEST = re.compile(r"\b(?:during|amid|at) (?:[\w'-]+ ){0,5}(?:protest|rall|demonstration|march|sit-in)", re.IGNORECASE)
_NAMED_ARMY = re.compile(r"(?:[A-Z][\w'-]+ )+Army\b")
_TARGET_PREPOSITIONS = ("on", "against", "at", "upon", "targeting")
_HARM_OUTCOMES = frozenset({"killed", "wounded"})
_CIVILIAN_GROUPS = frozenset({"civilians", "children", "women", "men"})

ATTACK: EventType = ("Violence against civilians", "Attack")
CLASH: EventType = ("Battles", "Armed clash")
GAINED_BY_STATE: EventType = ("Battles", "Government regains territory")
GAINED_BY_OTHERS: EventType = ("Battles", "Non-state actor overtakes territory")
TRANSFER: EventType = ("Strategic developments", "Non-violent transfer of territory")
BOMB: EventType = ("Explosions/Remote violence", "Remote explosive/landmine/IED")
SEXUAL: EventType = ("Violence against civilians", "Sexual violence")
SUICIDE: EventType = ("Explosions/Remote violence", "Suicide bomb")
CHEMICAL: EventType = ("Explosions/Remote violence", "Chemical weapon")
MOB: EventType = ("Riots", "Mob violence")
RIOT: EventType = ("Riots", "Violent demonstration")
FORCE: EventType = ("Protests", "Excessive force against protesters")
INTERVENTION: EventType = ("Protests", "Protest with intervention")
PEACEFUL: EventType = ("Protests", "Peaceful protest")

_BY_WEAPON: dict[str, EventType] = {
    "grenade": ("Explosions/Remote violence", "Grenade"),
    "air": ("Explosions/Remote violence", "Air/drone strike"),
    "artillery": ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
    "bomb": BOMB,
}
"""The weapon of an attack decides its type, in this order."""

_DEMONSTRATION_TYPES = frozenset({"Protests", "Riots"})
_VIOLENT_TYPES = frozenset({None, "Explosions/Remote violence", "Violence against civilians", "Battles"})
ONLY_IN_CONFLICT = frozenset({"Protests", "Riots", "Strategic developments"})
"""Arrests, finds of weapons and deals of everyday police work are no events."""


def classify_trigger(
    article: ArticleReading, found: TriggerMatch, agent: ActorMention | None, target: ActorMention | None, context: str
) -> EventType:
    """Returns the type that a trigger and its sides give by themselves; (None, None) where they leave it open."""
    event_type, sub_type = found.trigger.event_type, found.trigger.sub_event_type
    if sub_type in TERRITORY_CHANGES:
        return _classify_gain(article, found, agent)
    if sub_type == "Arrests" and agent is not None and agent.kind == "group" and not is_state(article, agent):
        return CLASH  # "rebels captured soldiers": only authorities arrest
    if sub_type is not None or context in {"accident", "disaster"}:
        return event_type, sub_type
    hit = [
        *syntax.find_prep_objects(found.head, *_TARGET_PREPOSITIONS),
        *(syntax.find_patients(found.head) if not found.is_noun else []),
    ]
    hit += [part for each in hit for part in syntax.find_prep_objects(each, "of")]
    groups = {article.lexicon.victim_nouns.get(each.lemma_.lower()) for each in hit}
    names = {each.lemma_.lower() for each in hit}
    is_military = "combatants" in groups or bool(names & article.lexicon.event_nouns["military target"])
    if groups & _CIVILIAN_GROUPS or (names & article.lexicon.event_nouns["civilian target"] and not is_military):
        return ATTACK if context in {"conflict", "crime"} else (None, None)
    if is_military or (target is not None and target.kind in {"force", "group", "state", "name", "country"}):
        return CLASH if context == "conflict" else ATTACK
    if found.trigger.phrase[-1] in {"explosion", "blast", "explode"} and context == "conflict":
        return BOMB
    if context == "crime" and found.trigger.weapon is not None:
        return ATTACK
    return None, None


def classify_events(article: ArticleReading) -> None:
    """Sets the type of every conflict event from the cues of its own sentence and the sentences around it."""
    for event in article.events:
        if event.context == "conflict":
            event.event_type, event.sub_event_type = _classify_event(article, event)


def _classify_event(article: ArticleReading, event: EventMention) -> EventType:
    given: EventType = event.event_type, event.sub_event_type
    lexicon = article.lexicon
    if event.sub_event_type == "Sexual violence":
        return given
    own = find_cues(event.sentence, lexicon)
    neighbours = (article.find_previous_sentence(event.sentence), article.find_next_sentence(event.sentence))
    near = own.union(*(find_cues(each, lexicon) for each in neighbours if each and not _is_at_other_time(article, event, each)))
    if event.event_type in _DEMONSTRATION_TYPES or _is_against_crowd(article, event, own):
        is_hurt = "state side" in own and any(c.event is event and c.outcome in _HARM_OUTCOMES for c in article.casualties)
        return _classify_demonstration(event, own, near, is_hurt=is_hurt)
    if event.sub_event_type == "Change to group/activity" and "taken over" in near:
        return TRANSFER
    if event.sub_event_type == "Looting/property destruction":
        if "demonstration" in own and "crowd violence" in own:
            return RIOT
        return next((kind for cue, kind in _BY_WEAPON.items() if cue in own), given)
    if "mob" in own and event.event_type in {None, "Violence against civilians", "Battles"}:
        return MOB
    if "sexual" in own and event.event_type in {None, "Violence against civilians"} and event.sub_event_type in {None, "Attack"}:
        return SEXUAL
    if event.event_type not in _VIOLENT_TYPES:
        return given
    if "chemical" in own and (event.is_generic or event.event_type != "Battles"):
        return CHEMICAL
    if "chemical" in near and event.event_type in {None, "Explosions/Remote violence"}:
        return CHEMICAL
    if "suicide" in own and event.event_type != "Battles":
        return SUICIDE
    if event.event_type == "Battles" and event.sub_event_type != "Armed clash":
        return TRANSFER if "no fight" in near else given
    if event.sub_event_type is None or event.is_generic:
        return _classify_attack(event, own) or given
    if event.weapon == "missile" and "air" in own:
        return _BY_WEAPON["air"]  # "missiles were fired by jets"
    return given


def _is_at_other_time(article: ArticleReading, event: EventMention, sentence: Sentence) -> bool:
    """Whether a sentence is about another time than the event: "a year ago 80 were killed in a gas attack"."""
    for other in article.events:
        if other.sentence is sentence and event.is_incident:
            one, two = event.when.period, other.when.period
            if other.time_scope != "incident" or (one and two and (one.end < two.start or two.end < one.start)):
                return True
    return False


def _classify_demonstration(event: EventMention, own: frozenset[str], near: frozenset[str], *, is_hurt: bool) -> EventType:
    """Violent wins over dispersed with harm, over dispersed, over peaceful; mob violence is no demonstration."""
    if event.sub_event_type == "Mob violence" or ("mob" in own and "demonstration" not in own):
        return MOB
    if "crowd violence" in near or event.event_type == "Riots" or event.sub_event_type == "Armed clash":
        return RIOT
    if event.sub_event_type == "Arrests":
        return INTERVENTION
    if "crowd hurt" in own and ("crowd control" in own or event.event_type != "Protests"):
        return FORCE
    if "crowd control" in own or event.sub_event_type == "Protest with intervention":
        return FORCE if "crowd hurt" in near else INTERVENTION
    if "crowd control" in near:
        return INTERVENTION
    return PEACEFUL if event.event_type == "Protests" and not is_hurt else FORCE


def _classify_attack(event: EventMention, own: frozenset[str]) -> EventType | None:
    """An attack by its weapon, else a clash where only forces and their posts were hit; None where nothing decides.

    Another mention of the event may decide. If none does, the event is an attack (int_events_described).
    """
    weapon = next((kind for cue, kind in _BY_WEAPON.items() if cue in own), None)
    if weapon is not None:
        return weapon
    if event.sub_event_type is not None or event.is_definite:  # "the attack" refers back
        return None
    return CLASH if "military target" in own and "civilian target" not in own else None


def _is_against_crowd(article: ArticleReading, event: EventMention, own: frozenset[str]) -> bool:
    """Harm, clashes and arrests in a sentence about a demonstration; for arrests the sentence must report the demonstration."""
    if "demonstration" not in own:
        return False
    if event.sub_event_type == "Arrests":
        is_reported = any(
            other.event_type in _DEMONSTRATION_TYPES and other.sentence is event.sentence for other in article.events
        )
        return is_reported or _AT_A_PROTEST.search(event.sentence.text) is not None
    return event.event_type in {None, "Violence against civilians"} or event.sub_event_type == "Armed clash"


def find_cues(sentence: Sentence, lexicon: Lexicon) -> frozenset[str]:
    """Returns the cues of event_cues.csv that a sentence holds."""
    return _match_cues(sentence.text, lexicon)


@lru_cache(maxsize=256)  # the same sentence comes up for each event in it and next to it
def _match_cues(words: str, lexicon: Lexicon) -> frozenset[str]:
    text = _MONTH.sub("", words).lower()
    found = {cue for cue, pattern in lexicon.cue_patterns.items() if pattern.search(text)}
    weapons = (match.group() for match in lexicon.weapon_pattern.finditer(text))
    found.update(lexicon.weapon_cues.get(word) or lexicon.weapon_cues[word.removesuffix("s")] for word in weapons)
    return frozenset(found)


def has_noun(tokens: Iterable[Token], cue: str, lexicon: Lexicon) -> bool:
    """Whether a noun, or the noun behind its "of", is in the list `cue`: "a cache of ammunition" counts as weapons."""
    nouns = lexicon.event_nouns[cue]
    for token in tokens:
        for each in (token, *syntax.find_prep_objects(token, "of")):
            lemma = each.lemma_.lower()
            whole = {f"{child.lower_} {lemma}" for child in each.children if child.dep_ in {"amod", "compound"}}
            if {lemma, each.lower_, each.lower_.removesuffix("s"), *whole} & nouns:  # "bases" is read as "basis"
                return True
    return False


def is_state(article: ArticleReading, mention: ActorMention) -> bool:
    """Whether a side belongs to a state: by its type, else by the words of its name. A name with words of both sides does not."""
    if mention.kind in {"country", "state"} or mention.actor_type in _STATE_TYPES:
        return True
    sides = _find_sides(f"{mention.name} {article.actors.resolve_name(mention)}", article.lexicon)
    words = mention.name.lower().split()
    is_national = mention.kind == "force" and (words[0] in article.lexicon.countries or words[0].startswith("pro-"))
    return sides == {"state side"} or (is_national and not sides)


def _find_sides(words: str, lexicon: Lexicon) -> set[str]:
    """The sides that the words name. An army with a name of its own is no state's army, one with a country's name is."""
    armies = {match.group() for match in _NAMED_ARMY.finditer(words)}
    for army in armies:
        if not any(word.lower() in lexicon.countries for word in army.split()):
            words = words.replace(army, "")
    text = words.lower()
    return {side for side in ("state side", "rebel side") if lexicon.cue_patterns[side].search(text)}


def _classify_gain(article: ArticleReading, found: TriggerMatch, agent: ActorMention | None) -> EventType:
    """Decides who gained a place: the acting side, else the words of the subject, else the side that did not lose it."""
    if agent is not None and is_state(article, agent):
        return GAINED_BY_STATE
    if agent is not None and found.trigger.sub_event_type == "lose territory":
        return GAINED_BY_OTHERS
    subject_words = [token.text for agent_noun in syntax.find_agents(found.head) for token in agent_noun.subtree]
    sides = _find_sides(" ".join(subject_words), article.lexicon)
    if agent is not None or len(sides) == 1:
        return GAINED_BY_STATE if sides == {"state side"} else GAINED_BY_OTHERS
    losers = [t for each in syntax.find_prep_objects(found.head, "from", "of") for t in each.subtree] if not found.is_noun else []
    losers += [t for each in syntax.find_patients(found.head) for t in each.subtree]
    lost = _find_sides(" ".join(token.text for token in losers), article.lexicon)
    if "rebel side" in lost:
        return GAINED_BY_STATE
    return GAINED_BY_OTHERS if lost else CLASH
