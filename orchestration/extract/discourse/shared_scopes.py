"""Shared scopes: how figures of one article give each other the time scope of a statistic.

Here belongs what passes from one figure to another: inside a sentence, from a statistic to the sentences after it, between
title and text. What the sentence of a figure alone says of its scope belongs to `cumulative_figures`.
"""

from __future__ import annotations

import re
from collections import defaultdict

from spacy.tokens import Token

from orchestration.extract.article import ArticleReading, CasualtyClaim, EventMention, is_countable
from orchestration.extract.discourse import cumulative_figures
from orchestration.extract.parsing import syntax
from orchestration.extract.times import time_scope

MIN_TELLING_NUMBER = 10
"""A number from which two figures of one article that are equal are the same figure."""

_SCOPES_OF_MANY = frozenset({"period", "cumulative"})
_HARM_OUTCOMES = frozenset({"killed", "wounded", "missing", "abducted", "captured"})
_ALONE = re.compile(r"\b(?:in|for) (?:[A-Z][\w'-]* ){1,3}alone\b")
_JOINING_WORDS = re.compile(r"[\s,]*(?:and|with|while)?\s*", re.I)
_POINTING_BACK = re.compile(r"\W*(?:this|that|these|those|it|they|another|others?|of (?:them|these|those)|in all|its)\b", re.I)


def set_time_scopes(article: ArticleReading) -> None:
    """Sets the time scope of each figure that is about more than one incident, and of the event mentions made from it."""
    for casualty in article.casualties:
        if cumulative_figures.may_be_of_many(casualty):
            casualty.time_scope = cumulative_figures.find_scope(article, casualty) or casualty.time_scope
    _share_scopes(article)
    _continue_scopes(article)
    align_parts(article)
    align_events(article)


def align_parts(article: ArticleReading) -> None:
    """Gives the parts of a figure its time scope: "117 people, 53 of them soldiers"."""
    for casualty in article.casualties:
        whole = casualty.part_of
        if whole is not None and not is_countable(whole) and is_countable(casualty):
            casualty.time_scope = whole.time_scope


def align_events(article: ArticleReading) -> None:
    """Gives an event mention the scope of its figures, where it has no figure of an incident and stands in their sentence."""
    for casualty in article.casualties:
        if casualty.time_scope in {"incident", "background"} or casualty.outcome not in _HARM_OUTCOMES:
            continue
        sentence, clause = casualty.statement.sentence, cumulative_figures.find_clause(casualty)
        for event in article.events:
            if event.sentence is not sentence or event.time_scope != "incident":
                continue
            is_own = event is casualty.event or (clause is not None and _share_clause(event, clause))
            if is_own and not any(each.event is event and is_countable(each) for each in article.casualties):
                event.time_scope = casualty.time_scope


def _share_clause(event: EventMention, clause: Token) -> bool:
    return syntax.find_clause_verb(event.head) == clause


def _share_scopes(article: ArticleReading) -> None:
    """Gives the figures of joined clauses one scope: "40 were killed and 90 injured in August"."""
    by_sentence = defaultdict(list)
    for casualty in article.casualties:
        by_sentence[id(casualty.statement.sentence)].append(casualty)
    for casualty in article.casualties:
        clause = cumulative_figures.find_clause(casualty)
        if clause is None or not is_countable(casualty) or cumulative_figures.has_day(casualty):
            continue
        may_be_joined = cumulative_figures.may_be_of_many(casualty) and _is_open(article, casualty)
        for other in by_sentence[id(casualty.statement.sentence)]:
            is_many = other.time_scope in _SCOPES_OF_MANY
            if is_many and (clause == cumulative_figures.find_clause(other) or (may_be_joined and _are_joined(casualty, other))):
                casualty.time_scope = other.time_scope


def _are_joined(casualty: CasualtyClaim, other: CasualtyClaim) -> bool:
    """Whether two figures of one tense stand side by side: "40 were killed and 90 injured", "while 90 were injured"."""
    one_clause, other_clause = cumulative_figures.find_clause(casualty), cumulative_figures.find_clause(other)
    if one_clause is None or other_clause is None:
        return False
    if time_scope.is_present_perfect(one_clause) != time_scope.is_present_perfect(other_clause):
        return False
    sentence = casualty.statement.sentence
    between = sentence.field_text[sentence.offset(one_clause) + len(one_clause) : other.statement.start]
    if _JOINING_WORDS.fullmatch(between) is not None:
        return True
    for one, two in ((one_clause, other_clause), (other_clause, one_clause)):
        is_beside = one.dep_ == "conj" or (one.dep_ == "advcl" and any(child.lower_ == "while" for child in one.children))
        if is_beside and one.head == two:
            return True
    return False


def _is_open(article: ArticleReading, casualty: CasualtyClaim) -> bool:
    """Whether the sentence of a figure gives it no day, no town and no single event."""
    clause, figure = cumulative_figures.find_clause(casualty), casualty.statement
    if clause is None or cumulative_figures.has_day(casualty) or _is_in_town(article, casualty):
        return False
    causes = cumulative_figures.find_causes(clause, figure.sentence, figure.start, figure.end)
    return not any(cumulative_figures.is_single(cause, article.lexicon) for cause in causes)


