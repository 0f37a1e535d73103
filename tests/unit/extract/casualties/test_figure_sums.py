"""Sums within an article: killers who die too, additions within a figure, repeated parts."""

from typing import Any

import pytest

from tests.unit.extract.reading import Read


def killed(claims: list[dict[str, Any]]) -> list[tuple[int | None, bool, bool, bool]]:
    """For each claim of dead: how many, and whether it is in a list, a part, additional."""
    return [
        (claim["count_best"], claim["list_id"] is not None, claim["part_of"] is not None, claim["is_additional"])
        for claim in claims
        if claim["outcome"] == "killed"
    ]


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("A gunman killed seven people in four homes before he shot himself to death, police said.", {1, 7}),
        ("A former miner has killed his two brothers and himself, the mayor said.", {1, 2}),
        ("A teacher fatally shot three people at a studio and then took his own life, officials said.", {1, 3}),
        ("A baker shot and killed his aunt, nephew and niece before killing himself at dawn.", {1}),
        ("A 63-year-old man killed his 9-year-old niece and then himself on Friday morning, the mayor said.", {1}),
        ("Otto Renn, 51, shot dead his sister before committing suicide in a barn.", {1}),
    ],
)
def test_a_killer_who_dies_by_his_own_hand_adds_to_his_victims(read: Read, text: str, dead: set[int]) -> None:
    claims = killed(read(text)["claims"])
    assert {best for best, *_ in claims} == dead
    assert len(claims) > 1
    assert all(is_listed and not is_part for _, is_listed, is_part, _ in claims)


def test_a_figure_of_all_the_dead_includes_the_killer(read: Read) -> None:
    claims = read("Three people were found dead in a house. A man killed two of them, police said, and then killed himself.")[
        "claims"
    ]
    assert [claim["list_id"] for claim in claims if claim["count_best"] == 3] == [None]


@pytest.mark.parametrize(
    ("text", "is_additional"),
    [
        (
            "A sheriff spoke of the deaths of six people. Two bodies were found in a trailer. Four more bodies were in a pond.",
            False,
        ),
        ("A shooting killed four people on Sunday. The other couple killed in the house was Paul and Mary Voss.", False),
        (
            "A bomb killed five people on Sunday. The dead were the guard Peter Moll and four others who were killed in a shop.",
            False,
        ),
        ("A bomb killed three people at a bus stop on Sunday and another two died in the crush that followed.", True),
    ],
)
def test_more_dead_add_unless_the_total_can_include_them(read: Read, text: str, is_additional: bool) -> None:
    assert killed(read(text)["claims"])[-1][3] == is_additional


@pytest.mark.parametrize(
    "text",
    [
        "Two miners are dead and three others wounded after a raid. One other is in serious condition, a nurse said.",
        "One sailor is dead and three others injured on a quay. Three other people were injured, police said.",
        "Fourteen people were killed and three more wounded. Another three people were hurt, the mayor said.",
    ],
)
def test_others_than_the_dead_are_no_addition_to_the_wounded(read: Read, text: str) -> None:
    wounded = [claim for claim in read(text)["claims"] if claim["outcome"] == "wounded"]
    assert [claim["count_best"] for claim in wounded if not claim["is_additional"] and claim["part_of"] is None] == [3]
    assert all(claim["part_of"] is not None for claim in wounded if claim["is_additional"])


def test_more_dead_than_in_an_earlier_report_are_additional(read: Read) -> None:
    assert [claim["is_additional"] for claim in read("Two more miners died overnight.")["claims"]] == [True]


def test_a_person_is_a_part_of_the_figure_for_all(read: Read) -> None:
    claims = read("Two men were wounded on Oak Street, the mayor said. A 44-year-old man was hurt in the leg, police said.")[
        "claims"
    ]
    assert [(claim["count_best"], claim["part_of"] is not None) for claim in claims] == [(2, False), (1, True)]


def test_the_three_girls_of_five_dead_children_are_a_part(read: Read) -> None:
    claims = read("A man killed five children, police said. The bodies of the three girls lay in a cellar.")["claims"]
    assert [(claim["count_best"], claim["part_of"] is not None) for claim in claims] == [(5, False), (3, True)]


def test_others_and_the_first_wounded_belong_to_the_one_incident_of_a_report(read: Read) -> None:
    rows = read(
        "Senator Marco Galli was shot dead on Monday. Five others were wounded near Rome. The senate met. It rose. Speeches were "
        "held. All were moved. Flags hung. It rained. A guard of his is missing."
    )
    incidents = {event["mention_id"]: event["incident_id"] for event in rows["event_mentions"]}
    assert len({incidents[claim["mention_id"]] for claim in rows["claims"]}) == 1


def test_a_named_victim_is_one_of_an_earlier_figure_that_has_room(read: Read) -> None:
    rows = read(
        "A rocket killed two nuns on Monday. Rebels murdered John Smith. Rebels murdered Peter Brown. Rebels murdered Mary Jones."
    )
    events = [claim["mention_id"] for claim in rows["claims"]]
    assert len(set(events[:3])) == 1
    assert events[3] != events[0]
