"""Dating an event: which expression of time in its sentence belongs to it, and whether the event is news.

Here belong the choice of the expression and the time scope (incident, period, cumulative, background). The calendar belongs to
`dates`, the words that are a time to `time_words`, and dates taken from other sentences to `events.inferred_dates`.
"""

# ruff: noqa: PLR0911  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from spacy.tokens import Token

from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.dateline import find_dateline_end
from orchestration.extract.parsing.parse import Sentence
from orchestration.extract.times import dates
from orchestration.extract.times.time_words import WEEKDAYS, TimeExpression, find_times

MAX_NEWS_AGE_DAYS = 21
"""An event that ended more days than this before publication is background, not news."""

_SINCE_THEN = re.compile(
    r"\bsince (?:[\w']+ ){0,5}(?:19|20)\d\d\b|"
    r"\b(?:in|of|after|during|over) (?:the |its )?(?:\w+|\d+)[ -]years? of (?:civil )?(?:war|conflict|fighting)\b",
    re.I,
)
_SINCE_DATE = re.compile(
    r"\bsince (?:(?:early|late|mid|last|the|on|this|that|its|their)[ -]){0,2}(?:(?:\d{1,2}(?:st|nd|rd|th)?|start of) )?"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|"
    r"\bsince (?:(?:early|late|mid|last|the|on)[ -]){0,2}(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?)?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\b|\bsince last (?:week|month)\b",
    re.I,
)
_LONG_TIME = re.compile(
    r"\b(?:in|over|during|for|within) (?:the )?(?:past|last) (?!night|evening|weekend\b|week\b|month\b|year\b|few hours)|"
    r"\bsince (?:[\w'-]+ ){1,10}?(?:began|begun|started|broke out|erupted)\b|\bin (?:this|the) decade\b|"
    r"\b(?:in|over|during|after|for) (?:a|\w+|\d+) (?:days?|weeks?|months?|years?) of (?!the\b|a\b|his\b|her\b|their\b)\w+|"
    r"\b(?:in|over|during|for|within) the (?:first|last|final|opening) (?:\w+ )?(?:days|weeks|months|half|quarter) of\b",
    re.I,
)
_GOING_ON = re.compile(r"this (?:week|month|year)\b", re.I)
_WEEK_PRECISION = 3
"""UCDP's date precision for a week."""

_BROAD_PENALTY = 10
"""Added to the rank of a week or year, which dates an event only when no day does."""

_HAPPENING_VERBS = frozenset({"occur", "happen"})
PRESENT_TAGS = frozenset({"VBP", "VBZ"})
_MEANWHILE_MARKERS = frozenset({"while", "when", "as"})
_TOTALLING_VERBS = frozenset({"bring", "take", "push", "raise"})
"""Verbs that give the total after an event: "killing three, bringing the number since May to 70"."""

_OFFSET_WORDS = frozenset({"after", "before"})
_COMPARING_WORDS = frozenset({"since", "than", "like"})
_FUTURE_AUXILIARIES = frozenset({"will", "'ll", "wo", "shall"})


@dataclass(frozen=True, slots=True)
class EventTime:
    """When an event happened, as its sentence states it.

    `text` are the words of time, `period` the days that they mean; both are None when unknown. `scope` is "incident", "period",
    "cumulative" or "background".
    """

    text: str | None = None
    period: dates.Period | None = None
    is_anaphoric: bool = False
    scope: str = "incident"
    has_cue: bool = False
    """Whether the scope comes from words ("in recent weeks"), not only from a date long past."""
    is_offset: bool = False
    """Whether the day counts from that of another event: "a day after gunmen killed six"."""


def read_event_time(
    sentence: Sentence, trigger: Token, lexicon: Lexicon, published: date | None, anchor: date | None
) -> EventTime:
    """Reads when the event of a trigger happened.

    `anchor` is the day of the nearest dated incident before it in the article, from which "a day later" counts.
    """
    expression = _choose_expression(sentence, trigger, lexicon, published)
    if expression is not None and expression.kind == "offset":
        anchor = find_offset_anchor(sentence, expression, published)
        if anchor is None and not _is_older_event(sentence, expression):
            expression = None  # "two weeks before the attack" does not date the attack
    period = dates.resolve_time(expression, published, anchor, is_future=is_future(trigger)) if expression is not None else None
    text = expression.text if expression is not None else None
    is_anaphoric = expression is not None and expression.is_anaphoric
    cue = _find_scope_cue(sentence, trigger, lexicon)
    if cue is not None:
        return EventTime(text, period, is_anaphoric, cue, True)
    scope = "incident"
    if period is not None and published is not None and period.end < published - timedelta(days=MAX_NEWS_AGE_DAYS):
        scope = "background"
    elif period is None and expression is not None and expression.kind in {"month", "year"}:
        scope = "background"  # "in April", in an article of unknown date
    elif _is_ongoing(trigger) or (expression is not None and _is_span_of_many(expression, trigger, lexicon)):
        scope = "period"
    return EventTime(text, period, is_anaphoric, scope, is_offset=expression is not None and expression.kind == "offset")


