"""The time scope of words: one incident, or many over a span of time (period, cumulative, background).

Here belongs what the words of a sentence say of how long they hold. Which expression dates an event belongs to `event_times`;
what else shows that a figure is of many incidents belongs to `discourse.cumulative_figures` and `discourse.shared_scopes`.
"""

# ruff: noqa: PLR0911  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

import re
from functools import lru_cache

from spacy.tokens import Token

from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.parse import Sentence
from orchestration.extract.times.dates import Period
from orchestration.extract.times.time_words import MONTHS, TimeExpression

_SINCE_THEN = re.compile(
    r"\bsince (?:[\w']+ ){0,5}(?:19|20)\d\d\b|"
    r"\b(?:in|of|after|during|over) (?:the |its )?(?:\w+|\d+)[ -]years? of (?:civil )?(?:war|conflict|fighting)\b",
    re.I,
)
_SINCE_DATE = re.compile(
    r"\bsince (?:(?:early|late|mid|last|the|on|this|that|its|their)[ -]){0,2}(?:(?:\d{1,2}(?:st|nd|rd|th)?|start of) )?"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b(?!'s)|"
    r"\bsince (?:(?:early|late|mid|last|the|on)[ -]){0,2}(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?)?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\b|\bsince last (?:week|month)\b",
    re.I,
)
_MONTH_NAME = f"(?:{'|'.join(MONTHS)})"
_MONTH_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTH_NAME}(?: \d{{1,2}}\b)?(?:,? (?:19|20)\d\d)?"
_NUMBER = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|\d+)"
_LONG_TIME = re.compile(
    r"\b(?:in|over|during|for|within) (?:the )?(?:past|last) (?!night|evening|weekend\b|week\b|month\b|year\b|(?:few|\d+) hours)|"
    r"\bsince (?:[\w'-]+ ){1,10}?(?:began|begun|started|broke out|erupted)\b|\bin (?:this|the) decade\b|"
    r"\b(?:in|over|during|after|for) (?:a|\w+|\d+) (?:days?|weeks?|months?|years?) of (?!the\b|a\b|his\b|her\b|their\b)\w+|"
    r"\b(?:in|over|during|for|within) the (?:first|last|final|opening) (?:\w+ ){0,2}(?:days|weeks|months|half|quarter) of\b|"
    r"\b(?:in|over|during) the (?:month|quarter|year|season)\b(?! of\b)|\bthis season\b|"
    r"\b(?:each|per) (?:day|week|month|year)\b|\bevery (?:\w+ )?(?:minutes|hours|days|weeks|months|years)\b|"
    r"\b(?:within|during) the week\b(?! of)|\b(?:in|within|during|for|over) (?:the|this|that) (?:\w+ ){0,2}period\b|"
    r"\b(?:in|during|for|of) the (?:first|second|third|fourth|last|previous) (?:quarter|half of (?:the year|(?:19|20)\d\d))\b|"
    rf"\b(?:in|within|over) (?:(?:just|only|about|nearly|almost|barely|the|next|following|first|last) ){{0,2}}{_NUMBER} "
    r"(?:days|weeks?|months?|years?)\b(?!['’-]| (?:of|after|before|ago|earlier|later|old|time)\b)|"
    rf"\b(?:between|from) {_MONTH_DAY} (?:and|to|until|till|through) {_MONTH_DAY}|"
    r"\b(?:between|from) (?:19|20)\d\d (?:and|to|until|till|through) (?:(?:19|20)\d\d|last year|now)\b|"
    rf"\bin {_MONTH_NAME} (?:and|to|until|through) {_MONTH_NAME}\b(?! \d)",
    re.I,
)
_GOING_ON = re.compile(r"this (?:week|month|year)\b", re.I)
_WEEK_PRECISION = 3
"""UCDP's date precision for a week."""

_TIMES_OF_DAY = frozenset({"dawn", "morning", "midnight", "noon", "afternoon", "evening", "night", "daybreak", "sunrise", "then"})
_TOTALLING_VERBS = frozenset({"bring", "take", "push", "raise"})
"""Verbs that give the total after an event: "killing three, bringing the number since May to 70"."""

_RANKING_WORDS = frozenset(
    {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "worst", "only"}
)
_COMPARING_WORDS = frozenset({"since", "than", "like"})


def find_scope_cue(sentence: Sentence, trigger: Token, lexicon: Lexicon) -> str | None:
    """Finds the scope that words give to the trigger's clause, or to one under it: older or longer than one event."""
    text = sentence.text.lower()
    then = _SINCE_THEN.search(text)
    if then is not None and not _is_compared(sentence, then.start()):
        return "cumulative"
    spots = [(match.start(), "period") for match in _LONG_TIME.finditer(text) if not _is_compared(sentence, match.start())]
    for match in _SINCE_DATE.finditer(text):
        if match.start() == 0 and not _is_compared(sentence, 0):
            return "period"  # at the start it holds for the whole sentence
        if not _is_compared(sentence, match.start()):
            spots.append((match.start(), "period"))
    spots += _find_listed_cues(text, lexicon)
    clause = syntax.find_clause_verb(trigger)
    for start, scope in sorted(spots):
        token = next((word for word in sentence.tokens if sentence.offset(word) >= sentence.start + start), None)
        if token is None:
            continue
        verb = syntax.find_clause_verb(token)
        if clause is not None and (_is_in_running_total(token, clause) or is_in_comparison(token, clause)):
            continue
        if verb is None or clause is None or trigger in token.ancestors or verb == clause or are_same_event(verb, clause):
            return scope
        if verb.head == clause and verb.dep_ == "advcl":
            return scope
        if clause.dep_ == "conj" and clause.head == verb and text.startswith("since", start):
            return scope  # "since May 40 have been killed and 60 injured"
        if verb in list(clause.ancestors) and not lexicon.reporting_words.get(verb.lemma_.lower()):
            return scope
    if _is_since_turning_point(trigger, clause, lexicon):
        return "cumulative"
    return "period" if clause is not None and _has_lasted_since(clause) else None


