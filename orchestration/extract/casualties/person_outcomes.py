"""Settling: what an article tells of each person, after it is read to the end.

Here belongs what only the whole article shows: the full name of a victim told as "he", the wounded who died, and several persons
who add up where the article states no figure for them all.
"""

from __future__ import annotations

import re
from dataclasses import replace

from orchestration.extract.article import ArticleReading, CasualtyClaim, EventMention, is_countable
from orchestration.extract.times.dates import Period
from orchestration.extract.times.event_times import MAX_NEWS_AGE_DAYS, EventTime

_OTHER_EVENT_WORDS = frozenset(
    {"another", "second", "third", "separate", "unrelated", "other", "different", "previous", "earlier"}
)

MAX_SENTENCES_TO_BOTH = 2
""" "Both" and "they" are the people of at most so many sentences before."""

_ALL_OF_THEM = re.compile(r"\b(?:both|all|they|them|the (?:two|three|four|five|six|couple))\b", re.I)
_ONE_OF_THEM = re.compile(r"(?:one of (?:the|those|them)|the other)\b", re.I)
_ONE_VICTIM = re.compile(r"(?:the (?:[\w-]+ ){0,3}victim\b.*|one of (?:them|the victims)\b.*)", re.I | re.S)

_DAY_WORD = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|"
                  r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}\b", re.I)  # fmt: skip

_FATAL_SHOOTING = re.compile(
    r"\b(?<!non-)(?:fatal|deadly) (?:[\w'’-]+ ){0,3}(?:shooting|stabbing)\b|"
    r"\binvestigating (?:[\w'’-]+ ){0,8}(?:homicide|murder)\b(?! (?:detective|unit|division|bureau|squad|case))",
    re.I,
)


def resolve_person_outcomes(article: ArticleReading) -> None:
    """Gives each victim the chain's name and group; takes out wounds of those who died; joins persons that add up."""
    for casualty in article.casualties:
        if casualty.person is not None:
            casualty.person = casualty.person.root
            casualty.victim_name = casualty.person.full_name
            casualty.victim_group = casualty.person.classify_group(article.lexicon)
    dead = {id(c.person) for c in article.casualties if c.person is not None and c.outcome == "killed" and is_countable(c)}
    article.casualties[:] = [
        c for c in article.casualties if not (c.outcome == "wounded" and c.person is not None and id(c.person) in dead)
    ]
    if article.context == "crime":
        _join_mentions_of_one_crime(article)
        _apply_fatal_shooting(article)
        _apply_murder_suicide(article)
    _drop_wounded_who_died(article)
    _subtract_the_dead(article)


def _join_mentions_of_one_crime(article: ArticleReading) -> None:
    """News of a crime goes on about the deed it began with, unless another day, another place or "another" says otherwise."""
    deeds: list[list[EventMention]] = []
    deed_of: dict[int, list[EventMention]] = {}
    times = {id(event): [event.when] for event in article.events}
    for casualty in article.casualties:
        if casualty.event is not None and is_countable(casualty):
            times.setdefault(id(casualty.event), [casualty.event.when]).append(casualty.when)
    for event in article.events:
        if not event.is_incident:
            continue
        fitting = [
            deed
            for deed in deeds
            if all(_may_be_one_place(told, event) for told in deed)
            and _may_be_one_time([each for told in deed for each in times[id(told)]], times[id(event)])
        ]
        if not fitting or any(child.lower_ in _OTHER_EVENT_WORDS for child in event.head.children):
            deeds.append([event])
            deed_of[id(event)] = deeds[-1]
            continue
        near = [deed for deed in fitting if any(_is_next_sentence(told, event) for told in deed)]
        event.is_definite = True
        deed = max(near, key=lambda each: each[-1].start) if near else fitting[0]
        deed.append(event)
        deed_of[id(event)] = deed
    for casualty in article.casualties:
        if casualty.event is not None and is_countable(casualty):
            casualty.event = deed_of.get(id(casualty.event), [casualty.event])[0]


def _is_next_sentence(told: EventMention, event: EventMention) -> bool:
    return told.sentence.field == event.sentence.field and event.sentence.index - told.sentence.index <= 1