def _choose_expression(sentence: Sentence, trigger: Token, lexicon: Lexicon, published: date | None) -> TimeExpression | None:
    """Chooses the expression that dates a trigger: in its phrase, else in its clause, else at the start of the sentence.

    A day counts before a week or year ("the first murder in 2016 came on Sunday"), unless the week or year is in the trigger's
    own phrase and the day lies outside it ("marched on Sunday to recall the bombing in 2013").
    """
    clause = syntax.find_clause_verb(trigger)
    ranked: list[tuple[int, int, TimeExpression]] = []
    for expression, token in find_expressions(sentence):
        if expression.kind == "offset":
            rank = -1 if _is_after_offset(token, trigger, clause) else None
        elif expression.get_part("described"):
            rank = 0 if token.head == trigger else None  # "the May attack"
        else:
            rank = _rank_expression(sentence, trigger, clause, token, lexicon)
        if rank is not None:
            penalty = _BROAD_PENALTY if expression.kind in {"span", "year"} else 0
            ranked.append((rank + penalty, abs(token.i - trigger.i), expression))
    nearest = [row[2] for row in sorted(ranked, key=lambda row: (row[0], row[1], row[2].start))]
    own = next((expression for rank, _, expression in ranked if rank == _BROAD_PENALTY), None)
    broad = dates.resolve_time(own, published) if own is not None else None
    day = dates.resolve_time(nearest[0], published) if nearest and nearest[0].kind != "offset" else None
    return own if broad and day and not broad.start <= day.start <= broad.end else next(iter(nearest), None)


def _is_after_offset(word: Token, trigger: Token, clause: Token | None) -> bool:
    """Whether a trigger is the event after an offset ("a day after the attack"), or the verb of its clause is."""
    return bool({trigger, clause} & set(find_words_after_offset(word)))


def _is_older_event(sentence: Sentence, offset: TimeExpression) -> bool:
    """Whether an offset leads to an older event with a day of its own: "The raid comes a day after gunmen killed six"."""
    word = _find_carrier(sentence, offset)
    return word is not None and word.dep_ == "mark" and offset.get_part("way") == "after"


def find_words_after_offset(word: Token) -> list[Token]:
    """Finds the verb or the nouns after an offset: "A day after rebels shelled the town", "two days after the attack"."""
    word = next((child for child in word.children if child.lower_ in _OFFSET_WORDS), word)  # "a day", of "a day after"
    if word.dep_ == "mark":
        return [word.head, *(child for child in word.head.children if child.dep_ == "conj")]
    found = [noun for child in word.children if child.dep_ in {"pobj", "pcomp"} for noun in syntax.find_conjuncts(child)]
    # In "a day after nine died" the parser takes only the nine as the object.
    followers = [noun.doc[noun.i + 1] for noun in found if noun.pos_ == "NUM" and noun.i + 1 < noun.sent.end]
    return found + [word for word in followers if syntax.is_verb(word)]


def find_offset_anchor(sentence: Sentence, offset: TimeExpression, published: date | None) -> date | None:
    """Finds the day from which an offset counts: the only other day in the sentence ("on Monday, a day after")."""
    days = set()
    for expression, _ in find_expressions(sentence):
        period = None if expression.kind in {"offset", "anaphoric"} else dates.resolve_time(expression, published)
        if period is not None and period.precision == 1:
            days.add(period.start)
    return days.pop() if len(days) == 1 else None


def find_expressions(sentence: Sentence) -> list[tuple[TimeExpression, Token]]:
    """Finds the expressions of time in a sentence, outside a dateline, each with the token that carries it in the tree."""
    dateline = find_dateline_end(sentence.field_text) if sentence.field == "text" else 0
    found = [expression for expression in find_times(sentence.text) if sentence.start + expression.end > dateline]
    return [(expression, token) for expression in found if (token := _find_carrier(sentence, expression)) is not None]


