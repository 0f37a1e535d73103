"""Cumulative figures: the dead of a war, a month or a statistic are no incident, whatever their verb.

Here belongs what cause, tense and quantity in its own sentence say of a figure's time scope. Words for a span of time belong to
`times.time_scope`, a scope that comes from other figures to `shared_scopes`; a figure for several incidents that the article
reports one by one belongs to `incident_figures`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from orchestration.extract.article import ArticleReading, CasualtyClaim
from orchestration.extract.discourse import distinctions
from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.parse import Sentence
from orchestration.extract.times import time_scope

MIN_WAR_TOLL = 1000
"""So many dead of an armed conflict are no single incident, unless the words give their day."""

MIN_MANY_INCIDENTS = 4
"""A figure for so many incidents is a statistic: "93 attacks killed 198"."""

_VAGUE_NUMBERS = frozenset({20, 24, 40, 200, 2000})
"""What "tens", "dozens", "scores", "hundreds" and "thousands" are at least."""

_DAY_PRECISION = 2
_MONTH_PRECISION = 4
_MIN_SEVERAL = 2
_CAUSE_PREPOSITIONS = frozenset(
    {"in", "by", "during", "from", "amid", "through", "throughout", "to", "of", "at", "with", "as", "under"}
)
_PAIRING_WORDS = frozenset({"such", "similar"})
_WITHIN_HOURS = re.compile(r"\b(?:in|over|during|within) (?:the )?(?:past|last|previous|preceding)? ?(?:24|48|72) hours\b", re.I)


def may_be_of_many(casualty: CasualtyClaim) -> bool:
    """Whether a figure is of several people and still counts as one incident's."""
    figure = casualty.statement
    is_several = figure.best is None or figure.best >= _MIN_SEVERAL
    return is_several and casualty.person is None and casualty.victim_name is None and casualty.time_scope == "incident"


def find_clause(casualty: CasualtyClaim) -> Token | None:
    verb = casualty.verb
    return None if verb is None else syntax.find_clause_verb(verb) or verb


def find_scope(article: ArticleReading, casualty: CasualtyClaim) -> str | None:
    """Finds the scope that the sentence of a figure gives it, or None if it may be an incident's."""
    clause = find_clause(casualty)
    if clause is not None and _is_of_handover(casualty, clause, article.lexicon):
        return "cumulative"
    if clause is None or has_day(casualty):
        return None
    return _find_scope_of_causes(article, casualty, clause)


def _find_scope_of_causes(article: ArticleReading, casualty: CasualtyClaim, clause: Token) -> str | None:
    lexicon, figure = article.lexicon, casualty.statement
    causes = list(find_causes(clause, figure.sentence, figure.start, figure.end))
    is_broad = any(_is_broad(cause, clause, lexicon) for cause in causes) and not has_town(article, figure.sentence)
    if is_broad or any(_is_lasting(cause, clause, lexicon) for cause in causes) or _is_war_toll(article, casualty, clause):
        return "cumulative"
    if any(_is_many(cause, lexicon) for cause in causes):
        return "period"
    if any(is_single(cause, lexicon) for cause in causes):
        return None
    if _is_recorded(figure.sentence, clause, lexicon) or _is_vague_balance(casualty, clause):
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


def _is_vague_balance(casualty: CasualtyClaim, clause: Token) -> bool:
    """Whether a figure without a number sums up what came before the news: "drones have killed dozens", deep in a text."""
    figure = casualty.statement
    is_deep = figure.sentence.field == "text" and figure.sentence.index >= distinctions.OPENING_SENTENCES
    is_vague = figure.best is None and figure.high is None and (figure.low or 0) in _VAGUE_NUMBERS
    return is_deep and is_vague and time_scope.is_present_perfect(clause)


def _is_of_handover(casualty: CasualtyClaim, clause: Token, lexicon: Lexicon) -> bool:
    """Whether the dead are only handed over: "exchanged the bodies of 40 soldiers", "an exchange of bodies"."""
    if casualty.verb is None or not {casualty.verb.lemma_.lower(), casualty.verb.lower_} & lexicon.harm_words["body"]:
        return False
    words = [clause, *(word for word in casualty.verb.ancestors if word.pos_ == "NOUN")]
    return any(word.lemma_.lower() in lexicon.scope_words["handover"] for word in words)


def has_day(casualty: CasualtyClaim) -> bool:
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
        if _is_about_its_noun(node):
            yield from syntax.find_conjuncts(node.head)
        subject = syntax.find_subject(node)
        if subject is not None and not start <= sentence.offset(subject) < end and not _holds(subject, sentence, start):
            yield from syntax.find_conjuncts(subject)
        for child in node.children:
            if child.dep_ in {"prep", "agent"} and child.lower_ in _CAUSE_PREPOSITIONS:
                yield from syntax.find_prep_objects(node, child.lower_)
            if child.dep_ in {"dobj", "nsubj", "nsubjpass", "attr", "pobj"}:
                yield from _find_settings(child)
            if child.dep_ == "dobj" and node != clause:
                yield child  # "carried out nine raids, killing 40"
        is_joined = node.dep_ in {"conj", "advcl", "xcomp"} and syntax.is_verb(node.head) and not syntax.has_own_subject(node)
        node = node.head if is_joined else None


