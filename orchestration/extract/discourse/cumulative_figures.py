"""Cumulative figures: the dead of a war, a month or a statistic are no incident, whatever their verb.

Here belongs what cause, tense, quantity and the sentence before say of a figure's time scope. Words for a span of time belong to
`times.time_scope`; a figure for several incidents that the article reports one by one belongs to `incident_figures`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from orchestration.extract.article import ArticleReading, CasualtyClaim, EventMention, is_countable
from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.parse import Sentence
from orchestration.extract.times import time_scope

MIN_WAR_TOLL = 1000
"""So many dead of an armed conflict are no single incident, unless the words give their day."""

MIN_MANY_INCIDENTS = 4
"""A figure for so many incidents is a statistic: "93 attacks killed 198"."""

_DAY_PRECISION = 2
_MONTH_PRECISION = 4
_MIN_SEVERAL = 2
_CAUSE_PREPOSITIONS = frozenset({"in", "by", "during", "from", "amid", "through", "throughout", "to", "of", "at", "with"})
_PAIRING_WORDS = frozenset({"such", "similar"})
_HARM_OUTCOMES = frozenset({"killed", "wounded", "missing", "abducted", "captured"})
_WITHIN_HOURS = re.compile(r"\b(?:in|over|during|within) (?:the )?(?:past|last|previous)? ?(?:24|48|72) hours\b", re.I)
_POINTING_BACK = re.compile(r"\W*(?:this|that|these|those|it|they|another|others?|of (?:them|these|those)|in all|its)\b", re.I)


def set_time_scopes(article: ArticleReading) -> None:
    """Sets the time scope of each figure that is about more than one incident, and of the event mentions made from it."""
    for casualty in article.casualties:
        if _may_be_of_many(casualty):
            casualty.time_scope = _find_scope(article, casualty) or casualty.time_scope
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
        sentence, clause = casualty.statement.sentence, _find_clause(casualty)
        for event in article.events:
            if event.sentence is not sentence or event.time_scope != "incident":
                continue
            is_own = event is casualty.event or (clause is not None and _share_clause(event, clause))
            if is_own and not any(each.event is event and is_countable(each) for each in article.casualties):
                event.time_scope = casualty.time_scope


def _share_clause(event: EventMention, clause: Token) -> bool:
    return syntax.find_clause_verb(event.head) == clause


def _may_be_of_many(casualty: CasualtyClaim) -> bool:
    """Whether a figure is of several people and still counts as one incident's."""
    figure = casualty.statement
    is_several = figure.best is None or figure.best >= _MIN_SEVERAL
    return is_several and casualty.person is None and casualty.victim_name is None and casualty.time_scope == "incident"


def _find_clause(casualty: CasualtyClaim) -> Token | None:
    verb = casualty.verb
    return None if verb is None else syntax.find_clause_verb(verb) or verb


def _find_scope(article: ArticleReading, casualty: CasualtyClaim) -> str | None:
    """Finds the scope that the sentence of a figure gives it, or None if it may be an incident's."""
    lexicon, figure, clause = article.lexicon, casualty.statement, _find_clause(casualty)
    if clause is None or _has_day(casualty):
        return None
    causes = list(find_causes(clause, figure.sentence, figure.start, figure.end))
    if any(_is_lasting(cause, lexicon) for cause in causes) or _is_war_toll(article, casualty, clause):
        return "cumulative"
    if any(_is_many(cause, lexicon) for cause in causes):
        return "period"
    if any(_is_single(cause, lexicon) for cause in causes):
        return None
    if _is_recorded(figure.sentence, clause, lexicon):
        return "cumulative"
    is_of_span = _is_of_hours(article, casualty, causes) or _is_of_month(article, casualty, clause)
    return "period" if is_of_span else None


def _is_war_toll(article: ArticleReading, casualty: CasualtyClaim, clause: Token) -> bool:
    """Whether a figure is too large for one incident, and no clause in the past tense says who did it at once."""
    figure = casualty.statement
    if article.context != "conflict" or (figure.best or figure.low or figure.high or 0) < MIN_WAR_TOLL:
        return False
    states_harm = clause == casualty.verb or clause.lemma_ == "leave"
    acts = states_harm and clause.tag_ == "VBD" and not syntax.is_passive(clause) and clause.lemma_ not in syntax.DYING_VERBS
    return not acts or syntax.find_subject(clause) is None


