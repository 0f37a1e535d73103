"""Events with their types, sides and times. One made-up sentence for each rule."""

import pytest

from tests.unit.extract.reading import Read


@pytest.mark.parametrize(
    ("sentence", "sub_type", "agent", "target"),
    [
        ("Rebels attacked government forces in Hama.", "Armed clash", "Rebels", "government forces"),
        ("Government forces were attacked by rebels in Hama.", "Armed clash", "rebels", "Government forces"),
        ("Government troops came under attack from rebels.", "Armed clash", "rebels", "Government troops"),
        ("Clashes erupted between rebels and government forces.", "Armed clash", "rebels", "government forces"),
        ("The coalition carried out an air strike against the rebels.", "Air/drone strike", "coalition", "rebels"),
        ("Government forces shelled the rebels.", "Shelling/artillery/missile attack", "Government forces", "rebels"),
        ("The Syrian army recaptured the town of Harasta.", "Government regains territory", "Syrian army", None),
        ("Rebels seized the village of Harasta.", "Non-state actor overtakes territory", "Rebels", None),
        ("Harasta fell to rebels on Monday.", "Non-state actor overtakes territory", "rebels", None),
        ("Gunmen kidnapped two aid workers in the war zone.", "Abduction/forced disappearance", "Gunmen", None),
        ("Militants attacked villagers in Hama.", "Attack", "Militants", None),
    ],
)
def test_type_and_sides(read: Read, sentence: str, sub_type: str, agent: str, target: str | None) -> None:
    events = [event for event in read(sentence)["event_mentions"] if event["sub_event_type"] == sub_type]
    assert [(event["agent_name"], event["target_name"]) for event in events] == [(agent, target)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The general threatened to attack the rebels.",
        "The army will bomb the rebels.",
        "The coalition told the rebels to refrain from attacking the army.",  # codespell:ignore told
        "The areas controlled by the rebels are poor.",
        "The rebels are engaged in a war.",
        "He spoke of the risk of an attack on the army.",
        "If rebels attack the army, talks end.",
        "Coalition troops train local fighters for the battle.",
    ],
)
def test_a_plan_a_threat_or_a_description_is_no_event(read: Read, sentence: str) -> None:
    assert read(sentence)["event_mentions"] == []


def test_a_clash_and_the_capture_after_it_are_one_event(read: Read) -> None:
    (event,) = read("Clashes continued in Hama, where the Free Northern Army managed to capture the village of Harasta.")[
        "event_mentions"
    ]
    assert event["sub_event_type"] == "Non-state actor overtakes territory"


def test_a_headline_in_capitals(read: Read) -> None:
    rows = read("The coalition confirmed it.", title="Coalition Strikes Rebel Militias Near Northern Outpost")
    (event,) = rows["event_mentions"]
    assert (event["span_field"], event["trigger"], event["sub_event_type"]) == ("title", "Strikes", "Air/drone strike")


def test_an_older_attack_is_background(read: Read) -> None:
    (event,) = read("The rebels repulsed an army attack in March.")["event_mentions"]
    assert (event["time_scope"], str(event["date_start"]), event["date_prec"]) == ("background", "2017-03-01", 4)


def test_a_period_is_no_incident(read: Read) -> None:
    (event,) = read("In recent weeks army planes have launched several strikes on rebels.")["event_mentions"]
    assert event["time_scope"] == "period"


@pytest.mark.parametrize("published", ["2017-06-07", None])
def test_the_words_of_a_date_are_kept(read: Read, published: str | None) -> None:
    (event,) = read("The army shelled the rebels on Monday.", published=published)["event_mentions"]
    assert event["date_text"] == "Monday"
    assert str(event["date_start"]) == ("2017-06-05" if published else "None")


def test_the_day_of_a_statement_is_not_the_day_of_the_event(read: Read) -> None:
    (event,) = read("On Monday the army said its air strikes had killed Omar Haddad.")["event_mentions"]
    assert event["date_text"] is None


def test_a_day_earlier_counts_from_the_incident_before(read: Read) -> None:
    events = read("Rebels shelled the army on Tuesday. A day earlier, an air strike hit the rebels.")["event_mentions"]
    assert [str(event["date_start"]) for event in events] == ["2017-06-06", "2017-06-05"]


def test_a_part_of_the_weapon_is_no_actor(read: Read) -> None:
    (event,) = read("Car bomb kills 12 in Hama.")["event_mentions"]
    assert event["sub_event_type"] == "Remote explosive/landmine/IED"
    assert event["agent_name"] is None


def test_the_month_of_march_is_no_march(read: Read) -> None:
    rows = read("Two men were killed in a raid on a farm in March 2019. Hundreds of nurses held a protest march in the city.")
    assert "March" not in {event["trigger"] for event in rows["event_mentions"]}
    assert "protest march" in {event["trigger"] for event in rows["event_mentions"]}


def test_a_village_near_a_town_is_no_side(read: Read) -> None:
    rows = read("Air strikes on Qalbin near Manbij killed 20 people on Tuesday.")
    assert [event["target_name"] for event in rows["event_mentions"]] == [None]
