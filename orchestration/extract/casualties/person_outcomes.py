"""What happened to each person, by the whole article.

Here belongs what only the whole article shows of single people: the full name of a victim called "he", and the
wounded who died. Which figures add up belongs to `figure_sums`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from orchestration.extract.article import ArticleReading, CasualtyClaim, are_of_one_incident, is_countable

MAX_SENTENCES_TO_BOTH = 2
"""How far back the people that "both" and "they" mean may be."""

_ALL_OF_THEM = re.compile(r"\b(?:both|all|they|them|the (?:two|three|four|five|six|couple))\b", re.I)
_ONE_OF_THEM = re.compile(r"(?:one of (?:the|those|them)|the other)\b", re.I)
_ONE_VICTIM = re.compile(r"(?:the (?:[\w-]+ ){0,3}victim\b.*|one of (?:them|the victims)\b.*)", re.I | re.S)

_FATAL_SHOOTING = re.compile(
    r"\b(?<!non-)(?:fatal|deadly) (?:[\w'’-]+ ){0,3}(?:shooting|stabbing)\b|"
    r"\binvestigating (?:[\w'’-]+ ){0,8}(?:homicide|murder)\b(?! (?:detective|unit|division|bureau|squad|case))",
    re.I,
)


def resolve_person_outcomes(article: ArticleReading) -> None:
    """Gives each victim the full name and group of the person, and drops the wounds of those who died.

    In an article about crime, a fatal shooting and a murder-suicide say that those who were shot are dead.
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
        _apply_fatal_shooting(article)
        _apply_murder_suicide(article)
    _drop_wounded_who_died(article)
    _subtract_the_dead(article)


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
            before = [c for c in figures if are_of_one_incident(c, casualty) and c.statement.start < casualty.statement.start]
            if any(c.victim_group in {casualty.victim_group, "total"} for c in before) and not _has_counted_wounded(
                article, casualty
            ):
                of_the_dead.add(id(casualty))
    article.casualties[:] = [c for c in article.casualties if id(c) not in of_the_dead]


def _has_counted_wounded(article: ArticleReading, hit: CasualtyClaim) -> bool:
    """Whether the article reports wounded in the event of a hit, besides those who were only "shot"."""
    return any(
        c.outcome == "wounded" and not c.is_hit and are_of_one_incident(c, hit) and c.statement.best for c in article.casualties
    )


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
        same = [c for c in article.casualties if are_of_one_incident(c, casualty) and is_countable(c) and c is not casualty]
        before = [c for c in same if c.statement.sentence is figure.sentence and c.statement.start < figure.start]
        if not casualty.is_hit:  # "Two were wounded. The older victim died": one of the two
            same = [c for c in same if _is_one_of_the_victims(c) and c.statement.start > figure.start]
        dead = _count_dead_among(casualty, same, before)
        wounded = [c for c in same if c.outcome == "wounded" and c.person is None and not c.is_hit]
        are_the_dead = any(c.outcome == "killed" and c.statement.written == figure.written for c in same)
        if (dead and wounded) or dead >= figure.best or (casualty.is_hit and are_the_dead):
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
