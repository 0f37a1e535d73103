"""Perpetrators inferred from other sentences of the article. One made-up text for each rule."""

import pytest

from tests.unit.extract.reading import Read


def agents(read: Read, text: str) -> set[str]:
    return {event["agent_name"] for event in read(text)["event_mentions"] if event["agent_name"] is not None}


@pytest.mark.parametrize(
    "text",
    [
        "Five farmers were killed by gunfire near the rebel camp. Witnesses said the farmers were shot by rebels.",
        "Rebels attacked the police post. The attack was made with grenades.",
        "Two engineers were kidnapped in Harasta. The rebels released the two engineers today.",
        "Nine soldiers were hurt during an offensive launched by the rebels.",
    ],
)
def test_another_sentence_names_the_perpetrator(read: Read, text: str) -> None:
    events = [event for event in read(text)["event_mentions"] if event["event_type"] != "Strategic developments"]
    assert events
    assert {str(event["agent_name"]).lower() for event in events} == {"rebels"}


def test_a_description_takes_the_name_told_for_its_incident(read: Read) -> None:
    text = "Gunmen attacked a school in Harasta on Monday. Fighters of the Dawn Brigade stormed the school at noon, police said."
    assert agents(read, text) == {"Dawn Brigade"}


def test_a_description_keeps_its_words_between_two_names(read: Read) -> None:
    text = "Gunmen attacked a school. The Dawn Brigade attacked the school, police said. The Hill Army attacked the school, too."
    assert "gunmen" in {name.lower() for name in agents(read, text)}


@pytest.mark.parametrize(
    "text", ["At least 20 soldiers died in an assault on a base.", "A police reservist was shot dead in Harasta on Monday."]
)
def test_victims_are_no_perpetrators(read: Read, text: str) -> None:
    assert agents(read, text) == set()


def test_its_fighters_are_those_of_the_group_in_apposition(read: Read) -> None:
    text = "The rebels' ally in the north, the Dawn Brigade (DB), has claimed that its fighters attacked a base in Harasta."
    assert agents(read, text) == {"Dawn Brigade"}


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("A sailor was killed when the Dawn Brigade hit the ship with a drone boat.", "Dawn Brigade"),
        ("Nine soldiers died in a clash with the Dawn Brigade in Harasta.", "Dawn Brigade"),
        ("The army beat back an assault by the Dawn Brigade on its base.", "Dawn Brigade"),
        ("Fighters of the group, which is known as the Nightjars, killed nine people in the war zone.", "Nightjars"),
        ("The attack in Harasta killed nine soldiers. The mayor put the blame on the rebels; these deny it.", "rebels"),
    ],
)
def test_a_clause_of_the_incident_names_who_did_it(read: Read, text: str, agent: str) -> None:
    assert agent in agents(read, text)


def test_a_description_of_a_group_is_no_event(read: Read) -> None:
    rows = read("The Dawn Brigade, which is fighting the junta, said that a bomb killed nine people in Harasta.")
    assert "Dawn Brigade" not in {event["agent_name"] for event in rows["event_mentions"]}


def test_the_military_of_the_country_is_the_military(read: Read) -> None:
    assert agents(read, "An air strike on a market was carried out by the country's military.") == {"military"}


@pytest.mark.parametrize(
    "text",
    [
        "Local fighters who died in the clashes in Harasta are nine.",
        "The army regularly carries out strikes in the north. A bomb killed nine people in Harasta.",
    ],
)
def test_neither_the_dead_nor_a_habit_name_a_perpetrator(read: Read, text: str) -> None:
    assert agents(read, text) == set()


def test_its_forces_are_those_of_the_country_that_speaks(read: Read) -> None:
    text = "Kenya said in a statement on Monday that its forces attacked a base in Harasta."
    assert agents(read, text) == {"Kenyan forces"}


def test_a_part_of_a_sum_has_its_perpetrator(read: Read) -> None:
    text = (
        "Russian strikes across the country killed nine people on Monday. "
        "A blast in Kharkiv killed three people. A blast in Sumy killed six people."
    )
    assert read(text)["event_mentions"][-1]["agent_name"] == "Russia"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gunmen raided Qalbin village and killed two men. The attackers, who are believed to be Dawn Brigade fighters, fled.",
         "Dawn Brigade"),
        ("Police have confirmed the killing of nine persons in Qalbin village of Idlib province by suspected bandits.",
         "suspected bandits"),
        ("Fighters of the Dawn Brigade have claimed the blast in Syria's city Ariha which killed nine soldiers.",
         "Dawn Brigade"),
        ("The Dawn Brigade claimed a suicide bombing that killed nine people in Ariha on Monday.", "Dawn Brigade"),
        ("Security forces killed nine men near Ariha on Monday.", "Security forces"),
        ("HARASTA — Gunmen in Syria killed nine people on Monday.", "Gunmen"),
        ("An attack of the Northern Armed Forces against Harasta on Monday killed nine people.", "Northern Armed Forces"),
    ],
)  # fmt: skip
def test_words_around_the_event_name_the_perpetrator(read: Read, text: str, name: str) -> None:
    assert agents(read, text) == {name}


def test_the_ally_of_a_group_is_not_the_group(read: Read) -> None:
    text = "Al-Qaeda affiliate Dawn Brigade killed nine soldiers near Ariha on Monday."
    assert "Al-Qaeda" not in agents(read, text)


def test_who_was_shot_dead_did_not_shoot(read: Read) -> None:
    assert (
        agents(
            read,
            "A man died near Ariha.",
        )
        == set()
    )
    events = read("A police reservist died near Ariha on Monday.", title="Police reservist shot dead in Ariha")["event_mentions"]
    assert all(event["agent_name"] is None for event in events)