def is_dated(sentence: Sentence, noun: Token) -> bool:
    """Whether a noun's own words say when: "This morning's attack", "the Sunday bombing"."""
    return any(token.head == noun and token.dep_ in syntax.NOUN_MODIFIERS for _, token in find_expressions(sentence))


def is_future(trigger: Token) -> bool:
    """Whether the clause of a trigger is about the future: "Will meet on Friday"."""
    verb = syntax.find_clause_verb(trigger)
    return verb is not None and any(child.dep_ == "aux" and child.lower_ in _FUTURE_AUXILIARIES for child in verb.children)


def _rank_expression(sentence: Sentence, trigger: Token, clause: Token | None, token: Token, lexicon: Lexicon) -> int | None:
    """Ranks how closely the expression at `token` belongs to the trigger: 0 is closest, None means not at all."""
    if is_in_comparison(token, trigger):
        return None
    verb = syntax.find_clause_verb(token)
    if verb is not None and find_event_noun(verb, lexicon) == trigger:
        return 0
    if trigger in token.ancestors:
        return None if _crosses_clause(token, trigger, lexicon) else 0
    verb = syntax.find_clause_verb(token.head if token.head != token else token)
    if verb is None or clause is None:
        return 3 if verb == clause else None
    if is_meanwhile(verb) and syntax.is_verb(verb.head):
        verb = verb.head
    is_later = lexicon.scene_words.get((verb.lemma_.lower(), "verb")) == "later"
    is_speech = lexicon.reporting_words.get(verb.lemma_.lower()) is not None
    if verb == clause:
        subject = syntax.find_subject(verb)
        is_about = is_later and trigger != verb and (subject is None or trigger not in syntax.find_conjuncts(subject))
        return None if is_about else 1  # "protested today the murder"
    if _are_same_event(verb, clause) and not (verb == clause.head and (is_later or is_speech)):
        return 2
    if is_speech and verb in list(trigger.ancestors):
        if verb.tag_ in PRESENT_TAGS:
            return 3  # "police say early Sunday a man was shot": they say it now
        is_fronted = token.i < min((c.i for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), default=verb.i)
        is_described = any(word.dep_ in {"relcl", "acl"} and verb in word.ancestors for word in (clause, *clause.ancestors))
        return 3 if is_fronted and not _is_past_perfect(clause) and not is_described else None
    is_under = verb in list(clause.ancestors) and clause.dep_ in {"conj", "advcl", "relcl", "acl"}
    return 5 if is_under and not is_speech and not is_later else None


def find_event_noun(verb: Token, lexicon: Lexicon) -> Token | None:
    """Finds the noun of an event that a clause says happened: "a shooting that occurred", "the massacre of monks carried out"."""
    if verb.dep_ not in {"relcl", "acl"}:
        return None
    if verb.head.lemma_.lower() in lexicon.incident_nouns and _is_harm_clause(verb, lexicon):
        return verb.head
    if verb.lemma_ not in _HAPPENING_VERBS and (verb.dep_ != "acl" or verb.lemma_ not in lexicon.light_verbs["trigger"]):
        return None
    noun = verb.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.lemma_.lower() in lexicon.victim_nouns:
        noun = noun.head.head
    return noun


