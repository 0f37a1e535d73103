"""Who did it: by a passive's "by", by another sentence on the same deed, by blame, by a name that no tagger knows."""

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
def test_the_doer_of_a_deeds_own_clause(read: Read, text: str, agent: str) -> None:
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
def test_a_group_goes_by_the_name_it_is_given(read: Read, text: str, agent: str) -> None:
    assert agents(read, text) == {agent}


@pytest.mark.parametrize(
    "text",
    [
        "Five farmers were killed by gunfire near the rebel camp. Witnesses said the farmers were shot by rebels.",
        "Rebels attacked the police post. The attack was made with grenades.",
        "Two engineers were kidnapped in Harasta. The rebels released the two engineers today.",
        "Nine soldiers were hurt during an offensive launched by the rebels.",
    ],
)
def test_the_doer_told_elsewhere_in_the_article(read: Read, text: str) -> None:
    deeds = [event for event in read(text)["event_mentions"] if event["event_type"] != "Strategic developments"]
    assert deeds
    assert {str(event["agent_name"]).lower() for event in deeds} == {"rebels"}


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
    ],
)
def test_who_is_blamed_for_the_deed(read: Read, clause: str, agent: str) -> None:
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
    ],
)
def test_who_is_not_accused(read: Read, clause: str) -> None:
    accused = agents(read, f"A bomb exploded at the barracks, killing two soldiers. {clause}")
    assert not {str(name).lower() for name in accused} & {"army", "judge", "rebels", "police", "navy"}


@pytest.mark.parametrize(
    "clause",
    ["Six years ago the navy committed the crime of shelling the port.", "The police then killed the attacker."],
)
def test_another_deed_is_not_laid_to_the_doers_of_the_news(read: Read, clause: str) -> None:
    rows = read(f"A bomb exploded at the barracks, killing two soldiers. {clause}")
    assert [event["agent_name"] for event in rows["event_mentions"] if event["trigger"] == "bomb"] == [None]


def test_the_police_who_tell_of_a_deed_did_not_do_it(read: Read) -> None:
    assert agents(read, "Two rebels bombed a market, police said, killing three nuns and wounding nine.") == {"rebels"}


def test_shots_at_boats_are_an_attack(read: Read) -> None:
    assert agents(read, "Soldiers fired at fishing boats off the rebel coast.") == {"Soldiers"}


def test_who_suffers_losses_did_not_inflict_them(read: Read) -> None:
    (event,) = read("The army suffered four casualties in Harasta.")["event_mentions"]
    assert (event["agent_name"], event["target_name"]) == (None, "army")


@pytest.mark.parametrize("sentence", ["Other bombs exploded in Harasta.", "Heavy fighting was reported in Harasta."])
def test_an_adjective_with_a_capital_names_nobody(read: Read, sentence: str) -> None:
    assert agents(read, sentence) == set()


@pytest.mark.parametrize(
    "text",
    [
        "MRF [Mountain Relief Front] fighters shot two policemen.",
        "Mountain Relief Front [MRF] fighters shot two policemen.",
        "The Mountain Relief Front [MRF] shot two policemen.",
    ],
)
def test_a_name_and_its_acronym_in_brackets_are_one(read: Read, text: str) -> None:
    rows = read(f"{text} The MRF attacked the army.")
    assert {event["agent_name"] for event in rows["event_mentions"]} == {"Mountain Relief Front"}


def test_a_country_is_not_what_its_people_do(read: Read) -> None:
    assert agents(read, "Norwegian tourists attacked a policeman at the protest.") == set()
