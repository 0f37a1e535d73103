"""Settling: what an article tells of each person, after it is read to the end.

Here belongs what only the whole article shows: the full name of a victim told as "he", the wounded who died, and several persons
who add up where the article states no figure for them all.
"""

from __future__ import annotations

import re
from dataclasses import replace

from orchestration.extract.person import Person
from orchestration.extract.told import Article, Casualty, Event

_COUNTED = frozenset({"asserted", "reported", "alleged"})
_APART = frozenset({"another", "second", "third", "separate", "unrelated", "other", "different", "previous", "earlier"})

_DAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|"
                  r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}\b", re.I)  # fmt: skip

_FATAL = re.compile(r"\b(?<!non-)(?:fatal|deadly) (?:[\w'’-]+ ){0,3}(?:shooting|stabbing)\b", re.I)


def settle_persons(article: Article) -> None:
    """Gives each victim the chain's name and group; takes out wounds of those who died; joins persons that add up."""
    for casualty in article.casualties:
        if casualty.person is not None:
            casualty.person = casualty.person.root
            casualty.victim_name = casualty.person.full_name
            casualty.victim_group = casualty.person.group(article.lexicon)
    dead = {id(c.person) for c in article.casualties if c.person is not None and c.outcome == "killed" and counts(c)}
    article.casualties[:] = [
        c for c in article.casualties if not (c.outcome == "wounded" and c.person is not None and id(c.person) in dead)
    ]
    if article.context == "crime":
        _refer_back(article)
        _fatal(article)
    _less_the_dead(article)
    for outcome in ("killed", "wounded"):
        _add_up(article, outcome)


def _refer_back(article: Article) -> None:
    """News of a crime goes on about the deed it began with, unless another day, another place or "another" says otherwise."""
    deeds: list[Event] = []
    deed_of: dict[int, Event] = {}
    for event in article.events:
        if not event.is_incident:
            continue
        fitting = [deed for deed in deeds if _may_be_one(deed, event)]
        if not fitting or any(child.lower_ in _APART for child in event.head.children):
            deeds.append(event)
            deed_of[id(event)] = event
            continue
        near = [d for d in fitting if d.sentence.field == event.sentence.field and event.sentence.index - d.sentence.index <= 1]
        event.is_definite = True
        deed = near[-1] if near else fitting[0]
        deed_of[id(event)] = deed_of[id(deed)]
    for casualty in article.casualties:
        if casualty.event is not None and counts(casualty):
            casualty.event = deed_of.get(id(casualty.event), casualty.event)


def _may_be_one(deed: Event, event: Event) -> bool:
    one, other = _day(deed), _day(event)
    if one is not None and other is not None and one != other:
        return False
    places = [each.place.mention.place for each in (deed, event) if each.place is not None and each.place.mention.where_prec <= 2]
    known = [place.place_id for place in places if place is not None]
    return len(known) < 2 or known[0] == known[1]


def _day(event: Event) -> str | None:
    """The weekday or date that an event is told with."""
    found = _DAY.search(event.when.text or "")
    return found.group().lower() if found is not None else None


def _fatal(article: Article) -> None:
    """ "The victim of a fatal shooting": the one person told shot in it died, where no death is told otherwise."""
    told = [c for c in article.casualties if counts(c)]
    texts = {sentence.field: sentence.field_text for sentence in article.sentences}
    if any(c.outcome == "killed" and c.statement.best for c in told) or not any(map(_FATAL.search, texts.values())):
        return
    wounded = [c for c in told if c.outcome == "wounded" and c.statement.best]
    if len({id(c.person) for c in wounded}) == 1 and all(c.is_hit and c.person is not None for c in wounded):
        for casualty in wounded:
            casualty.outcome, casualty.is_hit = "killed", False
            casualty.statement = replace(casualty.statement, rule=f"{casualty.statement.rule}/fatal shooting")


def _less_the_dead(article: Article) -> None:
    """ "Three people were shot. One of them died": two wounded; the shot are no further figure where the wounded are counted."""
    kept = []
    for casualty in article.casualties:
        figure = casualty.statement
        if not casualty.is_hit or casualty.person is not None or figure.best is None or figure.best < 2 or not counts(casualty):
            kept.append(casualty)
            continue
        same = [c for c in article.casualties if c.event is casualty.event and counts(c) and c is not casualty]
        before = [c for c in same if c.statement.sentence is figure.sentence and c.statement.start < figure.start]
        dead_persons = {id(c.person) for c in same if c.outcome == "killed" and c.person is not None and c not in before}
        figures = [c.statement.best or 0 for c in same if c.outcome == "killed" and c.person is None and c not in before]
        dead = max([len(dead_persons), *figures])
        wounded = [c for c in same if c.outcome == "wounded" and c.person is None and not c.is_hit]
        if (dead and wounded) or dead >= figure.best:
            continue
        if dead:
            left = figure.best - dead
            casualty.statement = replace(figure, low=left, best=left, high=left, rule=f"{figure.rule}/less the dead")
        kept.append(casualty)
    article.casualties[:] = kept


def counts(casualty: Casualty) -> bool:
    return casualty.statement.factuality in _COUNTED and casualty.time_scope == "incident"


def _add_up(article: Article, outcome: str) -> None:
    """Persons of one event and outcome are one list, unless a figure for several people is told of it."""
    told: dict[int, dict[int, Casualty]] = {}
    with_figure: set[int] = set()
    events: dict[int, Event] = {}
    for casualty in article.casualties:
        event = casualty.event
        if casualty.outcome != outcome or event is None or not counts(casualty):
            continue
        events[id(event)] = event
        person: Person | None = casualty.person
        if person is None:
            best = casualty.statement.best or casualty.statement.low or casualty.statement.high or 0
            if best > 1:
                with_figure.add(id(event))
            continue
        told.setdefault(id(event), {}).setdefault(id(person), casualty)
    for event_id, persons in told.items():
        members = list(persons.values())
        if event_id in with_figure and article.context == "crime":
            for casualty in article.casualties:  # "Two people were shot. … Another man …": a part of the two
                if casualty.person is not None and casualty.list_key is None and id(casualty.event) == event_id:
                    casualty.is_additional = False
        if len(persons) < 2 or event_id in with_figure:
            continue
        for casualty in members:
            casualty.list_key = members[0]