def _is_harm_clause(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a relative clause reports harm: "A bombing that killed 91 in 2013", "the raid in which two died"."""
    is_relative = any(word.tag_ in {"WDT", "WP"} for word in verb.subtree if word.i < verb.i)
    return is_relative and lexicon.scene_words.get((verb.lemma_.lower(), "verb")) in {"incident", "death"}


def _are_same_event(verb: Token, clause: Token) -> bool:
    """Whether two verbs report one event: joined without a second subject, "attacked and killed", "exploded, killing"."""
    joined = {"conj", "advcl", "xcomp"}
    if clause.head == verb and clause.dep_ in joined and not syntax.has_own_subject(clause):
        return True
    return verb.head == clause and verb.dep_ in joined and not syntax.has_own_subject(verb)


def _crosses_clause(token: Token, top: Token, lexicon: Lexicon) -> bool:
    for word in (token, *token.ancestors):
        if word == top:
            return False
        if word.dep_ == "conj" and syntax.is_verb(word) and syntax.has_own_subject(word):
            scene = lexicon.scene_words.get((word.lemma_.lower(), "verb"))
            if scene in {"later", "response"}:
                return True  # "was killed and his body was found on Sunday"
        if word.dep_ in {"relcl", "acl", "advcl", "ccomp", "pcomp"} and syntax.is_verb(word) and not is_meanwhile(word):
            return True
    return True


def is_meanwhile(verb: Token) -> bool:
    """Whether a clause went on during the event and so has its day: "Was shot while he was off duty on Tuesday"."""
    return verb.dep_ == "advcl" and any(child.lower_ in _MEANWHILE_MARKERS for child in verb.children)


def _is_past_perfect(verb: Token) -> bool:
    return any(child.dep_ in {"aux", "auxpass"} and child.lower_ in {"had", "'d"} for child in verb.children)


def _is_ongoing(trigger: Token) -> bool:
    """Whether a trigger is a state that lasts, not one event: "had been waging a bombing campaign"."""
    verb = syntax.find_clause_verb(trigger)
    while verb is not None and verb.dep_ in {"advcl", "conj"} and not syntax.has_own_subject(verb) and syntax.is_verb(verb.head):
        verb = verb.head
    if verb is None or verb.tag_ != "VBG":
        return False
    return any(child.lower_ == "been" for child in verb.children if child.dep_ in {"aux", "auxpass"})


def _is_span_of_many(expression: TimeExpression, trigger: Token, lexicon: Lexicon) -> bool:
    """Whether a trigger is several events of a week, month or year: "Air raids this week killed 45"."""
    is_incident = trigger.lemma_.lower() in lexicon.incident_nouns
    return bool(expression.get_part("unit_span")) and trigger.tag_ == "NNS" and is_incident


def is_total(sentence: Sentence, verb: Token, when: EventTime) -> bool:
    """Whether a figure is the total of a period that goes on: "Shelling has killed 45 people this week" (present perfect)."""
    clause = syntax.find_clause_verb(verb)
    is_open = (
        when.period is not None and when.period.precision >= _WEEK_PRECISION and _GOING_ON.match(when.text or "") is not None
    )
    return is_open and clause is not None and _is_present_perfect(clause)


def _is_present_perfect(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ in {"have", "has", "'ve"} for child in verb.children)


def _find_scope_cue(sentence: Sentence, trigger: Token, lexicon: Lexicon) -> str | None:
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
        if verb is None or clause is None or trigger in token.ancestors or verb == clause or _are_same_event(verb, clause):
            return scope
        if verb.head == clause and verb.dep_ == "advcl":
            return scope
        if clause.dep_ == "conj" and clause.head == verb and text.startswith("since", start):
            return scope  # "since May 40 have been killed and 60 injured"
        if verb in list(clause.ancestors) and not lexicon.reporting_words.get(verb.lemma_.lower()):
            return scope
    return "period" if clause is not None and _has_lasted_since(clause) else None


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


def _is_superlative(word: Token) -> bool:
    return word.tag_ in {"JJS", "RBS"} or word.lower_ in {"first", "worst", "only"}


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
    return _is_present_perfect(verb) and any(mark.lower_ == "since" for mark in since)


def _is_compared(sentence: Sentence, start: int) -> bool:
    """Whether the time at `start` only compares one event with others: "the deadliest raid since May"."""
    before = [token for token in sentence.tokens if sentence.offset(token) < sentence.start + start][-5:]
    return any(_is_superlative(token) for token in before if token.i)


def _find_carrier(sentence: Sentence, expression: TimeExpression) -> Token | None:
    """Finds the token that carries an expression in the tree: its last word whose head lies outside it."""
    start, end = sentence.start + expression.start, sentence.start + expression.end
    inside = [word for word in sentence.tokens if start <= sentence.offset(word) < end]
    outward = [word for word in inside if word.head not in inside or word.head == word]
    if not outward:
        return None
    token = outward[0] if outward[0].lower_ in WEEKDAYS else outward[-1]  # "that occurred Tuesday, January 5th"
    return _find_described_word(token) or token


def _find_described_word(token: Token) -> Token | None:
    """Finds the word before a time between subject and verb, to which the time belongs.

    "A man who was shot Tuesday remained in hospital": Tuesday dates the shooting.
    """
    verb, first = token.head, min(word.i for word in token.subtree)
    if not syntax.is_verb(verb) or token.i > verb.i or first == token.sent.start:
        return None
    before = token.doc[first - 1]
    clause = syntax.find_clause_verb(before)
    is_of_subject = any(word.dep_ in {"nsubj", "nsubjpass"} and word.head == verb for word in before.ancestors)
    return before if is_of_subject and before.pos_ != "PUNCT" and clause not in (None, verb) else None
