"""Rows of `equipment_claims`: equipment that was destroyed, damaged, captured or shot down.

Here belong the verbs of loss, the equipment that they are about, its number and its owner. People belong to `casualties`. Which
event a loss belongs to is decided in `discourse`. The nouns and verbs themselves are lists in seeds/reference.
"""

# ruff: noqa: PLR0917  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from orchestration.extract.article import ArticleReading, EquipmentClaim, Statement, combine_factuality
from orchestration.extract.events.triggers import match_phrase
from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.numbers import Count, find_counts
from orchestration.extract.parsing.parse import Sentence
from orchestration.extract.times import event_times

_MAX_WORDS_OF_NOUN = 4
"""The longest name of equipment in the list, in words; hyphens are tokens of their own and come on top."""

_DEFINITE_DETERMINERS = frozenset({"the", "this", "that", "these", "those"})
_QUANTITY_NOUNS = frozenset(
    {"number", "dozen", "score", "couple", "pair", "some", "many", "several", "most", "all", "hundred", "few"}
)
"""Nouns before "of" that give a number: "some of their vehicles"."""
_UNINFLECTED_NOUNS = frozenset({"aircraft"})
"""Nouns that have one form for one and for several."""
_PLURAL_SIGNS = frozenset({"all", "some", "many", "several", "were", "are", "have", "their"})
_PERSONAL_POSSESSIVES = frozenset({"his", "her", "my", "our", "your"})
_SELF_LOSS_VERBS = frozenset({"blow", "sink", "burn"})
"""Verbs whose subject is lost when nobody acts on it: "the depot blew up"."""
_HIT_VERBS = frozenset({"hit", "strike"})
"""Verbs that mean damage in a conflict only; elsewhere a car is hit every day."""
_CATEGORIES_BY_OUTCOME = {"shot down": frozenset({"aircraft", "drone", "missile"})}
"""Outcomes that only some categories of equipment can have."""
_NOT_EQUIPMENT = "none"
"""The category, in the list, of names that only sound like equipment: "fuel tank"."""
_PART_OF_WHOLE = re.compile(r" (?:out )?of (?:the |a total of |some |its |their )?")
"""The words between two figures of which the first was lost: "18 of 22 drones"."""
_MODEL_NAME = re.compile(r" ?\b(?:[A-Za-z]{1,4}-\d\w*|MiG|Sukhoi)\b")


def read_equipment_losses(article: ArticleReading, sentence: Sentence) -> None:
    """Appends the losses that the sentence states to `article.losses`, in the order of the text."""
    counts = find_counts(sentence.text, article.lexicon)
    seen: set[tuple[int, int, str]] = set()
    claims: list[EquipmentClaim] = []
    for token in sentence.tokens:
        outcome = _find_outcome(token, article.lexicon)
        if outcome is None or (token.lemma_.lower() in _HIT_VERBS and article.context != "conflict"):
            continue
        clause_factuality = syntax.read_clause_factuality(token, article.lexicon, is_title=sentence.field == "title")
        if clause_factuality is not None:
            for thing in _find_lost_things(token):
                for loss in _read_loss(article, sentence, token, thing, outcome, clause_factuality, counts):
                    spot = (loss.statement.start, loss.statement.end, outcome)
                    if spot not in seen:
                        seen.add(spot)
                        claims.append(loss)
    lost = {(loss.statement.start, loss.statement.end) for loss in claims if loss.outcome != "damaged"}
    article.losses.extend(
        loss for loss in claims if loss.outcome != "damaged" or (loss.statement.start, loss.statement.end) not in lost
    )  # "hit and destroyed" is destroyed


def _find_lost_things(verb: Token) -> list[Token]:
    """Finds the things that a verb of loss is about: its objects, or the subject of "blow up" and "sink"."""
    objects = syntax.find_patients(verb)
    return objects or (
        syntax.find_agents(verb) if verb.lemma_.lower() in _SELF_LOSS_VERBS and not syntax.is_passive(verb) else []
    )


def _find_outcome(token: Token, lexicon: Lexicon) -> str | None:
    if token.pos_ != "VERB" or token.dep_ in {"amod", "compound"}:
        return None
    for phrase, outcome in lexicon.equipment_words.get(token.lemma_.lower(), []):
        if match_phrase(token, phrase) is not None:
            return outcome
    return None


def match_equipment_noun(token: Token, lexicon: Lexicon) -> tuple[str, str, Token] | None:
    """Matches a noun and the words before it with the list of equipment. The longest name wins.

    Returns the name, its category and its first token; None when the noun is no equipment.
    """
    if not {token.lemma_.lower(), token.lower_} & lexicon.equipment_ends:
        return None
    for size in range(_MAX_WORDS_OF_NOUN + 2, 0, -1):  # "anti - aircraft weapon": hyphens are tokens
        if token.i - size + 1 < token.sent.start:
            continue
        words = token.doc[token.i - size + 1 : token.i + 1]
        text = words.text.lower()
        for last in (token.lemma_.lower(), token.lower_):
            phrase = tuple(f"{text[: len(text) - len(token)]}{last}".split())
            category = lexicon.equipment.get(phrase)
            if category is not None:
                return (" ".join(phrase), category, words[0]) if category != _NOT_EQUIPMENT else None
    return None


