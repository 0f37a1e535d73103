"""Sums within an article: which figures are parts of another, and which add to it.

Here belongs what only the whole article shows of its figures: "others" than the dead, parts that are repeated, a killer who dies
with his victims, and persons who add up where no figure counts them all. What happened to one person belongs to
`person_outcomes`; parts in one sentence belong to `victim_lists`. Which figure of an event is best is decided in dbt.
"""

from __future__ import annotations

import re
from itertools import pairwise

from orchestration.extract.article import ArticleReading, CasualtyClaim, are_of_one_incident, is_countable
from orchestration.extract.casualties import corrected_tolls, older_tolls, side_losses
from orchestration.extract.coreference.person import Person
from orchestration.extract.parsing import syntax

_MIN_SEVERAL = 2

_STATE_RULES = frozenset({"condition", "in care", "with wounds", "wounds", "surgery", "recovering", "expected to survive"})
_MORE_WORDS = re.compile(r"\b(?:more|further|additional)\b", re.I)
_DEFINITE_OPENING = re.compile(r"\b(?:the|these|those) (?:[\w-]+ )?$", re.I)
_OWN_HAND_RULES = ("himself", "suicide", "own life")
"""Rules of deaths by the victim's own hand."""

_ANYBODY = re.compile(r"(?:a|one|1|at least one|at least 1)(?: (?:person|people|victim|casualty))?|someone", re.I)
_WHO_OPENING = re.compile(r"\W*(?:among )?the (?:injured|wounded|dead|victims|deceased)\b", re.I)
"""The opening of a sentence that says who the dead or wounded of an earlier figure are."""

_REFLEXIVES = ("himself", "herself", "themselves", "self")
_RULES_WITHOUT_PERPETRATOR = (
    "adjective:",
    "body",
    "noun:body",
    "noun:corpse",
    "noun:death",
    "noun:toll",
    "ellipsis",
    "verb:die",
    "noun:murder-",
)
"""Rules of words that do not say who killed: such a figure may include the killer."""


def relate_figures(article: ArticleReading) -> None:
    """Sets `list_key`, `part_of` and `is_additional` of the claims, by the whole article.

    Persons of one event add up where no figure counts them all.
    """
    _align_title_with_text(article)
    side_losses.add_up_sides(article)
    _check_additions(article)
    by_outcome: dict[tuple[int, str], list[CasualtyClaim]] = {}
    for casualty in sorted(article.casualties, key=_make_sort_key):
        if casualty.event is not None and casualty.outcome in {"killed", "wounded"} and is_countable(casualty):
            by_outcome.setdefault((casualty.incident_key, casualty.outcome), []).append(casualty)
    for members in by_outcome.values():
        _join_killer_to_victims(members)
        _fit_additions_into_total(members)
    _mark_repeated_parts(article)
    corrected_tolls.mark_corrections(article)
    older_tolls.mark_updates(article)
    for outcome in ("killed", "wounded"):
        _add_up_persons(article, outcome)


def _align_title_with_text(article: ArticleReading) -> None:
    """Gives a title's figure the time scope that the text gives it: "Toll in the valley passes 500", where 500 died in a week."""
    for casualty in article.casualties:
        figure, event = casualty.statement, casualty.event
        if figure.sentence.field != "title" or not is_countable(casualty) or (figure.best or 0) < _MIN_SEVERAL:
            continue
        again = [
            c
            for c in article.casualties
            if c.statement.sentence.field != "title" and c.outcome == casualty.outcome and c.statement.written == figure.written
        ]
        if again and not any(is_countable(c) for c in again):
            casualty.time_scope = again[0].time_scope
            if (
                event is not None
                and event.sentence is figure.sentence
                and not any(is_countable(c) for c in article.casualties if c.event is event)
            ):
                event.time_scope = again[0].time_scope


def _check_additions(article: ArticleReading) -> None:
    """Clears `is_additional` where nothing was stated before: "One is dead and two others wounded" means others than the dead.

    A repeated number, and the condition of people already counted, become part of the earlier figure.
    """
    for casualty in article.casualties:
        if not casualty.is_additional or casualty.part_of is not None:
            continue
        figure = casualty.statement
        before = [
            c
            for c in article.casualties
            if c.outcome == casualty.outcome and are_of_one_incident(c, casualty) and is_countable(c) and c.statement.best
            and c.statement.sentence.field == figure.sentence.field and c.statement.start < figure.start
        ]  # fmt: skip
        same_sentence = [
            c for c in article.casualties if c.statement.sentence is figure.sentence and c.statement.start < figure.start
        ]
        is_other_than_dead = any(c.outcome != casualty.outcome for c in same_sentence) and all(
            c not in before for c in same_sentence
        )
        is_more = _MORE_WORDS.search(figure.sentence.quote(figure.start, figure.end + 10)) is not None
        if is_other_than_dead or (not before and not is_more):
            casualty.is_additional = False
            continue
        is_state = figure.rule.split("/")[0] in _STATE_RULES
        for earlier in before:
            best = earlier.statement.best or 0
            if best > 1 and (best == figure.best or (is_state and best > (figure.best or 0))):
                casualty.part_of = earlier
                break


def _mark_repeated_parts(article: ArticleReading) -> None:
    """Makes "the three girls" a part of five children whose death was reported before."""
    for casualty in article.casualties:
        figure = casualty.statement
        best = figure.best or 0
        before = figure.sentence.quote(figure.sentence.start, figure.start)
        if casualty.person is not None or best < 2 or casualty.list_key is not None or not _DEFINITE_OPENING.search(before):
            continue
        larger = (
            c
            for c in article.casualties
            if c.outcome == casualty.outcome and are_of_one_incident(c, casualty) and is_countable(c)
            and (c.statement.best or 0) > best
            and (c.statement.sentence.field, c.statement.start) != (figure.sentence.field, figure.start)
        )  # fmt: skip
        casualty.part_of = casualty.part_of or next(larger, None)


