"""Names of persons: which words of a sentence are a name, and the role, rank or age next to it.

Here belongs reading a name. Which person it belongs to is decided in `person_chains`; names that the tagger misses belong to the
room `person_mentions`.
"""

# ruff: noqa: PLR0911  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from spacy.tokens import Token

from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.parse import Sentence
from orchestration.extract.times.time_words import find_times

NAMING_VERBS = frozenset({"identify", "name", "know"})
MAX_WORDS_TO_NAME = 12
"""At most so many words stand between "identified as" and the name: "as 40-year-old Elm Grove resident, X"."""
_MIN_FULL_NAME_WORDS = 3
"""So many words or more are a person's name even in front of a noun: "Anna Maria Lopez murder case"."""
_JOINING_WORDS = frozenset(
    {"al", "el", "-", "bin", "ibn", "abu", "de", "la", "van", "von", "ben", "bint", "'", "del", "da", "st."}
)
_NICKNAME_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’", "(", ")", "``", "''"})
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_AGE_BEFORE = re.compile(r"\b(\d{1,3})[ -]years?[ -]old\b[^,.;]*$", re.I)
_AGE_AFTER = re.compile(
    r"^(?:['\"”]? ?(?:jr|sr)\.?)? ?(?:, (?:an? )?|\()(?:aged? )?(\d{1,3})"
    r"(?=[,.;)]| of\b| from\b|[- ]years?[- ]old| (?:was|were|died|is)\b|$)",
    re.I,
)


def read_name(
    sentence: Sentence, token: Token, lexicon: Lexicon, places: AbstractSet[tuple[str, int]], known: set[str]
) -> list[Token]:
    """Returns the words of the name that ends at a token, without title; empty if none does.

    `places` holds the field and offset of each token in a place name, `known` the words of earlier names in small letters.
    """
    if (token.pos_ != "PROPN" and token.ent_type_ != "PERSON") or not token.text[:1].isupper() or _continues(token):
        return []
    run = _collect_words(token, lexicon)
    words = [each.lower_ for each in run]
    is_known = len(run) == 1 and words[0] in known
    is_surname = is_known or (len(run) > 1 and sentence.field == "text" and all(each.ent_type_ == "PERSON" for each in run))
    is_noun = token.lower_.rstrip(".") in lexicon.person_words["title"] or token.lower_ in lexicon.victim_nouns
    if (is_noun and not is_surname) or token.lower_ in lexicon.countries:
        return []
    if token.ent_type_ in {"DATE", "TIME"} or find_times(token.text):
        return []
    is_modifier = token.dep_ in {"compound", "nmod", "amod"} and token.head.i > token.i and token.head.pos_ == "NOUN"
    is_house = token.lemma_.lower() in lexicon.place_nouns and token.ent_type_ != "PERSON"
    if not is_known and ((is_modifier and len(run) < _MIN_FULL_NAME_WORDS) or is_house):
        return []  # "Elm Grove police", "Saint Hilda Hospital"
    if any(each.text == "-" and each.whitespace_ for each in run) or words[0] in {"year", "old"}:
        return []  # a dash in a headline, "Deadly Stabbing of 31-Year-Old Could Be …"
    age = read_age(sentence, run[0], token)
    of_place = [each for each in run if (sentence.field, sentence.offset(each)) in places]
    is_whole = len(of_place) < len(run) and all(each.ent_type_ == "PERSON" for each in run)  # "Lincoln Marsh"
    if of_place and not (is_known or is_whole or age is not None):
        return []
    is_person = any(each.ent_type_ == "PERSON" for each in run) or (len(run) > 1 and (age is not None or _is_introduced(run[0])))
    if not (is_person or is_known or _follows_word(run[0], lexicon.person_words["title"])):
        return []
    if any(word in lexicon.casualty_verbs or word in lexicon.actor_nouns or word in lexicon.numbers for word in words):
        return []
    if sentence.field == "title" and any(lexicon.any_event_word.match(word) for word in words):
        return []  # "Boy Shot, Killed": the capitals of a headline
    return run


def has_rank(first: Token, lexicon: Lexicon) -> bool:
    """Whether a rank or an office stands in front of a name: "Police Chief X", "Cmdr. X", "spokesman X"."""
    return _follows_word(first, lexicon.person_words["rank"])


def read_age(sentence: Sentence, first: Token, last: Token) -> int | None:
    """Returns the age in years given with a phrase: "23-year-old X", "X, 23,", "X, a 23-year-old man"; None if there is none."""
    start = sentence.offset(first)
    if last.left_edge.i >= sentence.span.start:
        start = min(start, sentence.offset(last.left_edge))
    before = _AGE_BEFORE.search(sentence.quote(start, sentence.offset(first)))
    before = before or _AGE_BEFORE.search(sentence.quote(start, sentence.end_offset(last)))
    found = before or _AGE_AFTER.match(sentence.field_text[sentence.end_offset(last) : sentence.end][:40])
    age = int(found.group(1)) if found is not None else None
    return age if age is not None and age <= 110 else None


def _continues(token: Token) -> bool:
    """Whether the name goes on behind the token."""
    if token.i + 1 == len(token.doc):
        return False
    following = token.doc[token.i + 1]
    is_same = following.pos_ == "PROPN" and following.ent_iob_ == "I" and token.ent_type_ == following.ent_type_
    return is_same or following.lower_ in _SUFFIXES


def _collect_words(token: Token, lexicon: Lexicon) -> list[Token]:
    run = [token]
    begin = token.sent.start
    for each in reversed(list(token.doc[begin : token.i])):
        if each.text in _NICKNAME_QUOTES and run[0].i - begin > 1 and _is_nickname(each, token):
            run.insert(0, each)
            continue
        is_word = (
            each.pos_ == "PROPN"
            and each.text[:1].isupper()
            and (each.head in run or each.ent_type_ == token.ent_type_ == "PERSON" or each.head == token)
        )
        is_joiner = each.lower_ in _JOINING_WORDS and (each.head in run or each.ent_type_ == "PERSON")
        if not (is_word or is_joiner) or each.lower_.rstrip(".") in lexicon.person_words["title"]:
            break
        run.insert(0, each)
    while len(run) > 1 and not run[0].text[:1].isupper():
        run = run[1:]
    return run


def _is_nickname(quote: Token, token: Token) -> bool:
    return abs(token.i - quote.i) <= 4 and any(
        each.text in _NICKNAME_QUOTES for each in quote.doc[max(quote.sent.start, quote.i - 3) : token.i] if each.i != quote.i
    )


def _follows_word(first: Token, words: AbstractSet[str]) -> bool:
    """ "Officer Smith": a role right before the name."""
    before = syntax.find_word_before(first)
    return before is not None and before.lower_.rstrip(".") in words


def _is_introduced(first: Token) -> bool:
    """ "identified the girl as X", "named as 20-year-old X": surely a name, whatever the tagger says."""
    before = list(first.doc[max(first.sent.start, first.i - MAX_WORDS_TO_NAME) : first.i])
    naming = next((each for each in reversed(before) if each.lower_ == "as"), None)
    between = [each for each in before if naming is not None and each.i > naming.i]
    is_near = not any(each.pos_ in {"VERB", "ADP", "PROPN"} for each in between)
    return naming is not None and is_near and naming.head.lemma_.lower() in NAMING_VERBS
