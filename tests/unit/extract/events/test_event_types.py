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


@pytest.mark.parametrize(
    ("title", "text", "sub_type"),
    [
        ("Attack on Harasta kills nine", "A drone hit a bakery in Harasta on Monday, killing nine people.", "Air/drone strike"),
        ("Strike on Harasta kills nine", "A missile hit a bakery in Harasta.", "Shelling/artillery/missile attack"),
        ("Blast in Harasta kills nine", "A missile hit a bakery in Harasta.", "Shelling/artillery/missile attack"),
        ("Nine soldiers killed in Harasta", "A suicide bomber attacked the army post in Harasta.", "Suicide bomb"),
    ],
)
def test_vague_words_take_the_weapon_of_their_incident(read: Read, title: str, text: str, sub_type: str) -> None:
    assert {event["sub_event_type"] for event in read(text, title=title)["event_mentions"]} == {sub_type}


def test_an_attack_on_civilians_stays_one_next_to_a_clash(read: Read) -> None:
    events = read("Gunmen attacked a village near Harasta. They clashed with the army.")["event_mentions"]
    assert [event["sub_event_type"] for event in events] == ["Attack", "Armed clash"]


@pytest.mark.parametrize(
    ("text", "sub_type"),
    [
        ("Two bombs were dropped on the village of Harasta in the war zone.", "Air/drone strike"),
        ("Militants attacked an army camp in Hama.", "Armed clash"),
        ("Soldiers pushed back an attack on their base in Hama.", "Armed clash"),
        ("Russian forces attacked Harasta in the night.", "Shelling/artillery/missile attack"),
        ("Gunmen seized nine girls from a school in the war zone.", "Abduction/forced disappearance"),
        ("Police seized 40 rifles in the war zone.", "Disrupted weapons use"),
        ("Nine villagers were killed in an attack from the air on a rally against the junta.", "Air/drone strike"),
        ("Gunmen attacked the village of Harasta on 20th March.", "Attack"),
    ],
)
def test_the_words_around_decide_the_kind(read: Read, text: str, sub_type: str) -> None:
    assert (sub_type, "conflict") in list_types(read, text)


def test_a_camp_of_displaced_people_is_no_post(read: Read) -> None:
    assert (None, "conflict") in list_types(read, "Militants attacked a camp for displaced people in Hama.")


@pytest.mark.parametrize(
    ("text", "sub_type"),
    [
        ("Gunmen struck a school in Harasta on Monday and killed nine people.", "Attack"),
        ("Terrorist groups struck the village of Harasta on Monday, killing nine villagers.", "Attack"),
        ("Israel struck a house in Harasta on Monday, killing nine people.", "Air/drone strike"),
        ("Militants struck Harasta with rockets on Monday, killing nine people.", "Shelling/artillery/missile attack"),
    ],
)
def test_fighters_strike_without_aircraft(read: Read, text: str, sub_type: str) -> None:
    found = {event["sub_event_type"] for event in read(text)["event_mentions"]} - {None}
    assert found <= {sub_type}
    assert found or sub_type == "Attack", "an attack without a type of its own becomes one in dbt"


def test_houses_burnt_in_an_attack_are_part_of_it(read: Read) -> None:
    text = "Gunmen stormed the village of Ariha on Monday and killed nine farmers. They set fire to 20 houses."
    rows = read(text)["event_mentions"]
    assert len(rows) > 1
    assert len({row["incident_id"] for row in rows}) == 1
    assert "Strategic developments" not in {row["event_type"] for row in rows}