def _add_up_persons(article: ArticleReading, outcome: str) -> None:
    """Makes the persons of one event and outcome one list, or parts of the figure that counts several people of it."""
    by_incident: dict[int, dict[int, CasualtyClaim]] = {}
    largest: dict[int, CasualtyClaim] = {}
    for casualty in article.casualties:
        event = casualty.event
        if casualty.outcome != outcome or event is None or not is_countable(casualty):
            continue
        person: Person | None = casualty.person
        if person is None:
            best = casualty.statement.best or casualty.statement.low or casualty.statement.high or 0
            whole = largest.get(casualty.incident_key)
            if best > 1 and not casualty.is_additional and (whole is None or best > (whole.statement.best or 0)):
                largest[casualty.incident_key] = casualty
            continue
        by_incident.setdefault(casualty.incident_key, {}).setdefault(id(person), casualty)
    for incident, persons in by_incident.items():
        whole = largest.get(incident)
        members = list(persons.values())
        if whole is None:
            specific = [member for member in members if not _is_anybody(member)] or members[:1]
            for casualty in members if len(specific) > 1 else ():
                casualty.list_key = specific[0] if casualty in specific else None
            for casualty in members:
                casualty.part_of = casualty.part_of if casualty in specific else specific[0]
            continue
        for casualty in article.casualties:  # "Two people were shot. … Another man …": a part of the two
            if casualty.person is None or casualty.part_of is not None:
                continue
            if not are_of_one_incident(casualty, whole) or casualty.outcome != outcome:
                continue
            if casualty.list_key is None or all(c.person is not None for c in _find_list(article, casualty)):
                casualty.list_key, casualty.part_of = None, whole


def _is_anybody(casualty: CasualtyClaim) -> bool:
    """Whether the words fit anybody: "one person" may be the man who was reported dead before, unless it is "another" one."""
    return _ANYBODY.fullmatch(casualty.statement.words) is not None and not casualty.is_additional


def _find_list(article: ArticleReading, member: CasualtyClaim) -> list[CasualtyClaim]:
    """Finds all members of a claim's list."""
    return [each for each in article.casualties if each.list_key is member.list_key]


def _make_sort_key(casualty: CasualtyClaim) -> tuple[bool, int]:
    """Makes the key that sorts claims by their place: the title first."""
    figure = casualty.statement
    return figure.sentence.field == "text", figure.start


def _join_killer_to_victims(claims: list[CasualtyClaim]) -> None:
    """Joins the killer's death to the figure of his victims: "Killed seven people before he killed himself" is a list of 7 and 1.

    A larger figure, or one that does not say who killed, may include him.
    """
    own = [c for c in claims if c.outcome == "killed" and _is_by_own_hand(c) and c.list_key is None]
    figures = [c for c in claims if not _is_by_own_hand(c) and c.part_of is None and not c.is_additional and _find_number(c) > 1]
    if not own or not figures:
        return
    most = max(_find_number(c) for c in figures)
    of_killer = [c for c in figures if _find_number(c) == most and not c.statement.rule.startswith(_RULES_WITHOUT_PERPETRATOR)]
    pairs = [(c.statement.sentence is own_death.statement.sentence, c, own_death) for c in of_killer for own_death in own]
    for is_one_sentence, figure, death in sorted(pairs, key=lambda pair: not pair[0]):
        is_active = figure.verb is not None and syntax.is_verb(figure.verb) and not syntax.is_passive(figure.verb)
        if is_one_sentence or is_active:
            figure.list_key = death.list_key = figure.list_key or figure
            death.is_additional = False
            return


def _is_by_own_hand(casualty: CasualtyClaim) -> bool:
    """Whether the words state a suicide."""
    return casualty.statement.words.lower() in _REFLEXIVES or casualty.statement.rule.split("/")[0] in _OWN_HAND_RULES


def _fit_additions_into_total(claims: list[CasualtyClaim]) -> None:
    """Joins additions to the figure before them where both fit into a total.

    "Six died. … They found a man dead, and then two more": the two and the man are three of the six.
    """
    most = max((_find_number(c) for c in claims if not c.is_additional), default=0)
    for before, addition in pairwise(claims):
        if not addition.is_additional or addition.list_key is not None:
            continue
        if _is_known_group(addition):
            addition.is_additional = _find_number(addition) > most
        elif _find_number(before) < most and _find_number(before) + _find_number(addition) <= most and before.part_of is None:
            addition.is_additional = False
            addition.list_key = before.list_key = before.list_key or before


def _is_known_group(casualty: CasualtyClaim) -> bool:
    """Whether a figure is about people mentioned before: "the other three", "the injured were two guards and three others"."""
    figure = casualty.statement
    words = figure.sentence.quote(max(figure.start - len("the other "), 0), figure.end).lower()
    is_other = words.startswith("the other ") or figure.words.lower().startswith("the other ")
    return is_other or _WHO_OPENING.match(figure.sentence.text) is not None


def _find_number(casualty: CasualtyClaim) -> int:
    """Finds the number of people to compare a claim by: the best, else the low, else the high figure; 0 if none."""
    return casualty.statement.best or casualty.statement.low or casualty.statement.high or 0