def _is_about_its_noun(clause: Token) -> bool:
    """Whether a clause says what its noun did: "raids in which 30 died", "a war that killed 300", "raids leading to deaths"."""
    if clause.dep_ == "acl":
        return clause.tag_ == "VBG"
    words = [word for word in clause.subtree if word.tag_ in {"WDT", "WP"} and word.i < clause.i]
    return clause.dep_ == "relcl" and any(word.dep_ in {"pobj", "nsubj"} for word in words)


def _find_settings(noun: Token) -> Iterator[Token]:
    """Finds the setting that a noun of the harm names: "the toll of the war", "the lives lost in the conflict"."""
    for word in noun.subtree:
        if word.dep_ == "pobj" and word.head.lower_ in {"in", "during", "of", "from"} and word != noun:
            yield word


def _holds(noun: Token, sentence: Sentence, start: int) -> bool:
    """Whether the figure at `start` is in the phrase of a noun."""
    return any(sentence.offset(word) == start for word in noun.subtree)


def _is_lasting(noun: Token, clause: Token, lexicon: Lexicon) -> bool:
    """Whether a noun is a state that lasts and is known: "the war", "a war that has killed 300", but not "an offensive"."""
    is_new = any(child.lower_ in {"a", "an"} for child in noun.children) and not time_scope.is_present_perfect(clause)
    return noun.lemma_.lower() in lexicon.scope_words["lasting"] and not is_new and not _is_in_superlative(noun)


def _is_broad(noun: Token, clause: Token, lexicon: Lexicon) -> bool:
    """Whether a noun is many events, unless a town bounds it: "gang violence has killed 30", "killed in police operations"."""
    if _is_in_superlative(noun):
        return False
    if noun.lemma_.lower() in lexicon.scope_words["broad"]:
        return time_scope.is_present_perfect(clause) or clause.tag_ in {"VBZ", "VBP"}
    is_bare = noun.tag_ == "NNS" and not any(child.dep_ in {"det", "poss", "nummod"} for child in noun.children)
    return is_bare and noun.lemma_.lower() in lexicon.scope_words["occurrence"]


def _is_in_superlative(noun: Token) -> bool:
    """Whether a noun only says among which events one is the worst: "the deadliest raid of the war"."""
    return any(each.tag_ in {"JJS", "RBS"} for word in noun.ancestors if not syntax.is_verb(word) for each in word.children)


def is_single(noun: Token, lexicon: Lexicon) -> bool:
    """Whether a noun is one event: "an air strike", "the shelling of the market"."""
    if noun.tag_ not in {"NN", "NNP"} or noun.lemma_.lower() in lexicon.scope_words["lasting"]:
        return False
    return noun.lemma_.lower() in lexicon.incident_nouns and any(
        child.dep_ in {"det", "poss", "amod", "nummod"} for child in noun.children
    )


def _is_many(noun: Token, lexicon: Lexicon) -> bool:
    """Whether a noun is many events: "93 violent incidents", "seven of the operations", "such attacks"; not "six rockets"."""
    counted = next(syntax.find_prep_objects(noun, "of"), None) if noun.pos_ == "NUM" else None
    event = counted or noun
    kinds = (lexicon.noun_trigger_ends - lexicon.scope_words["means"]) | lexicon.scope_words["occurrence"]
    if event.tag_ != "NNS" or event.lemma_.lower() not in kinds:
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
    """Whether a figure is a recorder's statistic: "the UN has verified 30 deaths", "accounted for 30 deaths"."""
    verbs = [clause, *(word for word in clause.ancestors if syntax.is_verb(word))]
    if any(verb.lemma_.lower() in lexicon.scope_words["share"] for verb in verbs):
        return True
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
    is_of_event = any(cause.tag_ != "NNS" and cause.lemma_.lower() in article.lexicon.incident_nouns for cause in causes)
    return _WITHIN_HOURS.search(sentence.text) is not None and not (is_of_event and has_town(article, sentence))


def has_town(article: ArticleReading, sentence: Sentence) -> bool:
    return any(
        place.mention.place is not None and place.mention.place.feature == "town" for place in article.list_places_in(sentence)
    )


def _is_of_month(article: ArticleReading, casualty: CasualtyClaim, clause: Token) -> bool:
    """Whether a figure is a month's: "In August 1,325 were killed", without an attacker or a town."""
    period = casualty.when.period
    if period is None or period.precision < _MONTH_PRECISION or casualty.when.text is None:
        return False
    is_in_town = has_town(article, casualty.statement.sentence)
    is_narrated = any(
        child.dep_ == "advcl" and any(mark.lower_ in {"when", "as", "after"} for mark in child.children)
        for child in clause.children
    )
    agents = [agent for agent in syntax.find_agents(clause) if agent.lemma_.lower() not in article.lexicon.incident_nouns]
    acts = bool(agents) and not syntax.is_passive(clause) and clause.lemma_ not in syntax.DYING_VERBS
    return not is_in_town and not is_narrated and not acts
