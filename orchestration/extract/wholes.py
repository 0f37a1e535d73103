"""Wholes: which figures of an article hold other dead of the same event already, and which stand beside them.

Here belongs what only the article read to the end shows of figures: a killer who also dies is none of those he killed; "two more"
told of people whom the article's figure holds. What it shows of single persons belongs to `settling`.
"""

from __future__ import annotations

from itertools import pairwise

from orchestration.extract.settling import counts
from orchestration.extract.told import Article, Casualty

_OWN_HAND = ("himself", "suicide", "own life")
"""Rules of the words that tell of a death by the victim's own hand."""

_SELF = ("himself", "herself", "themselves", "self")
_FOUND = ("adjective:", "body", "noun:body", "noun:corpse", "noun:death", "noun:toll", "ellipsis", "verb:die")
"""Rules of words that do not tell who did it: such a figure may hold the killer too."""


def settle_figures(article: Article) -> None:
    """Joins a killer's own death to the figure of those he killed; takes additions that the article's figure holds as parts."""
    told: dict[tuple[int, str], list[Casualty]] = {}
    for casualty in sorted(article.casualties, key=_position):
        if casualty.event is not None and casualty.outcome in {"killed", "wounded"} and counts(casualty):
            told.setdefault((id(casualty.event), casualty.outcome), []).append(casualty)
    for members in told.values():
        _join_killer(members)
        _add_within(members)


def _position(casualty: Casualty) -> tuple[bool, int]:
    figure = casualty.statement
    return figure.sentence.field == "text", figure.start


def _join_killer(told: list[Casualty]) -> None:
    """ "Killed seven people before he killed himself": one list of seven and one, unless a larger figure holds him."""
    own = [c for c in told if c.outcome == "killed" and _is_by_own_hand(c) and c.list_key is None]
    figures = [c for c in told if not _is_by_own_hand(c) and c.part_of is None and not c.is_additional and _number(c) > 1]
    if not own or not figures:
        return
    most = max(_number(c) for c in figures)
    of_killer = [c for c in figures if _number(c) == most and not c.statement.rule.startswith(_FOUND) and c.list_key is None]
    if of_killer:
        own[0].list_key = of_killer[0].list_key = of_killer[0]
        own[0].is_additional = False


def _is_by_own_hand(casualty: Casualty) -> bool:
    return casualty.statement.words.lower() in _SELF or casualty.statement.rule.split("/")[0] in _OWN_HAND


def _add_within(told: list[Casualty]) -> None:
    """ "Six died. … They found a man dead, and then two more": more than what was told just before, within the figure for all."""
    most = max((_number(c) for c in told if not c.is_additional), default=0)
    for before, addition in pairwise(told):
        if not addition.is_additional or addition.list_key is not None:
            continue
        held = _number(addition) if _is_definite(addition) else _number(before) + _number(addition)
        if held <= most and (_number(before) < most or _is_definite(addition)):
            addition.is_additional = False


def _is_definite(casualty: Casualty) -> bool:
    """ "The other three": of people told of before."""
    figure = casualty.statement
    return figure.sentence.words(max(figure.start - len("the other "), 0), figure.end).lower().startswith("the other ") or (
        figure.words.lower().startswith("the other ")
    )


def _number(casualty: Casualty) -> int:
    return casualty.statement.best or casualty.statement.low or casualty.statement.high or 0
