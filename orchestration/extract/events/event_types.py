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
from orchestration.extract.article import DESTRUCTION, ArticleReading, EventMention
from orchestration.extract.events.triggers import TriggerMatch
from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.lexicon.lists import TERRITORY_CHANGES
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.parse import Sentence

EventType = tuple[str | None, str | None]

_STATE_TYPES = frozenset({"State forces"})
_MONTH = re.compile(r"(?:(?<=\d )|(?<=\d(?:th|st|nd|rd) )|(?<=(?:in|of|by) )|(?<=since ))March\b|\bMarch (?=\d)")
"""The month of March, which is no march."""
_AT_A_PROTEST = re.compile(r"\b(?:during|amid|at) (?:[\w'-]+ ){0,5}(?:protest|rall|demonstration|march|sit-in)", re.IGNORECASE)
_NAMED_ARMY = re.compile(r"(?:[A-Z][\w'-]+ )+Army\b")
_TARGET_PREPOSITIONS = ("on", "against", "at", "upon", "targeting")
_OPENING_SENTENCES = 3
_LATER = 2
ATTACK_NOUNS = frozenset({"attack", "assault", "offensive", "raid", "ambush", "incursion"})
_ABDUCTION = "Abduction/forced disappearance"
_VAGUE_ATTACKS = frozenset({"attack", "hit", "pound"})
_VAGUE_BLOWS = frozenset({"strike", "bombing", "bombard", "bombardment", "explosion", "blast", "hit", "pound", "barrage"})
_VAGUE_BLAST = re.compile(r"(?<!car )(?<!suicide )(?<!truck )\b(?:explosions?|blasts?|bombings?)\b", re.IGNORECASE)
"""Words for the work of any weapon."""
_HEAVY_WEAPONS = frozenset({"air", "artillery", "suicide", "chemical"})
"""With these a gathering was attacked, and not held back."""
_WEAPON_WORDS = frozenset({"air", "artillery", "bomb", "grenade", "suicide", "chemical"})
_DROP_VERBS = frozenset({"drop", "fall", "rain"})
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
    if sub_type == _ABDUCTION and found.trigger.phrase == ("seize",) and agent is not None and is_state(article, agent):
        return "Strategic developments", "Arrests"
    is_open = sub_type is None or _is_struck_by_fighters(article, found, agent)
    if not is_open or context in {"accident", "disaster"}:
        return event_type, sub_type
    hit = [
        *syntax.find_prep_objects(found.head, *_TARGET_PREPOSITIONS),
        *(syntax.find_patients(found.head) if not found.is_noun else []),
    ]
    hit += [part for each in hit for part in syntax.find_prep_objects(each, "of")]
    groups = {article.lexicon.victim_nouns.get(each.lemma_.lower()) for each in hit}
    names = {each.lemma_.lower() for each in hit}
    is_military = "combatants" in groups or bool(names & article.lexicon.event_nouns["military target"])
    is_civilian = has_noun(hit, "civilian target", article.lexicon)
    if groups & _CIVILIAN_GROUPS or (is_civilian and not is_military):
        return ATTACK if context in {"conflict", "crime"} else (None, None)
    if is_military or (target is not None and target.kind in {"force", "group", "state", "name", "country"}):
        return CLASH if context == "conflict" else ATTACK
    is_at_crowd = has_noun(hit, "crowd", article.lexicon)
    is_vague = context == "conflict" and found.trigger.phrase[-1] in _VAGUE_ATTACKS and not is_at_crowd
    if is_vague and agent is not None and agent.kind != "name" and is_state(article, agent):
        return _BY_WEAPON["artillery"]  # a state's forces attack places from afar
    if found.trigger.phrase[-1] in {"explosion", "blast", "explode"} and context == "conflict":
        return BOMB
    if context == "crime" and found.trigger.weapon is not None:
        return ATTACK
    return None, None


def _is_struck_by_fighters(article: ArticleReading, found: TriggerMatch, agent: ActorMention | None) -> bool:
    """ "Gunmen struck the village": people, and no aircraft. Of a state's forces the word means an air strike."""
    if found.is_noun or found.trigger.phrase != ("strike",):
        return False
    if agent is not None and is_state(article, agent):
        return False
    lexicon = article.lexicon
    for noun in syntax.find_agents(found.head):
        side = lexicon.actor_nouns.get(noun.lemma_.lower())
        if noun.lemma_.lower() in lexicon.victim_nouns or (side is not None and side.kind == "group"):
            return True
    return agent is not None and agent.kind == "group"


