"""Types of the codebook. One made-up sentence for each rule."""

import pytest

from tests.unit.extract.reading import Read


def list_types(read: Read, text: str) -> list[tuple[str | None, str]]:
    return [(event["sub_event_type"], event["context"]) for event in read(text)["event_mentions"]]


@pytest.mark.parametrize(
    ("text", "sub_type"),
    [
        ("Warplanes pounded the rebel village of Harasta.", "Air/drone strike"),
        ("Insurgents fired two rockets at the airfield.", "Shelling/artillery/missile attack"),
        ("A grenade was thrown at the militants' post.", "Grenade"),
        ("Two bombers blew themselves up outside the army base.", "Suicide bomb"),
        ("Militants used mustard gas against the soldiers.", "Chemical weapon"),
        ("A roadside bomb went off near an army convoy.", "Remote explosive/landmine/IED"),
        ("Government forces regained control of Harasta.", "Government regains territory"),
        ("The militants gained control of Harasta.", "Non-state actor overtakes territory"),
        ("The rebels seized Harasta without a fight after the army pulled out.", "Non-violent transfer of territory"),
        ("The army has set up two new bases near Harasta.", "Headquarters or base established"),
        ("The rebels and the government agreed a ceasefire.", "Agreement"),
        ("Twenty rebels surrendered to the army.", "Agreement"),
        ("Soldiers discovered a cache of ammunition in a rebel hideout.", "Disrupted weapons use"),
        ("Security forces arrested six opposition activists.", "Arrests"),
        ("Several shops were looted during the unrest.", "Looting/property destruction"),
        ("Hundreds of militants defected to the army.", "Change to group/activity"),
        ("Soldiers raped villagers during the war, refugees said.", "Sexual violence"),
        ("An angry mob lynched a man accused of theft.", "Mob violence"),
        ("Gunmen opened fire on worshippers in the war zone.", "Attack"),
        ("Militants attacked a checkpoint in Hama.", "Armed clash"),
    ],
)
def test_every_sub_type_has_its_words(read: Read, text: str, sub_type: str) -> None:
    assert (sub_type, "conflict") in list_types(read, text)


@pytest.mark.parametrize(
    ("text", "sub_type"),
    [
        ("Thousands of people marched through the capital against the law.", "Peaceful protest"),
        ("Police used tear gas to break up a rally in the capital.", "Protest with intervention"),
        ("Thousands rallied in the capital. Police used water cannon against them.", "Protest with intervention"),
        ("Protesters rallied in the capital and threw stones at police, who used tear gas.", "Violent demonstration"),
        ("Soldiers beat protesters at a peaceful demonstration.", "Excessive force against protesters"),
    ],
)
def test_a_demonstration_is_classified_by_what_crowd_and_forces_did(read: Read, text: str, sub_type: str) -> None:
    assert list_types(read, text)[0] == (sub_type, "conflict")


def test_a_day_in_march_is_no_march(read: Read) -> None:
    assert list_types(read, "On 12 March militants attacked an army base.") == [("Armed clash", "conflict")]


def test_an_army_with_a_name_of_its_own_is_no_state_army(read: Read) -> None:
    assert list_types(read, "The Free Northern Army took control of Harasta.") == [
        ("Non-state actor overtakes territory", "conflict")
    ]


def test_a_bomb_goes_off_and_a_bus_goes_off_the_road(read: Read) -> None:
    (bomb,) = read("A device hidden in a car went off in Hama; it was a car bomb that went off at dawn.")["event_mentions"][:1]
    assert bomb["sub_event_type"] == "Remote explosive/landmine/IED"
    bus = read("A bus went off a mountain road near Cusco on Tuesday, killing 17 passengers.")["event_mentions"]
    assert all(mention["sub_event_type"] is None and mention["context"] != "conflict" for mention in bus)


def test_arrests_of_everyday_police_work_are_no_events(read: Read) -> None:
    text = "Detectives arrested a man over a burglary and a bank robbery on Elm Street, the sheriff's office said."
    assert all(context != "conflict" and sub_type != "Arrests" for sub_type, context in list_types(read, text))


def test_the_dead_of_a_sentence_do_not_belong_to_its_arrests(read: Read) -> None:
    rows = read("Troops arrested nine militants and three soldiers were killed in Hama.")
    (claim,) = [claim for claim in rows["claims"] if claim["outcome"] == "killed"]
    (event,) = [event for event in rows["event_mentions"] if event["mention_id"] == claim["mention_id"]]
    assert event["sub_event_type"] != "Arrests"


def test_only_authorities_arrest(read: Read) -> None:
    assert list_types(read, "Rebels captured nine soldiers near Harasta.")[0] == ("Armed clash", "conflict")
    assert list_types(read, "Soldiers captured nine rebels near Harasta.")[0] == ("Arrests", "conflict")


def test_an_article_that_only_names_an_event_has_it(read: Read) -> None:
    assert ("Chemical weapon", "conflict") in list_types(read, "Villagers are being treated after a gas attack by rebels.")


@pytest.mark.parametrize(
    "text",
    [
        "The rebels claimed responsibility for the attack on the airport.",
        "The minister condemned the bombing of the airport.",
        "The government denied that it plans an offensive.",
    ],
)
def test_talk_about_an_event_is_no_event(read: Read, text: str) -> None:
    assert list_types(read, text) == []
