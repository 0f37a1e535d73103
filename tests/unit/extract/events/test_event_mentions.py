"""Events, sides, speakers, equipment: one made-up sentence for each rule."""

from typing import Any

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
        "The coalition told the rebels to refrain from attacking the army.",
        "The areas controlled by the rebels are poor.",
        "The rebels are engaged in a war.",
        "He spoke of the risk of an attack on the army.",
        "If rebels attack the army, talks end.",
        "Coalition troops train local fighters for the battle.",
    ],
)
def test_what_is_no_event(read: Read, sentence: str) -> None:
    assert read(sentence)["event_mentions"] == []


def test_a_casualty_shows_the_event_behind_it(read: Read) -> None:
    rows = read("Three nuns were killed in an air strike by the coalition on Monday.")
    (event,) = rows["event_mentions"]
    assert (event["trigger"], event["sub_event_type"], event["agent_name"]) == ("air strike", "Air/drone strike", "coalition")
    assert rows["claims"][0]["mention_id"] == event["mention_id"]


def test_a_figure_without_a_scene_continues_the_last_event(read: Read) -> None:
    rows = read("Rebels shelled the town of Harasta on Monday. Three nuns were killed.")
    (event,) = rows["event_mentions"]
    assert rows["claims"][0]["mention_id"] == event["mention_id"]


def test_a_clash_and_the_change_of_hands_are_one(read: Read) -> None:
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
def test_words_of_time_are_kept(read: Read, published: str | None) -> None:
    (event,) = read("The army shelled the rebels on Monday.", published=published)["event_mentions"]
    assert event["date_text"] == "Monday"
    assert str(event["date_start"]) == ("2017-06-05" if published else "None")


def test_the_day_of_a_statement_is_not_the_day_of_the_deed(read: Read) -> None:
    (event,) = read("On Monday the army said its air strikes had killed Omar Haddad.")["event_mentions"]
    assert event["date_text"] is None


def test_a_day_earlier_hangs_on_the_incident_before(read: Read) -> None:
    events = read("Rebels shelled the army on Tuesday. A day earlier, an air strike hit the rebels.")["event_mentions"]
    assert [str(event["date_start"]) for event in events] == ["2017-06-06", "2017-06-05"]


def test_in_the_city_means_the_one_told_before(read: Read) -> None:
    events = read("Rebels shelled soldiers in the city of Aleppo. On Monday an air strike hit the rebels in the city.")[
        "event_mentions"
    ]
    assert [event["location"] for event in events] == ["Aleppo", "Aleppo"]


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("The hospital said two rebels were killed.", None, "medical"),
        ("Two rebels were killed, a witness said.", None, "witness"),
        ("Two rebels were killed, according to the defence ministry.", "defence ministry", "military"),
        ("Two rebels were killed by shelling, police said.", "police", "government"),
        ("Two rebels were killed.", None, "unattributed"),
        ("A leading Iraqi opposition figure Omar Haddad said the attack had killed two rebels.", "Omar Haddad", "unattributed"),
        ("Local sources said two rebels were killed.", None, "unattributed"),
        ("Iraqi state media said two rebels were killed.", None, "media"),
        ("Iraqi officials said two rebels were killed.", "Iraq", "government"),
        ("Two rebels were killed, a monitor said.", None, "monitor"),
        ("Two rebels were killed in Hama. That is what the witness reported.", None, "unattributed"),
    ],
)
def test_speakers(read: Read, sentence: str, name: str | None, kind: str) -> None:
    (claim,) = read(sentence)["claims"]
    assert (claim["attributed_to"], claim["attribution_type"]) == (name, kind)


def test_a_speaker_has_its_fullest_name(read: Read) -> None:
    claims = read(
        "The Northern Observatory for Human Rights said two men were killed. Nine rebels were wounded, the Observatory reported."
    )["claims"]
    assert {claim["attributed_to"] for claim in claims} == {"Northern Observatory for Human Rights"}
    assert {claim["attribution_type"] for claim in claims} == {"monitor"}


