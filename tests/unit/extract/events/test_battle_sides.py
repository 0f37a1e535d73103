"""The attacker in a battle. One made-up report for each rule."""

import pytest

from tests.unit.extract.reading import Read


def agents(read: Read, text: str, title: str = "") -> set[str]:
    return {event["agent_name"] for event in read(text, title=title)["event_mentions"] if event["agent_name"] is not None}


@pytest.mark.parametrize(
    "text",
    [
        "Six soldiers lost their lives in an encounter with the Dawn Brigade near Ariha on Monday.",
        "Six soldiers died on Monday when they encountered fighters of the Dawn Brigade near Ariha.",
        "A clash with the Dawn Brigade near Ariha left six soldiers dead and nine wounded on Monday, the army said.",
    ],
)
def test_those_whom_the_dead_fought_are_the_perpetrators(read: Read, text: str) -> None:
    assert agents(read, text) == {"Dawn Brigade"}


def test_the_losses_of_the_other_side_do_not_turn_a_clash(read: Read) -> None:
    text = (
        "A clash with the Dawn Brigade near Ariha left six soldiers dead and nine wounded on Monday, the army said. "
        "Eleven members of the Dawn Brigade were also killed, it said."
    )
    assert "Dawn Brigade" in agents(read, text)


def test_who_carried_out_the_attacks_of_a_sentence_is_the_perpetrator(read: Read) -> None:
    text = "Grief has filled the town after attacks by suspected herders on two villages, in which many people lost their lives."
    assert agents(read, text) == {"suspected herders"}


def test_the_dead_are_no_attackers_where_no_opponent_is_named(read: Read) -> None:
    assert agents(read, "Six soldiers lost their lives in an accident near Ariha on Monday, and a farmer was shot.") == set()