def _may_be_one_place(deed: EventMention, event: EventMention) -> bool:
    places = [each.place.mention.place for each in (deed, event) if each.place is not None and each.place.mention.where_prec <= 2]
    known = [place.place_id for place in places if place is not None]
    return len(known) < 2 or known[0] == known[1]


def _may_be_one_time(deed: list[EventTime], event: list[EventTime]) -> bool:
    """Whether a time told of the deed can be one told of the event; what is undated can be of any time."""
    pairs = [(one, other) for one in deed for other in event]
    if any(_are_weeks_apart(one, other) for one, other in pairs):
        return False
    told = [(one, other) for one, other in pairs if _is_dated(one) and _is_dated(other)]
    return not told or any(_may_be_one_day(one, other) for one, other in told)


def _are_weeks_apart(one: EventTime, other: EventTime) -> bool:
    """A day that the article lends may be off by days, not by weeks."""
    if one.period is None or other.period is None or not {None} & {one.text, other.text}:
        return False
    return _count_days_between(one.period, other.period) > MAX_NEWS_AGE_DAYS


def _count_days_between(one: Period, other: Period) -> int:
    """Days from the end of one to the start of the other; below 1 they overlap."""
    return (max(one.start, other.start) - min(one.end, other.end)).days


def _is_dated(when: EventTime) -> bool:
    return not when.is_anaphoric and (when.period is not None or _find_day_word(when) is not None)


def _may_be_one_day(one: EventTime, other: EventTime) -> bool:
    days = {_find_day_word(one), _find_day_word(other)}
    is_told = None not in days and len(days) > 1
    if one.period is None or other.period is None:
        return not is_told
    gap = _count_days_between(one.period, other.period)
    return gap <= 0 or (gap == 1 and not is_told)


def _find_day_word(when: EventTime) -> str | None:
    """The weekday or date that something is told with."""
    found = _DAY_WORD.search(when.text or "")
    return found.group().lower() if found is not None else None


def _apply_fatal_shooting(article: ArticleReading) -> None:
    """ "The victim of a fatal shooting": the one person told shot in it died, where no death is told otherwise."""
    told = [c for c in article.casualties if is_countable(c)]
    texts = {sentence.field: sentence.field_text for sentence in article.sentences}
    if any(c.outcome == "killed" and c.statement.best for c in told) or not any(map(_FATAL_SHOOTING.search, texts.values())):
        return
    wounded = [c for c in told if c.outcome == "wounded" and c.statement.best]
    if len({id(c.person) for c in wounded}) == 1 and all(c.is_hit and c.person is not None for c in wounded):
        for casualty in wounded:
            casualty.outcome, casualty.is_hit = "killed", False
            casualty.statement = replace(casualty.statement, rule=f"{casualty.statement.rule}/fatal shooting")


def _apply_murder_suicide(article: ArticleReading) -> None:
    """Those told shot in a murder-suicide are its dead; it is a figure of its own only where the dead are not told."""
    told = [c for c in article.casualties if is_countable(c) and c.statement.best]
    own = [c for c in told if c.statement.rule.startswith("noun:murder-suicide")]
    if own and not any(c.outcome == "killed" and c.person is not None for c in told):
        for casualty in told:
            if casualty.is_hit and casualty.person is not None:
                casualty.outcome, casualty.is_hit = "killed", False
                casualty.statement = replace(casualty.statement, rule=f"{casualty.statement.rule}/murder-suicide")
    dead = [c for c in told if c.outcome == "killed" and c not in own]
    if len({id(c.person) for c in dead if c.person is not None}) > 1 or any((c.statement.best or 0) > 1 for c in dead):
        article.casualties[:] = [c for c in article.casualties if c not in own]


