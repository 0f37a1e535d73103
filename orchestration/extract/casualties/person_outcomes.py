"""What happened to each person, by the whole article.

Here belongs what only the whole article shows of single people: the full name of a victim called "he", the wounded who died, and
a crime that is mentioned again. Which figures add up belongs to `figure_sums`.
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
"""How far back the people that "both" and "they" mean may be."""

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
    """Gives each victim the full name and group of the person, and drops the wounds of those who died.

    In an article about crime, also joins the mentions of one crime.
    """
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
    """Joins the mentions of one crime.

    An article goes on about its first crime, unless another day, another place or the word "another" says otherwise.
    """
    crimes: list[list[EventMention]] = []
    crime_of: dict[int, list[EventMention]] = {}
    times = {id(event): [event.when] for event in article.events}
    for casualty in article.casualties:
        if casualty.event is not None and is_countable(casualty):
            times.setdefault(id(casualty.event), [casualty.event.when]).append(casualty.when)
    for event in article.events:
        if not event.is_incident:
            continue
        fitting = [
            crime
            for crime in crimes
            if all(_may_be_one_place(mention, event) for mention in crime)
            and _may_be_one_time([each for mention in crime for each in times[id(mention)]], times[id(event)])
        ]
        if not fitting or any(child.lower_ in _OTHER_EVENT_WORDS for child in event.head.children):
            crimes.append([event])
            crime_of[id(event)] = crimes[-1]
            continue
        near = [crime for crime in fitting if any(_is_next_sentence(mention, event) for mention in crime)]
        event.is_definite = True
        crime = max(near, key=lambda each: each[-1].start) if near else fitting[0]
        crime.append(event)
        crime_of[id(event)] = crime
    for casualty in article.casualties:
        if casualty.event is not None and is_countable(casualty):
            casualty.event = crime_of.get(id(casualty.event), [casualty.event])[0]


def _is_next_sentence(mention: EventMention, event: EventMention) -> bool:
    """Whether an event is in the sentence of an earlier mention, or in the next one."""
    return mention.sentence.field == event.sentence.field and event.sentence.index - mention.sentence.index <= 1


def _may_be_one_place(mention: EventMention, event: EventMention) -> bool:
    """Whether two mentions may be at one place: not if both name a town, and the towns differ."""
    places = [
        each.place.mention.place for each in (mention, event) if each.place is not None and each.place.mention.where_prec <= 2
    ]
    known = [place.place_id for place in places if place is not None]
    return len(known) < 2 or known[0] == known[1]


def _may_be_one_time(crime: list[EventTime], event: list[EventTime]) -> bool:
    """Whether the times of a crime and of an event may be one; what has no date may be of any time."""
    pairs = [(one, other) for one in crime for other in event]
    if any(_are_weeks_apart(one, other) for one, other in pairs):
        return False
    dated = [(one, other) for one, other in pairs if _is_dated(one) and _is_dated(other)]
    return not dated or any(_may_be_one_day(one, other) for one, other in dated)


def _are_weeks_apart(one: EventTime, other: EventTime) -> bool:
    """Whether two times are weeks apart, one of them inferred from the article: such a day may be wrong by days, not by weeks."""
    if one.period is None or other.period is None or not {None} & {one.text, other.text}:
        return False
    return _count_days_between(one.period, other.period) > MAX_NEWS_AGE_DAYS


def _count_days_between(one: Period, other: Period) -> int:
    """Counts the days from the end of one period to the start of the other; below 1 they overlap."""
    return (max(one.start, other.start) - min(one.end, other.end)).days


def _is_dated(when: EventTime) -> bool:
    """Whether the words give a day or a period of their own."""
    return not when.is_anaphoric and (when.period is not None or _find_day_word(when) is not None)


def _may_be_one_day(one: EventTime, other: EventTime) -> bool:
    """Whether two dated times may be one day; neighbouring days may, unless the words name two different ones."""
    days = {_find_day_word(one), _find_day_word(other)}
    are_named = None not in days and len(days) > 1
    if one.period is None or other.period is None:
        return not are_named
    gap = _count_days_between(one.period, other.period)
    return gap <= 0 or (gap == 1 and not are_named)


def _find_day_word(when: EventTime) -> str | None:
    """Finds the weekday or date in the words of a time."""
    found = _DAY_WORD.search(when.text or "")
    return found.group().lower() if found is not None else None


def _apply_fatal_shooting(article: ArticleReading) -> None:
    """Reads "the victim of a fatal shooting": the one person who was shot died, where the article reports no other death."""
    countable = [c for c in article.casualties if is_countable(c)]
    texts = {sentence.field: sentence.field_text for sentence in article.sentences}
    if any(c.outcome == "killed" and c.statement.best for c in countable) or not any(map(_FATAL_SHOOTING.search, texts.values())):
        return
    wounded = [c for c in countable if c.outcome == "wounded" and c.statement.best]
    if len({id(c.person) for c in wounded}) == 1 and all(c.is_hit and c.person is not None for c in wounded):
        for casualty in wounded:
            casualty.outcome, casualty.is_hit = "killed", False
            casualty.statement = replace(casualty.statement, rule=f"{casualty.statement.rule}/fatal shooting")


def _apply_murder_suicide(article: ArticleReading) -> None:
    """Takes the people shot in a murder-suicide for its dead. It keeps a figure of its own only where no dead are reported."""
    countable = [c for c in article.casualties if is_countable(c) and c.statement.best]
    own = [c for c in countable if c.statement.rule.startswith("noun:murder-suicide")]
    if own and not any(c.outcome == "killed" and c.person is not None for c in countable):
        for casualty in countable:
            if casualty.is_hit and casualty.person is not None:
                casualty.outcome, casualty.is_hit = "killed", False
                casualty.statement = replace(casualty.statement, rule=f"{casualty.statement.rule}/murder-suicide")
    dead = [c for c in countable if c.outcome == "killed" and c not in own]
    if len({id(c.person) for c in dead if c.person is not None}) > 1 or any((c.statement.best or 0) > 1 for c in dead):
        article.casualties[:] = [c for c in article.casualties if c not in own]


def _drop_wounded_who_died(article: ArticleReading) -> None:
    """Drops those shot just before "Both were pronounced dead", "where they died": they are the dead, not more people."""
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
    """Whether the article reports wounded in the event of a hit, besides those who were only "shot"."""
    return any(c.outcome == "wounded" and not c.is_hit and c.event is hit.event and c.statement.best for c in article.casualties)


def _quote_figure(casualty: CasualtyClaim) -> str:
    """Quotes a figure with the two words before it: "all three", "the two"."""
    figure = casualty.statement
    before = figure.sentence.quote(figure.sentence.start, figure.start).split()[-2:]
    return " ".join([*before, figure.words])


def _is_just_before(one: CasualtyClaim, other: CasualtyClaim) -> bool:
    """Whether one claim comes before the other, at most `MAX_SENTENCES_TO_BOTH` sentences away."""
    earlier, later = one.statement, other.statement
    return (
        earlier.sentence.field == later.sentence.field
        and earlier.start < later.start
        and later.sentence.index - earlier.sentence.index <= MAX_SENTENCES_TO_BOTH
    )


def _subtract_the_dead(article: ArticleReading) -> None:
    """Subtracts the dead from those hit: "Three people were shot. One of them died" leaves two wounded.

    Where the article counts the wounded, those hit are no further figure.
    """
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
    """Counts the dead among those hit, without people that the sentence names before, and without men where women were hit."""
    killed = [c for c in same if c.outcome == "killed"]
    persons = {id(c.person): c for c in killed if c.person is not None}
    apart = {id(c.person) for c in before}
    own = [c for key, c in persons.items() if key not in apart and {c.victim_group, hit.victim_group} != {"men", "women"}]
    figures = [c.statement.best or 0 for c in killed if c.person is None and c not in before]
    return len(own) + max(0, max(figures, default=0) - len(persons))


def _is_one_of_the_victims(casualty: CasualtyClaim) -> bool:
    """Whether a claim is one dead person called "the victim" or "one of the victims"."""
    figure = casualty.statement
    is_in_text = figure.sentence.field == "text" and casualty.outcome == "killed" and figure.best == 1
    return is_in_text and _ONE_VICTIM.fullmatch(figure.sentence.quote(figure.start, figure.end + 16)) is not None