def _has_day(casualty: CasualtyClaim) -> bool:
    """Whether the words give the day of the harm."""
    when = casualty.when
    return when.text is not None and when.period is not None and when.period.precision <= _DAY_PRECISION


def find_causes(clause: Token, sentence: Sentence, start: int, end: int) -> Iterator[Token]:
    """Finds the nouns that the clause names as cause or setting: its subject, its agents, "in …", "during …".

    The words of the figure itself, `start:end`, and of those harmed are none of them.
    """
    for noun in _find_cause_nouns(clause, sentence, start, end):
        yield noun
        yield from syntax.find_prep_objects(noun, "of")  # "a string of attacks"


def _find_cause_nouns(clause: Token, sentence: Sentence, start: int, end: int) -> Iterator[Token]:
    node: Token | None = clause
    while node is not None:
        if node.dep_ == "relcl" and any(word.lower_ == "which" and word.dep_ == "pobj" for word in node.subtree):
            yield from syntax.find_conjuncts(node.head)  # "attacks in which 30 died"
        subject = syntax.find_subject(node)
        if subject is not None and not start <= sentence.offset(subject) < end and not _holds(subject, sentence, start):
            yield from syntax.find_conjuncts(subject)
        for child in node.children:
            if child.dep_ in {"prep", "agent"} and child.lower_ in _CAUSE_PREPOSITIONS:
                yield from syntax.find_prep_objects(node, child.lower_)
            if child.dep_ in {"dobj", "nsubj", "nsubjpass", "attr", "pobj"}:
                yield from _find_settings(child)
        is_joined = node.dep_ in {"conj", "advcl", "xcomp"} and syntax.is_verb(node.head) and not syntax.has_own_subject(node)
        node = node.head if is_joined else None


def _find_settings(noun: Token) -> Iterator[Token]:
    """Finds the setting that a noun of the harm names: "the toll of the war", "the lives lost in the conflict"."""
    for word in noun.subtree:
        if word.dep_ == "pobj" and word.head.lower_ in {"in", "during", "of", "from"} and word != noun:
            yield word


def _holds(noun: Token, sentence: Sentence, start: int) -> bool:
    """Whether the figure at `start` is in the phrase of a noun."""
    return any(sentence.offset(word) == start for word in noun.subtree)


def _is_lasting(noun: Token, lexicon: Lexicon) -> bool:
    """Whether a noun is a state that lasts and is known: "the war", "Russian aggression", but not "an offensive"."""
    is_new = any(child.lower_ in {"a", "an"} for child in noun.children)
    return noun.lemma_.lower() in lexicon.scope_words["lasting"] and not is_new and not _is_in_superlative(noun)


def _is_in_superlative(noun: Token) -> bool:
    """Whether a noun only says among which events one is the worst: "the deadliest raid of the war"."""
    return any(each.tag_ in {"JJS", "RBS"} for word in noun.ancestors if not syntax.is_verb(word) for each in word.children)


def _is_single(noun: Token, lexicon: Lexicon) -> bool:
    """Whether a noun is one event: "an air strike", "the shelling of the market"."""
    if noun.tag_ not in {"NN", "NNP"} or noun.lemma_.lower() in lexicon.scope_words["lasting"]:
        return False
    return noun.lemma_.lower() in lexicon.incident_nouns and any(
        child.dep_ in {"det", "poss", "amod", "nummod"} for child in noun.children
    )


def _is_many(noun: Token, lexicon: Lexicon) -> bool:
    """Whether a noun is many events: "93 violent incidents", "seven of the operations", "such attacks"."""
    counted = next(syntax.find_prep_objects(noun, "of"), None) if noun.pos_ == "NUM" else None
    event = counted or noun
    if event.tag_ != "NNS" or event.lemma_.lower() not in lexicon.noun_trigger_ends | lexicon.scope_words["occurrence"]:
        return False
    numbers = [noun] if counted is not None else [child for child in noun.children if child.dep_ == "nummod"]
    return any(child.lower_ in _PAIRING_WORDS for child in event.children) or any(
        _read_number(word, lexicon) >= MIN_MANY_INCIDENTS for word in numbers
    )