def _drop_wounded_who_died(article: ArticleReading) -> None:
    """ "Both were pronounced dead", "where they died": those just told shot are the dead, and no further people."""
    of_the_dead: set[int] = set()
    for casualty in article.casualties:
        count = casualty.statement.best or 0
        if (
            casualty.outcome != "killed"
            or count < 2
            or not is_countable(casualty)
            or not _ALL_OF_THEM.search(_quote_figure(casualty))
        ):
            continue
        before = [c for c in article.casualties if c.outcome == "wounded" and c.is_hit and _is_just_before(c, casualty)]
        persons = {id(c.person) for c in before if c.person is not None}
        for each in before:
            if (each.person is not None and len(persons) <= count) or each.statement.best == count:
                of_the_dead.add(id(each))
    figures = [c for c in article.casualties if c.outcome == "killed" and is_countable(c) and (c.statement.best or 0) > 1]
    for casualty in article.casualties:  # "Two nurses were fatally shot. One of the nurses was shot in the neck"
        words = casualty.statement.sentence.quote(casualty.statement.start, casualty.statement.end + 16)
        if casualty.is_hit and casualty.statement.best == 1 and _ONE_OF_THEM.match(words):
            before = [c for c in figures if c.event is casualty.event and c.statement.start < casualty.statement.start]
            if any(c.victim_group in {casualty.victim_group, "total"} for c in before) and not _has_counted_wounded(
                article, casualty
            ):
                of_the_dead.add(id(casualty))
    article.casualties[:] = [c for c in article.casualties if id(c) not in of_the_dead]


def _has_counted_wounded(article: ArticleReading, hit: CasualtyClaim) -> bool:
    """Whether the article tells of any wounded beside the dead of that event."""
    return any(c.outcome == "wounded" and not c.is_hit and c.event is hit.event and c.statement.best for c in article.casualties)


def _quote_figure(casualty: CasualtyClaim) -> str:
    """The words of a figure with the two before it: "all three", "the two"."""
    figure = casualty.statement
    before = figure.sentence.quote(figure.sentence.start, figure.start).split()[-2:]
    return " ".join([*before, figure.words])


def _is_just_before(one: CasualtyClaim, other: CasualtyClaim) -> bool:
    earlier, later = one.statement, other.statement
    return (
        earlier.sentence.field == later.sentence.field
        and earlier.start < later.start
        and later.sentence.index - earlier.sentence.index <= MAX_SENTENCES_TO_BOTH
    )


def _subtract_the_dead(article: ArticleReading) -> None:
    """ "Three people were shot. One of them died": two wounded; the shot are no further figure where the wounded are counted."""
    kept = []
    for casualty in article.casualties:
        figure = casualty.statement
        is_wounded = casualty.outcome == "wounded" and casualty.person is None and is_countable(casualty)
        if not is_wounded or figure.best is None or figure.best < 2 or casualty.is_additional:
            kept.append(casualty)
            continue
        same = [c for c in article.casualties if c.event is casualty.event and is_countable(c) and c is not casualty]
        before = [c for c in same if c.statement.sentence is figure.sentence and c.statement.start < figure.start]
        if not casualty.is_hit:  # "Two were wounded. The older victim died": one of the two
            same = [c for c in same if _is_one_of_the_victims(c) and c.statement.start > figure.start]
        dead = _count_dead_among(casualty, same, before)
        wounded = [c for c in same if c.outcome == "wounded" and c.person is None and not c.is_hit]
        if (dead and wounded) or dead >= figure.best:
            continue
        if dead:
            left = figure.best - dead
            casualty.statement = replace(figure, low=left, best=left, high=left, rule=f"{figure.rule}/less the dead")
        kept.append(casualty)
    article.casualties[:] = kept


def _count_dead_among(hit: CasualtyClaim, same: list[CasualtyClaim], before: list[CasualtyClaim]) -> int:
    """How many of those hit are told dead: not those told apart from them before, nor the men where women were hit."""
    killed = [c for c in same if c.outcome == "killed"]
    persons = {id(c.person): c for c in killed if c.person is not None}
    apart = {id(c.person) for c in before}
    own = [c for key, c in persons.items() if key not in apart and {c.victim_group, hit.victim_group} != {"men", "women"}]
    figures = [c.statement.best or 0 for c in killed if c.person is None and c not in before]
    return len(own) + max(0, max(figures, default=0) - len(persons))


def _is_one_of_the_victims(casualty: CasualtyClaim) -> bool:
    figure = casualty.statement
    is_in_text = figure.sentence.field == "text" and casualty.outcome == "killed" and figure.best == 1
    return is_in_text and _ONE_VICTIM.fullmatch(figure.sentence.quote(figure.start, figure.end + 16)) is not None