def is_total(sentence: Sentence, verb: Token, period: Period | None, words: str | None) -> bool:
    """Whether a figure is the total of a period that goes on: "Shelling has killed 45 people this week" (present perfect)."""
    clause = syntax.find_clause_verb(verb)
    is_open = period is not None and period.precision >= _WEEK_PRECISION and _GOING_ON.match(words or "") is not None
    return is_open and clause is not None and is_present_perfect(clause)


def is_ongoing(trigger: Token) -> bool:
    """Whether a trigger is a state that lasts, not one event: "had been waging a bombing campaign"."""
    verb = syntax.find_clause_verb(trigger)
    while verb is not None and verb.dep_ in {"advcl", "conj"} and not syntax.has_own_subject(verb) and syntax.is_verb(verb.head):
        verb = verb.head
    if verb is None or verb.tag_ != "VBG":
        return False
    return any(child.lower_ == "been" for child in verb.children if child.dep_ in {"aux", "auxpass"})


def is_span_of_many(expression: TimeExpression, trigger: Token, lexicon: Lexicon) -> bool:
    """Whether a trigger is several events of a week, month or year: "Air raids this week killed 45"."""
    is_incident = trigger.lemma_.lower() in lexicon.noun_trigger_ends
    return bool(expression.get_part("unit_span")) and trigger.tag_ == "NNS" and is_incident


def is_in_comparison(word: Token, above: Token) -> bool:
    """Whether a word belongs to an event that another is compared with: "The deadliest raid since the attack last year"."""
    for node in (word, *word.ancestors):
        if node == above or above not in node.ancestors:
            return False
        if node.lower_ in _COMPARING_WORDS and any(
            _is_superlative(t) for t in node.doc[max(node.i - 5, node.sent.start) : node.i]
        ):
            return True
    return False


def are_same_event(verb: Token, clause: Token) -> bool:
    """Whether two verbs report one event: joined without a second subject, "attacked and killed", "exploded, killing"."""
    joined = {"conj", "advcl", "xcomp"}
    if clause.head == verb and clause.dep_ in joined and not syntax.has_own_subject(clause):
        return True
    return verb.head == clause and verb.dep_ in joined and not syntax.has_own_subject(verb)


def _is_superlative(word: Token) -> bool:
    return (word.tag_ in {"JJS", "RBS"} and word.lower_ != "least") or word.lower_ in _RANKING_WORDS  # "at least 70"


def _is_in_running_total(word: Token, clause: Token) -> bool:
    """Whether a word belongs to a total, not to the event: May in "Killing three, bringing the number since May to 70"."""
    for node in word.ancestors:
        if node == clause:
            return False
        if node.dep_ == "advcl" and node.lemma_ in _TOTALLING_VERBS:
            return True
    return False


@lru_cache(maxsize=256)
def _find_listed_cues(text: str, lexicon: Lexicon) -> list[tuple[int, str]]:
    """Finds the offsets and scopes of the lexicon's cues of time in a sentence."""
    if lexicon.any_time_cue.search(text) is None:
        return []
    return [(match.start(), scope) for cue, scope in lexicon.time_cues for match in cue.finditer(text)]


def _has_lasted_since(verb: Token) -> bool:
    """Whether a clause sums up all events since another: "Hundreds have been killed since the talks failed"."""
    since = [mark for child in verb.children if child.dep_ == "advcl" for mark in child.children if mark.dep_ == "mark"]
    return is_present_perfect(verb) and any(mark.lower_ == "since" for mark in since)


def _is_since_turning_point(trigger: Token, clause: Token | None, lexicon: Lexicon) -> bool:
    """Whether "since" counts from what is no single attack: "2,000 dead since the coup", but not "since the strike"."""
    for word in trigger.sent:
        if word.lower_ != "since" or word.dep_ != "prep" or syntax.find_clause_verb(word) != clause:
            continue
        noun = next((child for child in word.children if child.dep_ == "pobj"), None)
        if noun is None or noun.tag_ != "NN" or noun.lower_ in _TIMES_OF_DAY or is_in_comparison(word, trigger):
            continue
        if noun.lemma_.lower() not in lexicon.incident_nouns:
            return True
    return False


def is_present_perfect(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ in {"have", "has", "'ve"} for child in verb.children)


def _is_compared(sentence: Sentence, start: int) -> bool:
    """Whether the time at `start` only compares one event with others: "the deadliest raid since May"."""
    before = [token for token in sentence.tokens if sentence.offset(token) < sentence.start + start][-5:]
    return any(_is_superlative(token) for token in before if token.i)
