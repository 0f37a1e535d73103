"""Dating an event: which expression of time in its sentence belongs to it, and whether the event is news at all.

Here belong attaching times and time scope (incident, period, cumulative, background). The calendar itself belongs to `dates`.
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
"""What ended longer than this before publication is no longer the article's news."""

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
"""The date precision of a week."""

_BROAD_PENALTY = 10
"""Weeks and years date an event only where no day does."""

_HAPPENING_VERBS = frozenset({"occur", "happen"})
PRESENT_TAGS = frozenset({"VBP", "VBZ"})
_MEANWHILE_MARKERS = frozenset({"while", "when", "as"})
_TOTALLING_VERBS = frozenset({"bring", "take", "push", "raise"})
"""Verbs that tell what a toll came to by the deed: "killing three, bringing the number since May to 70"."""

_OFFSET_WORDS = frozenset({"after", "before"})
_COMPARING_WORDS = frozenset({"since", "than", "like"})
_FUTURE_AUXILIARIES = frozenset({"will", "'ll", "wo", "shall"})


@dataclass(frozen=True, slots=True)
class EventTime:
    """When an event happened, as told."""

    text: str | None = None
    period: dates.Period | None = None
    is_anaphoric: bool = False
    scope: str = "incident"
    has_cue: bool = False
    """Scope comes from words ("in recent weeks"), not only from a date long past."""
    is_offset: bool = False
    """The day is counted from another deed's: "a day after gunmen killed six"."""


def read_event_time(
    sentence: Sentence, trigger: Token, lexicon: Lexicon, published: date | None, anchor: date | None
) -> EventTime:
    """When the event of a trigger happened. `anchor` is the day of the nearest dated incident before it in the article."""
    expression = _choose_expression(sentence, trigger, lexicon, published)
    if expression is not None and expression.kind == "offset":
        anchor = find_offset_anchor(sentence, expression, published)
        if anchor is None and not _is_older_event(sentence, expression):
            expression = None  # "two weeks before the attack" tells nothing of the attack's own day
    period = dates.resolve_time(expression, published, anchor, ahead=is_future(trigger)) if expression is not None else None
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
    """The expression that dates the trigger: in its own phrase, else in its clause, else in front of the sentence.

    A week or year gives way to a day ("the first murder in 2016 came on Sunday"), unless the day lies outside the trigger's own
    ("marched on Sunday to recall the bombing in 2013").
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
    nearest = [each[2] for each in sorted(ranked, key=lambda item: (item[0], item[1], item[2].start))]
    own = next((each for rank, _, each in ranked if rank == _BROAD_PENALTY), None)
    broad = dates.resolve_time(own, published) if own is not None else None
    day = dates.resolve_time(nearest[0], published) if nearest and nearest[0].kind != "offset" else None
    return own if broad and day and not broad.start <= day.start <= broad.end else next(iter(nearest), None)


def _is_after_offset(word: Token, trigger: Token, clause: Token | None) -> bool:
    """Whether a trigger is what follows the last word of an offset, or stands in its clause."""
    return bool({trigger, clause} & set(find_words_after_offset(word)))


def _is_older_event(sentence: Sentence, offset: TimeExpression) -> bool:
    """ "The raid comes a day after gunmen killed six": the deed has a day of its own, before the one of the story."""
    word = _find_carrier(sentence, offset)
    return word is not None and word.dep_ == "mark" and offset.get_part("way") == "after"


def find_words_after_offset(word: Token) -> list[Token]:
    """ "A day after rebels shelled the town", "two days after the attack": the verb, or the nouns, after the last word."""
    word = next((child for child in word.children if child.lower_ in _OFFSET_WORDS), word)  # "a day", of "a day after"
    if word.dep_ == "mark":
        return [word.head, *(child for child in word.head.children if child.dep_ == "conj")]
    found = [each for child in word.children if child.dep_ in {"pobj", "pcomp"} for each in syntax.find_conjuncts(child)]
    # "A day after nine died", where the parser takes the nine for all that follows.
    verbs = [each.doc[each.i + 1] for each in found if each.pos_ == "NUM" and each.i + 1 < each.sent.end]
    return found + [each for each in verbs if syntax.is_verb(each)]


def find_offset_anchor(sentence: Sentence, offset: TimeExpression, published: date | None) -> date | None:
    """The one day that the sentence gives beside an offset: "on Monday, a day after"."""
    days = set()
    for expression, _ in find_expressions(sentence):
        period = None if expression.kind in {"offset", "anaphoric"} else dates.resolve_time(expression, published)
        if period is not None and period.precision == 1:
            days.add(period.start)
    return days.pop() if len(days) == 1 else None


def find_expressions(sentence: Sentence) -> list[tuple[TimeExpression, Token]]:
    """The expressions of time in a sentence, outside a dateline, each with the token that carries it in the tree."""
    dateline = find_dateline_end(sentence.field_text) if sentence.field == "text" else 0
    found = [each for each in find_times(sentence.text) if sentence.start + each.end > dateline]
    return [(each, token) for each in found if (token := _find_carrier(sentence, each)) is not None]


def is_dated(sentence: Sentence, noun: Token) -> bool:
    """ "This morning's attack", "the Sunday bombing": the noun's own words say when."""
    return any(token.head == noun and token.dep_ in syntax.NOUN_MODIFIERS for _, token in find_expressions(sentence))


