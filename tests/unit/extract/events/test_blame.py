"""Clauses that blame somebody for an event of another sentence. One made-up sentence for each rule."""

import pytest

from tests.unit.extract.reading import Read


def agents(read: Read, text: str) -> set[str]:
    return {event["agent_name"] for event in read(text)["event_mentions"] if event["agent_name"] is not None}


@pytest.mark.parametrize(
    ("clause", "agent"),
    [
        ("A statement accused the rebels of carrying out the attack.", "rebels"),
        ("Officials hold the rebels responsible for the explosion.", "rebels"),
        ("Three rebels were arrested in connection with the attack.", "rebels"),
        ("Police announced the arrest of four rebels involved in the attack.", "rebels"),
        ("Nine men, including members of the Dawn Brigade, were arrested for the attack.", "Dawn Brigade"),
        ("The explosion was a terrorist act by the rebels.", "rebels"),
        ("Colonel Hugo Brandt, who is implicated in the attack, has fled.", "Hugo Brandt"),
        ("The police say it was the coalition, and not the rebels: the coalition is responsible for the attack.", "coalition"),
        ("Hugo Brandt, the mastermind of the attack, has fled.", "Hugo Brandt"),
        ("The mayor put the blame on the rebels.", "rebels"),
        ("The mayor pointed the finger at the rebels.", "rebels"),
        ("The army named the Dawn Brigade as the attacker.", "Dawn Brigade"),
        ("The Dawn Brigade was behind it, officials said.", "Dawn Brigade"),
        ("The blast, said to be the work of the Dawn Brigade, tore off the roof.", "Dawn Brigade"),
        ("It was the Dawn Brigade that planted the bomb, the mayor says.", "Dawn Brigade"),
        ("The attackers belonged to the Dawn Brigade and came on foot.", "Dawn Brigade"),
        ("The attackers, who are believed to be rebels, got away.", "rebels"),
        ("The mayor blamed the rebels.", "rebels"),
        ("The Dawn Brigade claimed the attack.", "Dawn Brigade"),
        ("The mayor made the claim that the Dawn Brigade was responsible.", "Dawn Brigade"),
        ("The Dawn Brigade is said to have carried out the attack.", "Dawn Brigade"),
    ],
)
def test_a_clause_of_blame_names_the_perpetrator(read: Read, clause: str, agent: str) -> None:
    assert agents(read, f"A bomb exploded at the army barracks, killing two soldiers. {clause}") == {agent}


@pytest.mark.parametrize(
    "clause",
    [
        "The army is carrying out an operation in the north.",
        "The judge charged a man with planning the attack.",
        "It would be wrong to say that the rebels carried out the attack.",
        "The police are responsible for security in the town.",
        "The rebels are going to commit the crime again.",
        "The navy committed similar crimes in the past.",
        "Army sources confirmed the attack.",
        "The police accuse the rebels of kidnapping a nun.",
        "There is no evidence that the rebels carried out the attack.",
        "The rebels denied responsibility for the attack.",
        "The rebels were not behind it, officials said.",
        "It was the police that closed the road.",
        "The police blamed the rain for the slow search.",
        "The navy put the radar station on the hill.",
    ],
)
def test_a_clause_that_blames_nobody_names_no_perpetrator(read: Read, clause: str) -> None:
    accused = agents(read, f"A bomb exploded at the barracks, killing two soldiers. {clause}")
    assert not {str(name).lower() for name in accused} & {"army", "judge", "rebels", "police", "navy"}


@pytest.mark.parametrize(
    "clause",
    ["Six years ago the navy committed the crime of shelling the port.", "The police then killed the attacker."],
)
def test_blame_for_another_event_is_not_blame_for_the_news(read: Read, clause: str) -> None:
    rows = read(f"A bomb exploded at the barracks, killing two soldiers. {clause}")
    assert [event["agent_name"] for event in rows["event_mentions"] if event["trigger"] == "bomb"] == [None]
