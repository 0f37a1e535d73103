"""Perpetrators and other sides that an event's own clause names. One made-up sentence for each rule."""

import pytest

from tests.unit.extract.reading import Read


def agents(read: Read, text: str) -> set[str]:
    return {event["agent_name"] for event in read(text)["event_mentions"] if event["agent_name"] is not None}


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("The senator was kidnapped on Friday near his farm by rebels.", "rebels"),
        ("Nobody was hurt in the raid on the barracks by Northern Army rebels.", "Northern Army"),
        ("Nine soldiers were killed in the raids and attacks by the rebels.", "rebels"),
        ("Two nurses were seized and shot on Monday by rebels.", "rebels"),
        ("The rebel leader said that commando units staged two attacks on the barracks.", "commando"),
        ("The rebels have carried out a series of attacks against the army.", "rebels"),
        ("Daesh fighters attacked a village near Tabqa.", "Daesh"),
    ],
)
def test_the_clause_of_an_event_names_the_perpetrator(read: Read, text: str, agent: str) -> None:
    assert agent in agents(read, text)


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("Two miners were kidnapped near the quarry by the Nightjars.", "Nightjars"),
        ("Two soldiers were shot on Monday by a gang known as the Nightjars.", "Nightjars"),
        ("The police post was attacked by the rebel group Northern Dawn.", "Northern Dawn"),
        ("The barracks were bombed by the Nightjars, a rebel group.", "Nightjars"),
        ("The Army of National Hope bombed a police post.", "Army of National Hope"),
        ("A bomb exploded at the barracks. A group calling itself the Dawn Brigade claimed responsibility for the attack.",
         "Dawn Brigade"),
    ],
)  # fmt: skip
def test_a_group_has_the_name_that_the_text_gives_it(read: Read, text: str, agent: str) -> None:
    assert agents(read, text) == {agent}


def test_the_police_who_report_an_event_are_not_its_perpetrators(read: Read) -> None:
    assert agents(read, "Two rebels bombed a market, police said, killing three nuns and wounding nine.") == {"rebels"}


def test_shots_at_boats_are_an_attack(read: Read) -> None:
    assert agents(read, "Soldiers fired at fishing boats off the rebel coast.") == {"Soldiers"}


def test_the_side_that_suffers_losses_is_the_target(read: Read) -> None:
    (event,) = read("The army suffered four casualties in Harasta.")["event_mentions"]
    assert (event["agent_name"], event["target_name"]) == (None, "army")


@pytest.mark.parametrize("sentence", ["Other bombs exploded in Harasta.", "Heavy fighting was reported in Harasta."])
def test_an_adjective_with_a_capital_names_nobody(read: Read, sentence: str) -> None:
    assert agents(read, sentence) == set()


def test_a_country_is_not_the_perpetrator_of_what_its_people_do(read: Read) -> None:
    assert agents(read, "Norwegian tourists attacked a policeman at the protest.") == set()


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("A bomb exploded at the army barracks. The Northern Front claimed responsibility for the attack.", "Northern Front"),
        ("A bomb exploded at the army barracks. Officials blamed the rebels for the blast.", "rebels"),
        ("Three hooded men attacked the rebel mayor's house.", "hooded men"),
        ("A group of rebels attacked the barracks.", "rebels"),
    ],
)
def test_an_event_has_its_perpetrator(read: Read, text: str, agent: str) -> None:
    assert read(text)["event_mentions"][0]["agent_name"] == agent


@pytest.mark.parametrize("speaker", ["The White Helmets", "The Red Crescent"])
def test_rescuers_speak_and_never_attack(read: Read, speaker: str) -> None:
    text = f"{speaker}, a team of rescuers in the hills, said to a reporter that air strikes late Monday targeted Ariha."
    assert speaker.removeprefix("The ") not in agents(read, text)
    assert agents(read, f"{speaker} bombed a bridge near Ariha on Monday, killing two farmers.") == set()