def test_an_acronym_and_its_name_are_one(read: Read) -> None:
    names = {
        m["name"] for m in read("The Free Northern Army (FNA) fought rebels. FNA fighters shelled the town.")["actor_mentions"]
    }
    assert "Free Northern Army" in names
    assert "FNA" not in names


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The army destroyed two tanks.", [("tank", "destroyed", 2)]),
        ("Rebels shot down a Syrian helicopter.", [("helicopter", "shot down", 1)]),
        ("A rocket damaged an armored vehicle.", [("armored vehicle", "damaged", 1)]),
        ("Rebels captured three artillery pieces and a truck.", [("artillery piece", "captured", 3), ("truck", "captured", 1)]),
        ("The army plans to destroy two tanks.", []),
    ],
)
def test_equipment(read: Read, sentence: str, expected: list[tuple[Any, ...]]) -> None:
    claims = [c for c in read(sentence)["equipment_claims"] if c["factuality"] in {"asserted", "reported"}]
    assert [(c["equipment"], c["outcome"], c["count_best"]) for c in claims] == expected


def test_whose_equipment_it_was(read: Read) -> None:
    claims = read("Rebels shot down a Syrian helicopter. The helicopter was shot down near Hama.")["equipment_claims"]
    assert [claim["owner_name"] for claim in claims] == ["Syria", "Syria"]


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("Rebels and the army fought. An attack killed two men.", "conflict"),
        ("Police arrested a suspect. A shooting at a nightclub killed two men.", "crime"),
        ("A bus crash killed two men.", "accident"),
        ("An earthquake killed two men.", "disaster"),
    ],
)
def test_context(read: Read, text: str, context: str) -> None:
    assert {event["context"] for event in read(text)["event_mentions"]} == {context}


def test_a_part_of_the_weapon_is_no_actor(read: Read) -> None:
    (event,) = read("Car bomb kills 12 in Hama.")["event_mentions"]
    assert event["sub_event_type"] == "Remote explosive/landmine/IED"
    assert event["agent_name"] is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A Tucson man is in jail after a shooting in a bar in Mesa.", "Mesa"),
        ("A painter from Tucson was shot dead on Sunday in a bar in Mesa.", "Mesa"),
        ("The shooting took the life of Ray Lane, a painter from Tucson.", None),
    ],
)
def test_where_somebody_comes_from_is_not_where_it_happened(read: Read, text: str, place: str | None) -> None:
    assert {event["location"] for event in read(text)["event_mentions"] if event["trigger"] in {"shooting", "shot"}} == {place}


def test_two_figures_of_an_older_deed_have_one_event(read: Read) -> None:
    text = "A shell hit the clinic on Tuesday where two children and three women died on 4 March 2019."
    rows = read(text, published="2020-03-11")
    (older,) = {claim["mention_id"] for claim in rows["claims"]}
    assert [str(event["date_start"]) for event in rows["event_mentions"] if event["mention_id"] == older] == ["2019-03-04"]


def test_a_month_is_no_march(read: Read) -> None:
    rows = read("Two men were killed in a raid on a farm in March 2019. Hundreds of nurses held a protest march in the city.")
    assert "March" not in {event["trigger"] for event in rows["event_mentions"]}
    assert "protest march" in {event["trigger"] for event in rows["event_mentions"]}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("An air strike on Ariha killed six people on Tuesday. The war in Syria began in 2011.", "Ariha"),
        ("Government jets bombed Ariha on Tuesday. The war in Syria began in 2011.", "Ariha"),
        ("Shelling killed two women in Qalbin on Sunday, a doctor said. The war in Syria began in 2011.", "Qalbin"),
        ("At least 21 people were killed in air strikes on the village of Qalbin near Manbij on Tuesday.", "Qalbin"),
        ("A bomb planted by militants exploded in Şırnak province on Sunday, killing two soldiers.", "Şırnak"),
        ("A bomb killed two people in Łódź on Tuesday.", "Łódź"),
        ("Turkish shelling killed six people in Ras al-‘Ayn on Tuesday. The war in Syria began in 2011.", "Ras al-‘Ayn"),
    ],
)
def test_a_town_under_fire_is_where_it_happened_in_any_latin_letters(read: Read, text: str, place: str) -> None:
    rows = read(text)
    assert place in {mention["text"] for mention in rows["place_mentions"]}
    assert rows["event_mentions"][0]["location"] == place


def test_a_village_near_a_town_is_no_side(read: Read) -> None:
    rows = read("Air strikes on Qalbin near Manbij killed 20 people on Tuesday.")
    assert [event["target_name"] for event in rows["event_mentions"]] == [None]
