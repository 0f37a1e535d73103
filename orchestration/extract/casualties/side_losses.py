"""Losses of two sides: "five soldiers and nine rebels were killed" are fourteen dead of one clash.

Here belongs which side the victims of a figure fought for, and that figures of two sides add up. Other sums belong to
`figure_sums`.
"""

from __future__ import annotations

import re
from itertools import islice, pairwise

from orchestration.extract.article import ArticleReading, CasualtyClaim, are_of_one_incident, is_countable
from orchestration.extract.casualties.victims import Victims
from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.lexicon.lists import ARMED

_STATE, _ARMED_GROUP = "state", "armed group"
_STATE_TYPES = frozenset({"State forces", "External/Other forces"})
_OWN_SIDE = re.compile(r"\bon (?:his|her|its|their|our|the other|the \w+) (?:own )?side\b(?! of\b)", re.I)
_OUTCOMES = frozenset({"killed", "wounded"})


def find_side(lexicon: Lexicon, people: Victims) -> str | None:
    """Finds the side that victims fought for, by their actor, else by the noun: "soldiers", "militants"."""
    actor_type = people.actor.actor_type if people.actor is not None else None
    if actor_type in _STATE_TYPES:
        return _STATE
    if actor_type in ARMED:
        return _ARMED_GROUP
    words = (people.noun.lemma_.lower(), people.noun.lower_, people.noun.lower_.removesuffix("s"))
    side = next((lexicon.victim_sides[word] for word in words if word in lexicon.victim_sides), None)
    if side is None and people.noun.lower_ == "members" and people.actor is not None:
        return _ARMED_GROUP if people.actor.kind == "name" else None
    return side


def add_up_sides(article: ArticleReading) -> None:
    """Makes the losses of two sides, stated one after the other, one list: their sum is the figure for everyone."""
    claims = [each for each in article.casualties if _is_loss(each)]
    for position, one in enumerate(claims):
        for other in islice(claims, position + 1, None):
            if not _are_near(one, other):
                break
            if _are_of_two_sides(one, other) and other.list_key is None:
                one.list_key = other.list_key = one.list_key or one
                other.is_additional, other.part_of = False, None
                break
    for losses in _group_by_incident(claims):
        _add_up_far_sides(losses)


def _group_by_incident(claims: list[CasualtyClaim]) -> list[list[CasualtyClaim]]:
    """Groups the losses of one incident and outcome whose side is known; leaves out incidents whose sides were added up."""
    groups: dict[tuple[int, str], list[CasualtyClaim]] = {}
    for claim in claims:
        if claim.side is not None and claim.part_of is None:
            groups.setdefault((claim.incident_key, claim.outcome), []).append(claim)
    return [each for each in groups.values() if not any(claim.list_key is not None for claim in each)]


def _add_up_far_sides(losses: list[CasualtyClaim]) -> None:
    """Adds up the losses of two sides that are sentences apart: the first figure of the one, and the last of the other before it.

    The same figure of a side elsewhere ("ten militants" in the title) is a part of the sum.
    """
    for before, claim in pairwise(losses):
        if before.side != claim.side:
            before.list_key = claim.list_key = before
            claim.is_additional = False
            for other in losses:
                member = before if other.side == before.side else claim
                if other is not member and other.statement.best == member.statement.best:
                    other.part_of = member
            return


def _is_loss(claim: CasualtyClaim) -> bool:
    return claim.outcome in _OUTCOMES and claim.event is not None and is_countable(claim) and bool(claim.statement.best)


def _are_of_two_sides(one: CasualtyClaim, other: CasualtyClaim) -> bool:
    """Whether two figures of one incident count the losses of two sides, in one sentence, or "also" in the next."""
    if one.outcome != other.outcome or not are_of_one_incident(one, other) or one.part_of is not None:
        return False
    first, second = one.statement.sentence, other.statement.sentence
    is_own_side = _OWN_SIDE.search(second.text) is not None and first is not second
    if not (is_own_side or (one.side is not None and other.side is not None and one.side != other.side)):
        return False
    if first is second:
        return other.part_of is None
    return is_own_side or _says_also(other)


def _are_near(one: CasualtyClaim, other: CasualtyClaim) -> bool:
    """Whether two claims stand in one sentence, or the second in the next."""
    first, second = one.statement.sentence, other.statement.sentence
    return first.field == second.field and second.index - first.index <= 1


def _says_also(claim: CasualtyClaim) -> bool:
    return claim.verb is not None and any(child.lower_ in {"also", "too"} for child in claim.verb.children)