def classify_events(article: ArticleReading) -> None:
    """Sets the type of every conflict event: from its own sentence and the sentences around it, else from its incident."""
    for event in article.events:
        if event.context == "conflict":
            event.event_type, event.sub_event_type = _classify_event(article, event)
    for incident in article.incidents:
        _share_type(article, [each for each in incident.mentions if each.context == "conflict"])


def _share_type(article: ArticleReading, mentions: list[EventMention]) -> None:
    """Gives mentions that do not state the kind of violence ("attack", "killed") the weapon or clash stated for their incident.

    An attack on civilians stays one next to a clash.
    """
    violent = [each for each in mentions if each.event_type in _VIOLENT_TYPES]
    for event in mentions if violent else ():
        if event.sub_event_type == DESTRUCTION:  # part of the attack
            event.event_type, event.sub_event_type = violent[0].event_type, violent[0].sub_event_type
    stating = [each for each in violent if _states_kind(article, each)]
    shared = [each for each in stating if each.event_type == "Explosions/Remote violence"]
    shared += [each for each in stating if (each.event_type, each.sub_event_type) == CLASH and _rank_position(each) < _LATER]
    if not shared:
        return
    known = min(shared, key=lambda each: (_rank_position(each), each.event_type != "Battles"))
    for event in violent:
        if event not in stating and not (event.sub_event_type == "Attack" and known.event_type == "Battles"):
            event.event_type, event.sub_event_type = known.event_type, known.sub_event_type


def _states_kind(article: ArticleReading, event: EventMention) -> bool:
    """Whether a mention's own words say what kind of violence it was: a clash, an abduction, a weapon that is named."""
    if event.event_type == "Explosions/Remote violence":
        if event.sub_event_type in {"Suicide bomb", "Chemical weapon", "Grenade"}:
            return True
        if not event.is_generic and event.head.lemma_.lower() not in _VAGUE_BLOWS:
            return True
        return bool(_match_cues(_VAGUE_BLAST.sub("", event.sentence.text), article.lexicon) & _WEAPON_WORDS)
    return event.sub_event_type not in {None, "Attack"} and not event.is_generic


def _rank_position(event: EventMention) -> int:
    """The title comes before the opening sentences, these before the rest."""
    return 0 if event.sentence.field == "title" else 1 if event.sentence.index < _OPENING_SENTENCES else _LATER


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
    if event.sub_event_type == DESTRUCTION:
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
    if "suicide" in own and (event.is_generic or event.event_type != "Battles"):
        return SUICIDE
    if event.event_type == "Battles" and event.sub_event_type != "Armed clash":
        return TRANSFER if "no fight" in near else given
    if event.sub_event_type is None or event.is_generic:
        return _classify_attack(article, event, own) or given
    if event.weapon in {"missile", "bomb"} and ("air" in own or any(verb.lemma_ in _DROP_VERBS for verb in event.verbs)):
        return _BY_WEAPON["air"]  # "missiles were fired by jets", "bombs were dropped"
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


def _classify_attack(article: ArticleReading, event: EventMention, own: frozenset[str]) -> EventType | None:
    """An attack by its weapon, else a clash where only forces and their posts were hit; None where nothing decides.

    Another mention of the event may decide. If none does, the event is an attack (int_events_described).
    """
    weapon = next((kind for cue, kind in _BY_WEAPON.items() if cue in own), None)
    if weapon is not None:
        return weapon
    if event.sub_event_type is not None or event.is_definite:  # "the attack" refers back
        return None
    hurt = {each.victim_group for each in article.casualties if each.event is event}
    if "civilian target" in own or hurt & _CIVILIAN_GROUPS:
        return None
    return CLASH if "military target" in _match_cues(_cut_agent(event), article.lexicon) else None


def _cut_agent(event: EventMention) -> str:
    """The words of an event's sentence without those for the perpetrator, who is not the target: "killed by the army"."""
    sentence, agent = event.sentence, event.agent
    if agent is None or agent.field != sentence.field or not sentence.start <= agent.start < sentence.end:
        return sentence.text
    return f"{sentence.quote(sentence.start, agent.start)} {sentence.quote(agent.phrase_end or agent.end, sentence.end)}"


def _is_against_crowd(article: ArticleReading, event: EventMention, own: frozenset[str]) -> bool:
    """Harm, clashes and arrests in a sentence about a demonstration; for arrests the sentence must report the demonstration."""
    if "demonstration" not in own or own & _HEAVY_WEAPONS:
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
    if any(each.lemma_.lower() in ATTACK_NOUNS for each in syntax.find_objects(found.head)):
        return CLASH  # "pushed back an attack"
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