def _is_in_town(article: ArticleReading, casualty: CasualtyClaim) -> bool:
    """Whether a figure is of one town, and the words do not set it against a larger sum: "in Goma alone"."""
    sentence = casualty.statement.sentence
    if _ALONE.search(sentence.text) is not None:
        return False
    place = casualty.event.place if casualty.event is not None and casualty.event.sentence is sentence else None
    if place is None:
        return cumulative_figures.has_town(article, sentence)
    return place.mention.place is not None and place.mention.place.feature == "town"


def _continue_scopes(article: ArticleReading) -> None:
    """Carries the scope of a figure on: all through an article that opens with a statistic, elsewhere to the next sentence."""
    if not _opens_with_statistic(article):
        _continue_to_next_sentence(article)
        return
    _continue_statistic(article)
    _align_equal_figures(article)


def _opens_with_statistic(article: ArticleReading) -> bool:
    """Whether the first dead of an article are those of a statistic, in its title or text, and no incident stands beside them."""
    dead = [each for each in article.casualties if each.outcome == "killed" and each.time_scope != "background"]
    in_title = [each for each in dead if each.statement.sentence.field == "title"]
    in_text = [each for each in dead if each.statement.sentence.field == "text"]
    first = min(in_text, key=lambda each: each.statement.start, default=None)
    is_titled = bool(in_title) and all(each.time_scope in _SCOPES_OF_MANY for each in in_title)
    is_statistic = is_titled or (first is not None and first.time_scope in _SCOPES_OF_MANY)
    opening = in_title if first is None else [*in_title, first]
    return is_statistic and not any(_is_of_incident(article, each) for each in opening)


def _is_of_incident(article: ArticleReading, casualty: CasualtyClaim) -> bool:
    return is_countable(casualty) and not (cumulative_figures.may_be_of_many(casualty) and _is_open(article, casualty))


def _continue_statistic(article: ArticleReading) -> None:
    """Carries the scope of a statistic to each figure after it, until an incident with a day, town or event of its own."""
    in_title = (each.time_scope for each in article.casualties if each.statement.sentence.field == "title")
    scope = next((each for each in in_title if each in _SCOPES_OF_MANY), None)
    in_text = [each for each in article.casualties if each.statement.sentence.field == "text"]
    for casualty in sorted(in_text, key=lambda each: each.statement.start):
        if casualty.time_scope in _SCOPES_OF_MANY:
            scope = casualty.time_scope
        elif is_countable(casualty) and casualty.part_of is None:
            if scope is not None and cumulative_figures.may_be_of_many(casualty) and _is_open(article, casualty):
                casualty.time_scope = scope
            else:
                scope = None


def _align_equal_figures(article: ArticleReading) -> None:
    """Gives a figure of a statistic the scope of an equal one: "43 killed", where the text says in which month."""
    scopes: dict[tuple[str, int], str] = {}
    largest: dict[str, tuple[int, str]] = {}
    for casualty in article.casualties:
        figure = casualty.statement
        number = figure.best or figure.low
        if casualty.time_scope in _SCOPES_OF_MANY and number is not None:
            scopes.setdefault((casualty.outcome, number), casualty.time_scope)
            largest[casualty.outcome] = max(largest.get(casualty.outcome, (0, "")), (number, casualty.time_scope))
    for casualty in article.casualties:
        if not cumulative_figures.may_be_of_many(casualty) or not _is_open(article, casualty):
            continue
        figure, is_title = casualty.statement, casualty.statement.sentence.field == "title"
        if figure.best is not None and (is_title or figure.best >= MIN_TELLING_NUMBER):
            casualty.time_scope = scopes.get((casualty.outcome, figure.best), casualty.time_scope)
        elif is_title and figure.best is None and casualty.outcome in largest:
            number, scope = largest[casualty.outcome]
            casualty.time_scope = scope if number >= (figure.low or 0) >= MIN_TELLING_NUMBER else casualty.time_scope


def _continue_to_next_sentence(article: ArticleReading) -> None:
    """Carries the scope of a sentence to the next: "These attacks cost 117 lives" after the sum of a month."""
    scopes: dict[int, str] = {}
    for casualty in article.casualties:
        if casualty.time_scope in _SCOPES_OF_MANY and casualty.statement.sentence.field == "text":
            scopes[casualty.statement.sentence.index] = casualty.time_scope
    for event in article.events:
        if event.time_scope in _SCOPES_OF_MANY and event.sentence.field == "text":
            scopes.setdefault(event.sentence.index, event.time_scope)
    for casualty in article.casualties:
        sentence = casualty.statement.sentence
        before = scopes.get(sentence.index - 1) if sentence.field == "text" else None
        if before is not None and cumulative_figures.may_be_of_many(casualty) and _goes_on(article, casualty):
            casualty.time_scope = before
            scopes[sentence.index] = before


def _goes_on(article: ArticleReading, casualty: CasualtyClaim) -> bool:
    """Whether a figure without day, place and event of its own goes on with the span of the sentence before."""
    clause, sentence = cumulative_figures.find_clause(casualty), casualty.statement.sentence
    if clause is None or cumulative_figures.has_day(casualty):
        return False
    figure = casualty.statement
    if any(
        cumulative_figures.is_single(cause, article.lexicon)
        for cause in cumulative_figures.find_causes(clause, sentence, figure.start, figure.end)
    ):
        return False
    if _POINTING_BACK.match(sentence.text) is not None:
        return True
    return time_scope.is_present_perfect(clause) and not article.list_places_in(sentence)