def is_future(trigger: Token) -> bool:
    """ "Will meet on Friday": the clause tells of what is to come."""
    verb = syntax.find_clause_verb(trigger)
    return verb is not None and any(child.dep_ == "aux" and child.lower_ in _FUTURE_AUXILIARIES for child in verb.children)


def _rank_expression(sentence: Sentence, trigger: Token, clause: Token | None, token: Token, lexicon: Lexicon) -> int | None:
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
        doer = syntax.find_subject(verb)
        is_about = is_later and trigger != verb and (doer is None or trigger not in syntax.find_conjuncts(doer))
        return None if is_about else 1  # "protested today the murder"
    if _are_same_event(verb, clause) and not (verb == clause.head and (is_later or is_speech)):
        return 2
    if is_speech and verb in list(trigger.ancestors):
        if verb.tag_ in PRESENT_TAGS:
            return 3  # "police say early Sunday a man was shot": they say it now
        is_fronted = token.i < min((c.i for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), default=verb.i)
        described = any(each.dep_ in {"relcl", "acl"} and verb in each.ancestors for each in (clause, *clause.ancestors))
        return 3 if is_fronted and not _is_past_perfect(clause) and not described else None
    hangs = verb in list(clause.ancestors) and clause.dep_ in {"conj", "advcl", "relcl", "acl"}
    return 5 if hangs and not is_speech and not is_later else None


def find_event_noun(verb: Token, lexicon: Lexicon) -> Token | None:
    """The noun of a deed that a clause says happened: "a shooting that occurred", "the massacre of monks carried out"."""
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
    """ "A bombing that killed 91 in 2013", "the raid in which two died"."""
    is_relative = any(each.tag_ in {"WDT", "WP"} for each in verb.subtree if each.i < verb.i)
    return is_relative and lexicon.scene_words.get((verb.lemma_.lower(), "verb")) in {"incident", "death"}


def _are_same_event(verb: Token, clause: Token) -> bool:
    """Verbs joined without a subject of their own, and participles: "attacked and killed", "exploded, killing"."""
    joined = {"conj", "advcl", "xcomp"}
    if clause.head == verb and clause.dep_ in joined and not syntax.has_own_subject(clause):
        return True
    return verb.head == clause and verb.dep_ in joined and not syntax.has_own_subject(verb)


def _crosses_clause(token: Token, top: Token, lexicon: Lexicon) -> bool:
    for each in (token, *token.ancestors):
        if each == top:
            return False
        if each.dep_ == "conj" and syntax.is_verb(each) and syntax.has_own_subject(each):
            tells = lexicon.scene_words.get((each.lemma_.lower(), "verb"))
            if tells in {"later", "response"}:
                return True  # "was killed and his body was found on Sunday"
        if each.dep_ in {"relcl", "acl", "advcl", "ccomp", "pcomp"} and syntax.is_verb(each) and not is_meanwhile(each):
            return True
    return True


def is_meanwhile(verb: Token) -> bool:
    """ "Was shot while he was off duty on Tuesday": what went on beside a deed has its day."""
    return verb.dep_ == "advcl" and any(child.lower_ in _MEANWHILE_MARKERS for child in verb.children)


def _is_past_perfect(verb: Token) -> bool:
    return any(child.dep_ in {"aux", "auxpass"} and child.lower_ in {"had", "'d"} for child in verb.children)


def _is_ongoing(trigger: Token) -> bool:
    """ "had been waging a bombing campaign": a state of things, not one event."""
    verb = syntax.find_clause_verb(trigger)
    while verb is not None and verb.dep_ in {"advcl", "conj"} and not syntax.has_own_subject(verb) and syntax.is_verb(verb.head):
        verb = verb.head
    if verb is None or verb.tag_ != "VBG":
        return False
    return any(child.lower_ == "been" for child in verb.children if child.dep_ in {"aux", "auxpass"})


def _is_span_of_many(expression: TimeExpression, trigger: Token, lexicon: Lexicon) -> bool:
    """ "Air raids this week killed 45": several deeds of a week, month or year."""
    is_deed = trigger.lemma_.lower() in lexicon.incident_nouns
    return bool(expression.get_part("unit_span")) and trigger.tag_ == "NNS" and is_deed


