"""Which of the named places is the place of the event. One made-up sentence for each rule."""

import pytest

from tests.unit.extract.reading import Read


def test_in_the_city_means_the_last_city_named(read: Read) -> None:
    events = read("Rebels shelled soldiers in the city of Aleppo. On Monday an air strike hit the rebels in the city.")[
        "event_mentions"
    ]
    assert [event["location"] for event in events] == ["Aleppo", "Aleppo"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A Tucson man is in jail after a shooting in a bar in Mesa.", "Mesa"),
        ("A painter from Tucson was shot dead on Sunday in a bar in Mesa.", "Mesa"),
        ("The shooting took the life of Ray Lane, a painter from Tucson.", None),
    ],
)
def test_the_origin_of_a_person_is_not_the_place_of_the_event(read: Read, text: str, place: str | None) -> None:
    assert {event["location"] for event in read(text)["event_mentions"] if event["trigger"] in {"shooting", "shot"}} == {place}


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
def test_an_attacked_town_is_the_place_of_the_event_in_any_latin_spelling(read: Read, text: str, place: str) -> None:
    rows = read(text)
    assert place in {mention["text"] for mention in rows["place_mentions"]}
    assert rows["event_mentions"][0]["location"] == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Six people were killed on Monday when a drone hit a mosque in El-Fasher, the North Darfur capital.", "El-Fasher"),
        ("An air strike hit a school in Ariha, in the west of Idlib province, on Sunday.", "Ariha"),
        ("On Sunday, Qalbin village of Manbij in Aleppo province was bombed by a jet.", "Qalbin"),
        ("Militants killed six soldiers in the province of Idlib on Sunday.", "Idlib"),
    ],
)
def test_a_town_is_more_exact_than_the_region_around_it(read: Read, text: str, place: str) -> None:
    assert {event["location"] for event in read(text)["event_mentions"]} == {place}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A rocket fired from Damascus killed two children in Ariha on Sunday.", "Ariha"),
        ("Two men wounded in the shelling died in a hospital in Damascus on Sunday.", None),
        ("Two men wounded in the shelling of Ariha were taken to a hospital in Damascus.", "Ariha"),
        ("A missile hit a hospital in Damascus on Sunday, killing two men.", "Damascus"),
    ],
)
def test_neither_the_launching_site_nor_the_hospital_is_the_place(read: Read, text: str, place: str | None) -> None:
    assert place in {event["location"] for event in read(text)["event_mentions"]}
    assert len({event["location"] for event in read(text)["event_mentions"]} - {None}) <= 1


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A bus on its way to Damascus was hit by a mine near Ariha on Sunday.", "Ariha"),
        ("Russian jets struck a village near Ariha on Sunday, and Moscow's troops moved on.", "Ariha"),
        ("A rocket made in Iran hit a school in Ariha on Sunday.", "Ariha"),
        ("DAMASCUS - A bomb went off in Ariha on Sunday, killing two men.", "Ariha"),
        ("Gunmen killed the governor of Idlib province in Ariha on Sunday.", "Ariha"),
    ],
)
def test_aims_owners_makers_and_offices_are_not_the_place(read: Read, text: str, place: str) -> None:
    assert {event["location"] for event in read(text)["event_mentions"]} == {place}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("At Ariha, not far from Hama in the north of the country, five people died in a bombing.", "Ariha"),
        ("Gunmen came into Ariha, a village in Idlib province, where nine people were killed on Monday.", "Ariha"),
    ],
)
def test_a_place_that_is_only_near_comes_behind_the_place_itself(read: Read, text: str, place: str) -> None:
    assert {event["location"] for event in read(text)["event_mentions"]} == {place}
