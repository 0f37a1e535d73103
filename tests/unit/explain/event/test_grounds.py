"""The ground of each bound and vote is the rule that the numbers bear out."""

from __future__ import annotations

from typing import Any

import pytest

from orchestration.explain.event.grounds import bounds, elsewhere, vote_ground

Row = dict[str, Any]
ZERO = "0 never wins against it"
BELOW = "and its high lies below every other low"
VAGUE = "bear on it only where nobody gives a number"


def figure(low: int | None, best: int | None, high: int | None, group: str = "total") -> Row:
    row = {"outcome": "killed", "victim_group": group, "low": low, "best": best, "high": high}
    return row | {"conservative_best": best, "informative_best": best}


def votes(*intervals: tuple[int | None, int | None, int | None], vague: int = 0) -> list[Row]:
    rows = [
        {"label": f"O{n}", "low": low, "best": best, "high": high, "is_derived": False}
        for n, (low, best, high) in enumerate(intervals, 1)
    ]
    return [row | {"is_bounding": number > vague} for number, row in enumerate(rows, 1)]


@pytest.mark.parametrize(
    ("given", "told", "ground"),
    [
        (figure(7, 7, 7), votes((7, 7, 7)), ("", "O1 alone gives it")),
        (figure(5, 7, 7), votes((5, 5, 5), (7, 7, 7), (7, 7, 7)), ("best", "7: the most frequent, 2 of 3 origins (O2 and O3)")),
        (figure(0, 7, 7), votes((0, 0, 0), (0, 0, 0), (7, 7, 7)), ("best", f"7: the most frequent above 0, of O3; {ZERO}")),
        (figure(4, 4, 6), votes((4, 4, 4), (None, 6, 6)), ("low", "4: the lowest of any origin, O1")),
        (figure(None, 25, 25), votes((None, None, 9), (25, 25, 25)), ("low", f"open: O1 names none, {BELOW}")),
        (figure(3, None, None), votes((3, None, None), (20, None, None)), ("best", "unknown: nobody gives a number")),
        (figure(3, None, None), votes((3, None, None), (20, None, None)), ("high", "open: nobody gives one")),
        (figure(7, 7, 7), votes((20, None, None), (7, 7, 7), vague=1), ("vague", f"the words of O1 {VAGUE}")),
    ],
)  # fmt: skip
def test_a_bound_names_its_rule_and_its_origins(given: Row, told: list[Row], ground: tuple[str, str]) -> None:
    assert ground in bounds(given, told, given)


def test_who_tells_of_a_group_only_bears_on_no_total_that_is_told() -> None:
    nine, four = votes((9, 9, 9), (4, 4, 4))
    grounds = bounds(figure(9, 9, 9), [nine, four | {"is_bounding": False, "is_derived": True}], None)
    assert ("parts", "O2 gives no figure for all, only of a group, which is a part of what is told for all") in grounds


def test_a_group_that_is_larger_than_the_total_is_capped() -> None:
    group = figure(5, 5, 9, "civilians")
    grounds = bounds(group, votes((9, 9, 9), (9, 9, 9)), figure(5, 5, 9))
    assert ("capped", "low and best: no group is larger than all together") in grounds


def claim(best: int, **values: Any) -> Row:
    row = {"article_id": "a", "victim_group": "total", "qualifier": "exact", "count_text": str(best), "count_best": best}
    flags = {"list_id": None, "part_of": None, "is_additional": False, "is_update": False, "victim_name": None}
    return row | {"count_low": best, "count_high": best} | flags | values


@pytest.mark.parametrize(
    ("best", "claims", "ground"),
    [
        (7, [claim(7)], ""),
        (7, [claim(7), claim(7, qualifier="at least")], "told twice, counted once"),
        (14, [claim(9), claim(14, is_update=True)], "a marked update replaces what was told before"),
        (7, [claim(7), claim(9, qualifier="about")], "told beside 9: an exact number goes before another"),
        (9, [claim(7), claim(9)], "told beside 7: the higher is taken"),
        (5, [claim(2, list_id="l"), claim(3, list_id="l", victim_group="children")], "2 + 3: the figures of one list add"),
        (7, [claim(5), claim(2, is_additional=True)], "“2” adds to what was told"),
        (2, [claim(1, victim_name="Amira Said"), claim(1, victim_name="Omar Said")], "2 are named"),
        (7, [claim(7), claim(3, part_of="c", victim_group="children")], ""),
        (9, [claim(4, article_id="b"), claim(9)], ""),
    ],
)
def test_a_vote_names_how_it_follows_from_the_claims(best: int, claims: list[Row], ground: str) -> None:
    vote = {"article_id": "a", "victim_group": "total", "low": best, "best": best, "high": best, "is_derived": False}
    assert vote_ground(vote, claims) == ground


def test_a_total_that_nobody_states_follows_from_its_groups() -> None:
    vote = {"article_id": "a", "victim_group": "total", "low": 8, "best": 8, "high": 8, "is_derived": True}
    claims = [claim(5, victim_group="civilians"), claim(3, victim_group="combatants")]
    assert vote_ground(vote, claims) == "no figure for all: it follows from civilians and combatants"


def test_what_an_origin_says_elsewhere_is_the_same_or_gave_way() -> None:
    vote = {"article_id": "a", "victim_group": "total", "low": 9, "best": 9, "high": 9, "is_derived": False}
    claims = [claim(9, article="A3"), claim(9, article_id="b", article="A1"), claim(4, article_id="c", article="A2")]
    assert elsewhere(vote, claims) == ["told in A1 too", "the latest: what it said in A2 gave way"]
    assert elsewhere(vote, claims[:1]) == []