def is_total(sentence: Sentence, verb: Token, when: EventTime) -> bool:
    """ "Shelling has killed 45 people this week": the present perfect sums up a week, month or year that goes on."""
    clause = syntax.find_clause_verb(verb)
    is_open = (
        when.period is not None and when.period.precision >= _WEEK_PRECISION and _GOING_ON.match(when.text or "") is not None
    )
    return is_open and clause is not None and _is_present_perfect(clause)


def _is_present_perfect(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ in {"have", "has", "'ve"} for child in verb.children)


def _find_scope_cue(sentence: Sentence, trigger: Token, lexicon: Lexicon) -> str | None:
    """Words that mark the trigger's clause, or one that hangs on it, as older or longer than one event."""
    text = sentence.text.lower()
    then = _SINCE_THEN.search(text)
    if then is not None and not _is_compared(sentence, then.start()):
        return "cumulative"
    spots = [(match.start(), "period") for match in _LONG_TIME.finditer(text) if not _is_compared(sentence, match.start())]
    for match in _SINCE_DATE.finditer(text):
        if match.start() == 0 and not _is_compared(sentence, 0):
            return "period"  # in front of the sentence it holds for all of it
        if not _is_compared(sentence, match.start()):
            spots.append((match.start(), "period"))
    spots += _find_listed_cues(text, lexicon)
    clause = syntax.find_clause_verb(trigger)
    for start, scope in sorted(spots):
        token = next((each for each in sentence.tokens if sentence.offset(each) >= sentence.start + start), None)
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
    """ "The deadliest raid since the attack last year": what a deed is compared with is another deed, of other times."""
    for each in (word, *word.ancestors):
        if each == above or above not in each.ancestors:
            return False
        if each.lower_ in _COMPARING_WORDS and any(
            _is_superlative(t) for t in each.doc[max(each.i - 5, each.sent.start) : each.i]
        ):
            return True
    return False


def _is_superlative(word: Token) -> bool:
    return word.tag_ in {"JJS", "RBS"} or word.lower_ in {"first", "worst", "only"}


def _is_in_running_total(word: Token, clause: Token) -> bool:
    """ "Killing three, bringing the number since May to 70": May is of the number, not of the deed."""
    for each in word.ancestors:
        if each == clause:
            return False
        if each.dep_ == "advcl" and each.lemma_ in _TOTALLING_VERBS:
            return True
    return False


@lru_cache(maxsize=256)
def _find_listed_cues(text: str, lexicon: Lexicon) -> list[tuple[int, str]]:
    """Where the listed cues of time stand in a sentence."""
    if lexicon.any_time_cue.search(text) is None:
        return []
    return [(match.start(), scope) for cue, scope in lexicon.time_cues for match in cue.finditer(text)]


def _has_lasted_since(verb: Token) -> bool:
    """ "Hundreds have been killed since the talks failed": all that came after something, in the present perfect."""
    since = [mark for child in verb.children if child.dep_ == "advcl" for mark in child.children if mark.dep_ == "mark"]
    return _is_present_perfect(verb) and any(mark.lower_ == "since" for mark in since)


def _is_compared(sentence: Sentence, start: int) -> bool:
    """ "the deadliest raid since May", "for the first time since 2012": one event, compared with others."""
    before = [token for token in sentence.tokens if sentence.offset(token) < sentence.start + start][-5:]
    return any(_is_superlative(token) for token in before if token.i)


def _find_carrier(sentence: Sentence, expression: TimeExpression) -> Token | None:
    """The token that carries the expression in the tree: the last word whose head lies outside it."""
    start, end = sentence.start + expression.start, sentence.start + expression.end
    inside = [each for each in sentence.tokens if start <= sentence.offset(each) < end]
    outward = [each for each in inside if each.head not in inside or each.head == each]
    if not outward:
        return None
    token = outward[0] if outward[0].lower_ in WEEKDAYS else outward[-1]  # "that occurred Tuesday, January 5th"
    return _find_described_word(token) or token


def _find_described_word(token: Token) -> Token | None:
    """ "A man who was shot Tuesday remained in hospital": a time between subject and verb is of the words that end before it."""
    verb, first = token.head, min(each.i for each in token.subtree)
    if not syntax.is_verb(verb) or token.i > verb.i or first == token.sent.start:
        return None
    before = token.doc[first - 1]
    clause = syntax.find_clause_verb(before)
    is_of_subject = any(each.dep_ in {"nsubj", "nsubjpass"} and each.head == verb for each in before.ancestors)
    return before if is_of_subject and before.pos_ != "PUNCT" and clause not in (None, verb) else None
