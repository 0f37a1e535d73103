"""Names for perpetrators that are only described: "gunmen", "the militia", "a gang".

Here belongs the choice of one side among what the mentions of an incident call it. Reading a sentence for its perpetrator belongs
to `inferred_perpetrators`.
"""

from __future__ import annotations

from orchestration.extract.actors.actor_mentions import ActorMention
from orchestration.extract.article import ArticleReading, EventMention
from orchestration.extract.events import event_types, perpetrators

_EXACT_PRECISION = 2
"""UCDP's where_prec of an exact place, or of one near an exact place."""
_VAGUE_NOUNS = frozenset({
    *("gunman", "gunmen", "attacker", "assailant", "man", "men", "person", "people", "individual", "killer", "aggressor"),
    *("raider", "group", "gang", "unit", "youth", "suspect", "stranger"),
})  # fmt: skip
"""Words that say nothing of the side that somebody belongs to."""
_GROUP_NOUNS = frozenset({"gang", "militia", "group", "faction", "cartel", "clan", "brigade", "battalion", "movement"})


def is_description(mention: ActorMention) -> bool:
    """Whether a perpetrator is only described: "gunmen", "a militia"."""
    return mention.kind == "group"


def name_described(article: ArticleReading, events: list[EventMention]) -> None:
    """In one incident a description takes the name of the one armed side that is named as acting: "gunmen", "the militia"."""
    for event in events:
        if event.agent is not None and is_description(event.agent):
            event.agent = _find_name_of_group(article, event.agent) or event.agent
    for incident in article.incidents:
        reported = [event for event in events if event.incident is incident and event.agent is not None]
        _specify_vague(article, reported)
        named = {article.actors.resolve_name(e.agent): e for e in reported if e.agent and _is_named_group(article, e.agent)}
        for event in reported if len(named) == 1 else []:
            known = next(iter(named.values()))
            if event.agent is not None and is_description(event.agent) and not event_types.is_state(article, event.agent):
                event.agent = known.agent if not _are_places_apart(event, known) else event.agent


def _find_name_of_group(article: ArticleReading, described: ActorMention) -> ActorMention | None:
    """The one group of the article whose name ends with the word that describes the side: "a gang", "the Red Hill gang"."""
    noun = described.name.lower().split()[-1]
    if noun not in _GROUP_NOUNS:
        return None
    mentions = [m for m in article.actors.mentions.values() if m.kind == "name" and noun in {*m.described_as, m.name.split()[-1]}]
    return mentions[0] if len({article.actors.resolve_name(each) for each in mentions}) == 1 else None


def _specify_vague(article: ArticleReading, reported: list[EventMention]) -> None:
    """ "Gunmen", where another mention of the incident says "suspected herders": the word that says more."""
    described = [event.agent for event in reported if event.agent is not None and is_description(event.agent)]
    specific = [each for each in described if not is_vague(each)]
    for event in reported if len({article.actors.resolve_name(each).lower() for each in specific}) == 1 else []:
        if event.agent is not None and is_description(event.agent) and is_vague(event.agent):
            event.agent = specific[0]


def is_vague(described: ActorMention) -> bool:
    """Whether a description says nothing of the side: "gunmen"."""
    if not is_description(described):
        return False
    last = described.name.lower().split()[-1]
    return bool({last, last.removesuffix("s")} & _VAGUE_NOUNS)


def _are_places_apart(event: EventMention, other: EventMention) -> bool:
    """Whether two mentions give exact places of different names."""
    places = [e.place.mention for e in (event, other) if e.place is not None and e.place.mention.where_prec <= _EXACT_PRECISION]
    return len(places) == len({place.text for place in places}) > 1


def _is_named_group(article: ArticleReading, mention: ActorMention) -> bool:
    is_sure = " " in mention.name or mention.name.isupper() or perpetrators.is_listed(article, mention)
    return mention.kind == "name" and is_sure and not event_types.is_state(article, mention)