def _read_loss(
    article: ArticleReading,
    sentence: Sentence,
    verb: Token,
    thing: Token,
    outcome: str,
    clause_factuality: str,
    counts: list[Count],
) -> Iterator[EquipmentClaim]:
    """Makes the claim for one thing that a verb of loss is about; nothing when it is no equipment or has no number."""
    noun = thing
    if thing.lemma_.lower() in _QUANTITY_NOUNS or thing.pos_ == "NUM":
        noun = next(syntax.find_prep_objects(thing, "of"), thing)
    named = match_equipment_noun(noun, article.lexicon)
    if named is None or named[1] not in _CATEGORIES_BY_OUTCOME.get(outcome, {named[1]}):
        return
    equipment, category, _ = named
    figure = _read_figure(sentence, thing, noun, counts)
    if figure is None:
        return
    start, end, low, best, high, qualifier = figure
    attribution = article.find_attribution(sentence, verb)
    time = event_times.read_event_time(sentence, verb, article.lexicon, article.published, article.find_anchor_day())
    statement = Statement(
        sentence,
        start,
        end,
        low,
        best,
        high,
        qualifier,
        attribution,
        combine_factuality(clause_factuality, attribution),
        f"equipment:{verb.lemma_.lower()}",
    )
    scope = time.scope if time.has_cue or time.scope == "period" else "incident"
    last = syntax.find_conjuncts(noun)[-1]
    owner = (
        _find_owner(article, sentence, noun)
        or _find_owner_after_list(article, sentence, last)
        or _find_owner_before(article, category, noun)
    )
    if owner is None and verb.lemma_.lower() == "lose":
        owner = next((name for side in syntax.find_agents(verb) if (name := _find_owner(article, sentence, side))), None)
    yield EquipmentClaim(statement, equipment, category, owner, outcome, time_scope=scope, verb=verb)


def _find_owner(article: ArticleReading, sentence: Sentence, noun: Token) -> str | None:
    """Finds the side that owned it: "the army's tanks", "a drone for the rebels", "trucks belonging to the army"."""
    if any(child.lower_ in _PERSONAL_POSSESSIVES for child in noun.children):
        return None  # "his plane" is a pilot's: a person, not a side, owns it
    mention = article.actors.find_actor(sentence, noun)
    if mention is None:
        holders = [
            *syntax.find_prep_objects(noun, "for"),
            *(t for child in noun.children if child.lemma_ == "belong" for t in syntax.find_prep_objects(child, "to")),
        ]
        mention = next((found for each in holders if (found := article.actors.find_actor(sentence, each)) is not None), None)
    name = _MODEL_NAME.sub("", article.actors.resolve_name(mention)).strip() if mention is not None else ""
    return name if name and name.lower() not in article.lexicon.numbers else None


def _find_owner_after_list(article: ArticleReading, sentence: Sentence, last: Token) -> str | None:
    """Finds the owner after the last of several things; it holds for all: "two tanks and three trucks of the rebels"."""
    holders = (
        found for each in syntax.find_prep_objects(last, "of") if (found := article.actors.find_actor(sentence, each)) is not None
    )
    mention = next(holders, None)
    return article.actors.resolve_name(mention) if mention is not None else None


def _find_owner_before(article: ArticleReading, category: str, noun: Token) -> str | None:
    """Finds the owner of "the plane": that of the last loss of the same category."""
    if not any(child.lower_ in _DEFINITE_DETERMINERS for child in noun.children):
        return None
    return next((loss.owner for loss in reversed(article.losses) if loss.category == category and loss.owner), None)


def _means_several(noun: Token) -> bool:
    """Whether a noun with one form means several: "All aircraft were hit"."""
    signs = (*noun.children, *(child for child in noun.head.children if child.dep_ in {"aux", "auxpass"}))
    return noun.lower_ in _UNINFLECTED_NOUNS and any(each.lower_ in _PLURAL_SIGNS for each in signs)


_Figure = tuple[int, int, int | None, int | None, int | None, str]


def _read_figure(sentence: Sentence, thing: Token, noun: Token, counts: list[Count]) -> _Figure | None:
    """Reads how many: a count, "a tank" and "the plane" (one), "tanks" (two or more).

    Returns start and end in the field, low, best, high and qualifier. None for "the tanks": their number was stated before.
    """
    own = [c for c in counts if sentence.base + thing.left_edge.idx <= sentence.start + c.core_start < sentence.end_offset(noun)]
    clauses = [sentence.base + child.left_edge.idx for child in thing.children if child.dep_ in {"relcl", "acl"}]
    own = [count for count in own if all(sentence.start + count.start < start for start in clauses)]
    end = sentence.end_offset(noun)
    if own:
        of_them = len(own) > 1 and _PART_OF_WHOLE.fullmatch(sentence.text[own[-2].end : own[-1].start]) is not None
        count = own[-2] if of_them else own[-1]
        return sentence.start + count.start, sentence.start + count.end, count.low, count.best, count.high, count.qualifier
    start = sentence.base + noun.left_edge.idx
    if noun.i - noun.left_edge.i > _MAX_WORDS_OF_NOUN + 4:
        start = sentence.offset(noun)
    if noun.tag_ in {"NN", "NNP"} and not _means_several(noun):
        return start, end, 1, 1, 1, "exact"
    is_definite = any(child.lower_ in _DEFINITE_DETERMINERS for child in noun.children)
    return None if is_definite else (sentence.offset(noun), end, 2, None, None, "vague")