def _read_number(word: Token, lexicon: Lexicon) -> int:
    digits, number = word.text.replace(",", ""), lexicon.numbers.get(word.lower_)
    if digits.isdecimal():
        return int(digits)
    return (number.best or number.low or 0) if number is not None else 0


def _is_recorded(sentence: Sentence, clause: Token, lexicon: Lexicon) -> bool:
    """Whether a figure is a recorder's statistic: "the UN has verified 30 deaths", "according to the ministry's data"."""
    verbs = [clause, *(word for word in clause.ancestors if syntax.is_verb(word))]
    if any(verb.lemma_.lower() in lexicon.scope_words["record"] and time_scope.is_present_perfect(verb) for verb in verbs):
        return True
    words = lexicon.scope_words["statistic"]
    for token in sentence.tokens:
        if token.lemma_.lower() in words and token.pos_ == "NOUN":
            is_source = token.dep_ == "pobj" and token.head.lower_ in {"to", "by"} and token.head.head.lower_ != "brought"
            is_subject = token.dep_ == "nsubj" and token.head in verbs and token.head != clause
            if is_source or is_subject:
                return True
    return False


def _is_of_hours(article: ArticleReading, casualty: CasualtyClaim, causes: list[Token]) -> bool:
    """Whether a figure is of the hours up to the report and of no one attack on a town: "seven were killed within 24 hours"."""
    sentence = casualty.statement.sentence
    is_of_event = any(cause.lemma_.lower() in article.lexicon.incident_nouns for cause in causes)
    return _WITHIN_HOURS.search(sentence.text) is not None and not (is_of_event and _has_town(article, sentence))


def _has_town(article: ArticleReading, sentence: Sentence) -> bool:
    return any(
        place.mention.place is not None and place.mention.place.feature == "town" for place in article.list_places_in(sentence)
    )


def _is_of_month(article: ArticleReading, casualty: CasualtyClaim, clause: Token) -> bool:
    """Whether a figure is a month's: "In August 1,325 were killed", without an attacker or a town."""
    period = casualty.when.period
    if period is None or period.precision < _MONTH_PRECISION or casualty.when.text is None:
        return False
    has_town = _has_town(article, casualty.statement.sentence)
    is_narrated = any(
        child.dep_ == "advcl" and any(mark.lower_ in {"when", "as", "after"} for mark in child.children)
        for child in clause.children
    )
    acts = bool(syntax.find_agents(clause)) and not syntax.is_passive(clause) and clause.lemma_ not in syntax.DYING_VERBS
    return not has_town and not is_narrated and not acts


def _continue_scopes(article: ArticleReading) -> None:
    """Carries the scope of a sentence to the next: "These attacks cost 117 lives" after the sum of a month."""
    scopes: dict[int, str] = {}
    for casualty in article.casualties:
        if casualty.time_scope in {"period", "cumulative"} and casualty.statement.sentence.field == "text":
            scopes[casualty.statement.sentence.index] = casualty.time_scope
    for event in article.events:
        if event.time_scope in {"period", "cumulative"} and event.sentence.field == "text":
            scopes.setdefault(event.sentence.index, event.time_scope)
    for casualty in article.casualties:
        sentence = casualty.statement.sentence
        before = scopes.get(sentence.index - 1) if sentence.field == "text" else None
        if before is not None and _may_be_of_many(casualty) and _goes_on(article, casualty):
            casualty.time_scope = before
            scopes[sentence.index] = before


def _goes_on(article: ArticleReading, casualty: CasualtyClaim) -> bool:
    """Whether a figure without day, place and event of its own goes on with the span of the sentence before."""
    clause, sentence = _find_clause(casualty), casualty.statement.sentence
    if clause is None or _has_day(casualty):
        return False
    figure = casualty.statement
    if any(_is_single(cause, article.lexicon) for cause in find_causes(clause, sentence, figure.start, figure.end)):
        return False
    if _POINTING_BACK.match(sentence.text) is not None:
        return True
    return time_scope.is_present_perfect(clause) and not article.list_places_in(sentence)
