"""Dating an event: which expression of time in its sentence belongs to it, and whether the event is news.

Here belongs the choice of the expression. The calendar belongs to `dates`, the words that are a time to `time_words`, words for a
span of many incidents to `time_scope`, and dates taken from other sentences to `events.inferred_dates`.
"""

# ruff: noqa: PLR0911  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Token

from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.dateline import find_dateline_end
from orchestration.extract.parsing.parse import Sentence
from orchestration.extract.times import dates, time_scope
from orchestration.extract.times.time_words import WEEKDAYS, TimeExpression, find_times

MAX_NEWS_AGE_DAYS = 21
"""An event that ended more days than this before publication is background, not news."""

_BROAD_PENALTY = 10
"""Added to the rank of a week or year, which dates an event only when no day does."""

_HAPPENING_VERBS = frozenset({"occur", "happen"})
PRESENT_TAGS = frozenset({"VBP", "VBZ"})
_MEANWHILE_MARKERS = frozenset({"while", "when", "as"})
_OFFSET_WORDS = frozenset({"after", "before"})
_WIDE_KINDS = frozenset({"span", "month", "year"})
_NAMED_DAYS = frozenset({"day", "weekday", "near", "feast"})
_FINDING_VERBS = frozenset({"find", "discover", "recover", "retrieve", "unearth", "exhume", "uncover"})
_UP_TO = re.compile(r"\b(?:by|until|till|as of|up to)(?: (?:early|late|the|this))?\s$", re.I)
"""Words before a day on which something was over, but may have happened earlier."""
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
    elif expression is not None and expression.is_anaphoric:
        anchor = _find_day_before(sentence, expression, published) or anchor
    period = dates.resolve_time(expression, published, anchor, is_future=is_future(trigger)) if expression is not None else None
    text = expression.text if expression is not None else None
    is_anaphoric = expression is not None and (expression.is_anaphoric or _is_latest_day(sentence, expression, trigger))
    cue = time_scope.find_scope_cue(sentence, trigger, lexicon)
    if cue is not None:
        return EventTime(text, period, is_anaphoric, cue, True)
    scope = "incident"
    if period is not None and published is not None and period.end < published - timedelta(days=MAX_NEWS_AGE_DAYS):
        scope = "background"
    elif period is None and expression is not None and expression.kind in {"month", "year"}:
        scope = "background"  # "in April", in an article of unknown date
    elif time_scope.is_ongoing(trigger) or (expression is not None and time_scope.is_span_of_many(expression, trigger, lexicon)):
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


def _find_day_before(sentence: Sentence, expression: TimeExpression, published: date | None) -> date | None:
    """Finds the day named before anaphoric words in their sentence: "said on Wednesday of the clash the day before"."""
    named = [each for each, _ in find_expressions(sentence) if each.kind in _NAMED_DAYS and each.end <= expression.start]
    period = dates.resolve_time(named[-1], published) if named else None
    return period.start if period is not None and period.precision == 1 else None


def _is_latest_day(sentence: Sentence, expression: TimeExpression, trigger: Token) -> bool:
    """Whether a day only bounds the event: "39 had been rescued by Sunday", "bodies were found on Sunday"."""
    verb = syntax.find_clause_verb(trigger)
    is_found = verb is not None and verb.lemma_.lower() in _FINDING_VERBS
    return is_found or _UP_TO.search(sentence.text, 0, expression.start) is not None


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
    if time_scope.is_in_comparison(token, trigger) or _is_of_report(token, trigger):
        return None
    verb = syntax.find_clause_verb(token)
    if (verb is not None and find_event_noun(verb, lexicon) == trigger) or find_noun_beside(token) == trigger:
        return 0
    if trigger in token.ancestors:
        return None if _crosses_clause(token, trigger, lexicon) else 0
    verb = syntax.find_clause_verb(token.head if token.head != token else token)
    if verb is None or clause is None:
        return 3 if verb == clause else None
    is_speech = lexicon.reporting_words.get(verb.lemma_.lower()) is not None
    if is_meanwhile(verb) and syntax.is_verb(verb.head) and not is_speech:  # "as it confirmed on Thursday" dates the words
        verb = verb.head
    is_later = lexicon.scene_words.get((verb.lemma_.lower(), "verb")) == "later"
    if verb == clause:
        subject = syntax.find_subject(verb)
        is_about = is_later and trigger != verb and (subject is None or trigger not in syntax.find_conjuncts(subject))
        return None if is_about else 1  # "protested today the murder"
    is_quoted = is_speech and (verb == clause.head or (verb.dep_ == "conj" and verb.head == clause))
    if time_scope.are_same_event(verb, clause) and not (is_quoted or (verb == clause.head and is_later)):
        return 2
    if is_speech and verb in list(trigger.ancestors):
        if verb.tag_ in PRESENT_TAGS:
            return 3  # "police say early Sunday a man was shot": they say it now
        is_fronted = token.i < min((c.i for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), default=verb.i)
        is_described = any(word.dep_ in {"relcl", "acl"} and verb in word.ancestors for word in (clause, *clause.ancestors))
        return 3 if is_fronted and not _is_past_perfect(clause) and not is_described else None
    is_under = verb in list(clause.ancestors) and clause.dep_ in {"conj", "advcl", "relcl", "acl"}
    return 5 if is_under and not is_speech and not is_later else None


def find_noun_beside(token: Token) -> Token | None:
    """Finds the noun that a time in commas belongs to: "missing since the attack, on Sunday, and thought to be dead"."""
    first = token.head if token.head.dep_ == "prep" and token.head.i < token.i else token
    last = max(token.i, *(word.i for word in token.subtree))
    if first.i < 2 or last + 1 >= len(token.doc) or token.doc[last + 1].text != "," or first.nbor(-1).text != ",":
        return None
    noun = first.nbor(-2)
    return noun if noun.pos_ == "NOUN" and noun.dep_ != "nsubj" else None


def find_time_of_earlier_report(sentence: Sentence, trigger: Token, lexicon: Lexicon) -> str | None:
    """Finds the week, month or year of an earlier report of the event: "This month, the army said it had killed the leader"."""
    clause = syntax.find_clause_verb(trigger)
    if clause is None or not _is_past_perfect(clause):
        return None
    for expression, token in find_expressions(sentence):
        verb = syntax.find_clause_verb(token)
        is_speech = verb is not None and lexicon.reporting_words.get(verb.lemma_.lower()) is not None
        if is_speech and verb in list(clause.ancestors) and expression.kind in _WIDE_KINDS:
            return expression.text
    return None


def _is_of_report(token: Token, trigger: Token) -> bool:
    """Whether a day belongs to words about the event: "Sunday's figures for the strike"; not so in "Sunday's wave of strikes"."""
    noun = token.head
    if token.dep_ != "poss" or noun.pos_ != "NOUN" or noun not in list(trigger.ancestors):
        return False
    between = [word for word in trigger.ancestors if word.dep_ == "prep" and noun in word.ancestors]
    return any(word.lower_ != "of" for word in between)


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
