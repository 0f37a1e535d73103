"""The reason for each bound and vote is the rule that the numbers support."""

from __future__ import annotations

from typing import Any

import pytest

from orchestration.explain.event.grounds import describe_other_articles, explain_bounds, explain_vote

Row = dict[str, Any]
ZERO = "0 never wins against a higher number"
BELOW = "and its high is below every other low"
MOST_FREQUENT = "7: the most frequent number, 2 of 3 origins"
VAGUE = "counts only if no origin states a number"


def figure(low: int | None, best: int | None, high: int | None, group: str = "total") -> Row:
    row = {"outcome": "killed", "victim_group": group, "low": low, "best": best, "high": high}
    return row | {"conservative_best": best, "informative_best": best}


def votes(*intervals: tuple[int | None, int | None, int | None], vague: int = 0) -> list[Row]:
    rows = [
        {"label": f"O{n}", "low": low, "best": best, "high": high, "is_derived": False, "superseded_by_origin_id": None}
        for n, (low, best, high) in enumerate(intervals, 1)
    ]
    return [row | {"is_bounding": number > vague} for number, row in enumerate(rows, 1)]


@pytest.mark.parametrize(
    ("given", "voters", "ground"),
    [
        (figure(7, 7, 7), votes((7, 7, 7)), ("", "determined by O1 alone")),
        (figure(5, 7, 7), votes((5, 5, 5), (7, 7, 7), (7, 7, 7)), ("best", f"{MOST_FREQUENT} (O2 and O3)")),
        (figure(0, 7, 7), votes((0, 0, 0), (0, 0, 0), (7, 7, 7)), ("best", f"7: the most frequent number above 0 (O3); {ZERO}")),
        (figure(4, 4, 6), votes((4, 4, 4), (None, 6, 6)), ("low", "4: the lowest of all origins, stated by O1")),
        (figure(None, 25, 25), votes((None, None, 9), (25, 25, 25)), ("low", f"open: O1 states none, {BELOW}")),
        (figure(3, None, None), votes((3, None, None), (20, None, None)), ("best", "unknown: no origin states a number")),
        (figure(3, None, None), votes((3, None, None), (20, None, None)), ("high", "open: no origin states one")),
        (figure(7, 7, 7), votes((20, None, None), (7, 7, 7), vague=1), ("vague", f"the wording of O1 {VAGUE}")),
    ],
)  # fmt: skip
def test_a_bound_names_its_rule_and_its_origins(given: Row, voters: list[Row], ground: tuple[str, str]) -> None:
    assert ground in explain_bounds(given, voters, given)


def test_an_origin_with_a_group_figure_only_does_not_change_a_stated_total() -> None:
    nine, four = votes((9, 9, 9), (4, 4, 4))
    grounds = explain_bounds(figure(9, 9, 9), [nine, four | {"is_bounding": False, "is_derived": True}], None)
    assert ("parts", "O2 states no total, only a figure for a group; the group is part of the stated total") in grounds


def test_a_superseded_vote_is_no_vague_one() -> None:
    four, nine = votes((4, 4, 4), (9, 9, 9))
    grounds = explain_bounds(figure(9, 9, 9), [four | {"is_bounding": False, "superseded_by_origin_id": "p"}, nine], None)
    assert grounds == [("", "determined by O2 alone"), ("superseded", "O1: tolls rise, and a later report states more")]


def test_a_vote_that_a_lower_one_supersedes_was_corrected() -> None:
    thirty, nine = (vote | {"origin_id": origin} for vote, origin in zip(votes((30, 30, 30), (9, 9, 9)), "op", strict=True))
    grounds = explain_bounds(figure(9, 9, 9), [thirty | {"is_bounding": False, "superseded_by_origin_id": "p"}, nine], None)
    assert ("superseded", "O1: a later report corrects earlier figures and states fewer") in grounds


def test_a_group_that_is_larger_than_the_total_is_capped() -> None:
    group = figure(5, 5, 9, "civilians")
    grounds = explain_bounds(group, votes((9, 9, 9), (9, 9, 9)), figure(5, 5, 9))
    assert ("capped", "low and best: a group cannot be larger than the total") in grounds


def claim(best: int, **values: Any) -> Row:
    row = {"article_id": "a", "victim_group": "total", "qualifier": "exact", "count_text": str(best), "count_best": best}
    flags = {"list_id": None, "part_of": None, "is_additional": False, "is_update": False, "victim_name": None}
    return row | {"count_low": best, "count_high": best} | flags | values


@pytest.mark.parametrize(
    ("best", "claims", "ground"),
    [
        (7, [claim(7)], ""),
        (7, [claim(7), claim(7, qualifier="at least")], "stated twice, counted once"),
        (14, [claim(9), claim(14, is_update=True)], "an update replaces an earlier figure"),
        (7, [claim(7), claim(9, qualifier="about")], "9 is also stated: an exact number has priority"),
        (9, [claim(7), claim(9)], "7 is also stated: the higher number wins"),
        (5, [claim(2, list_id="l"), claim(3, list_id="l", victim_group="children")], "2 + 3: the numbers of one list are added"),
        (7, [claim(5), claim(2, is_additional=True)], "“2” adds to an earlier figure"),
        (2, [claim(1, victim_name="Amira Said"), claim(1, victim_name="Omar Said")], "2 named victims"),
        (7, [claim(7), claim(3, part_of="c", victim_group="children")], ""),
        (9, [claim(4, article_id="b"), claim(9)], ""),
    ],
)
def test_a_vote_says_how_it_follows_from_the_claims(best: int, claims: list[Row], ground: str) -> None:
    vote = {"article_id": "a", "victim_group": "total", "low": best, "best": best, "high": best, "is_derived": False}
    assert explain_vote(vote, claims) == ground


def test_a_total_that_nobody_states_is_derived_from_its_groups() -> None:
    vote = {"article_id": "a", "victim_group": "total", "low": 8, "best": 8, "high": 8, "is_derived": True}
    claims = [claim(5, victim_group="civilians"), claim(3, victim_group="combatants")]
    assert explain_vote(vote, claims) == "no total is stated: it is derived from civilians and combatants"


def test_other_articles_of_an_origin_repeat_the_figure_or_are_replaced() -> None:
    vote = {"article_id": "a", "victim_group": "total", "low": 9, "best": 9, "high": 9, "is_derived": False}
    claims = [claim(9, article="A3"), claim(9, article_id="b", article="A1"), claim(4, article_id="c", article="A2")]
    assert describe_other_articles(vote, claims) == ["also in A1", "the latest figure: it replaces the one in A2"]
    assert describe_other_articles(vote, claims[:1]) == []
