"""Settling: what an article tells of each person, after it is read to the end.

Here belongs what only the whole article shows: the full name of a victim told as "he", the wounded who died, and several persons
who add up where the article states no figure for them all.
"""

from __future__ import annotations

from orchestration.extract.persons import Person
from orchestration.extract.told import Article, Casualty, Event

_COUNTED = frozenset({"asserted", "reported", "alleged"})


def settle_persons(article: Article) -> None:
    """Gives each victim the chain's name and group; takes out wounds of those who died; joins persons that add up."""
    for casualty in article.casualties:
        if casualty.person is not None:
            casualty.person = casualty.person.root
            casualty.victim_name = casualty.person.full_name
            casualty.victim_group = casualty.person.group(article.lexicon)
    dead = {id(c.person) for c in article.casualties if c.person is not None and c.outcome == "killed" and _counts(c)}
    article.casualties[:] = [
        c for c in article.casualties if not (c.outcome == "wounded" and c.person is not None and id(c.person) in dead)
    ]
    for outcome in ("killed", "wounded"):
        _add_up(article, outcome)


def _counts(casualty: Casualty) -> bool:
    return casualty.statement.factuality in _COUNTED and casualty.time_scope == "incident"


def _add_up(article: Article, outcome: str) -> None:
    """Persons of one event and outcome are one list, unless a figure for several people is told of it or a list already holds them."""
    told: dict[int, dict[int, Casualty]] = {}
    with_figure: set[int] = set()
    events: dict[int, Event] = {}
    for casualty in article.casualties:
        event = casualty.event
        if casualty.outcome != outcome or event is None or not _counts(casualty):
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
        if len(persons) < 2 or event_id in with_figure:
            continue
        members = list(persons.values())
        for casualty in members:
            casualty.list_key = members[0]
