"""Frames of casualty nouns: murders, tolls, lives, bodies. One made-up sentence for each rule."""

from typing import Any

import pytest

from tests.unit.extract.reading import Read

FIGURES = ("outcome", "victim_group", "count_best")


def figures(claims: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [tuple(claim[column] for column in FIGURES) for claim in claims]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The minister condemned the murder of seven farmers.", [("killed", "civilians", 7)]),
        ("The massacre of 19 villagers was blamed on the army.", [("killed", "civilians", 19)]),
        ("The kidnapping of four nurses was reported on Monday.", [("abducted", "civilians", 4)]),
        ("The bombing claimed the lives of 17 miners.", [("killed", "civilians", 17)]),
        ("The union demands an inquiry into the wounding of three electricians.", [("wounded", "civilians", 3)]),
        ("The rebels murdered two Swedes.", [("killed", "total", 2)]),
        ("The bombing cost 17 lives.", [("killed", "total", 17)]),
        ("Eleven people lost their lives in the attack.", [("killed", "total", 11)]),
        ("The bodies of 26 shepherds were found near the well.", [("killed", "civilians", 26)]),
        ("Police found 13 bodies in a mass grave.", [("killed", "total", 13)]),
        ("Five corpses were found riddled with bullets.", [("killed", "total", 5)]),
        ("The number of dead was 18.", [("killed", "total", 18)]),
        ("Eight deaths were blamed on the bombing.", [("killed", "total", 8)]),
        ("The blast caused injuries to nine others.", [("wounded", "total", 9)]),
        ("Police are investigating a triple homicide in the village.", [("killed", "total", 3)]),
    ],
)
def test_a_casualty_noun_gives_its_victims(read: Read, sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert figures(read(sentence)["claims"]) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Guards prevented the massacre of 40 villagers.",
        "He was charged with the attempted murder of two guards.",
        "A body of 30 officials met after the attack.",
        "The wounded asked for two bodies of water after the shelling.",
        "The bombing could cause the deaths of 50 people.",
    ],
)
def test_a_noun_for_what_did_not_happen_gives_nothing(read: Read, sentence: str) -> None:
    assert [claim for claim in read(sentence)["claims"] if claim["factuality"] in {"asserted", "reported"}] == []


def test_dead_among_casualties(read: Read) -> None:
    assert figures(read("The guerrillas suffered 25 casualties, including 16 dead.")["claims"]) == [("killed", "total", 16)]


def test_a_toll_that_is_brought_to_a_figure_is_an_update(read: Read) -> None:
    claims = read("Two more miners died overnight, bringing the death toll to 14.")["claims"]
    assert [(claim["count_best"], claim["is_additional"], claim["is_update"]) for claim in claims] == [
        (2, True, False),
        (14, False, True),
    ]


def test_an_update_is_marked(read: Read) -> None:
    (claim,) = read("The death toll rose to 14 after the bombing.")["claims"]
    assert claim["is_update"]


def test_a_speaker_who_puts_the_toll_at_a_figure_updates_no_figure(read: Read) -> None:
    claim = read("The Red Crescent put the death toll at seven after the strike.")["claims"][0]
    assert (claim["count_best"], claim["attributed_to"], claim["is_update"]) == (7, "Red Crescent", False)


def test_a_murder_is_an_event_of_its_kind(read: Read) -> None:
    rows = read("The army condemned the assassination of three nuns by rebels.")
    assert [event["sub_event_type"] for event in rows["event_mentions"]] == ["Attack"]
    assert [claim["mention_id"] for claim in rows["claims"]] == [rows["event_mentions"][0]["mention_id"]]


def test_a_murder_that_will_be_investigated_has_happened(read: Read) -> None:
    claims = read("An inquiry is under way into the murder of two farmers.")["claims"]
    assert [(claim["count_best"], claim["factuality"]) for claim in claims] == [(2, "asserted")]


def test_a_supposed_homicide_is_no_figure(read: Read) -> None:
    claims = read("If that is the case, the shooting becomes a triple homicide.")["claims"]
    assert {claim["factuality"] for claim in claims} <= {"conditional"}


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("The government now puts the number of those who died in the attack on Ariha at 35.", 35),
        ("The ministry gives the number of those killed when rebels attacked the mosque as 32.", 32),
        ("The number of those killed in the attack has been lowered from 95 to 35, the mayor said.", 35),
        ("The police put the number of the killed in the attack at 12 at least.", 12),
        ("The army put the number of rebels neutralised in the attack on Ariha at over forty.", 41),
        ("Officials put the dead of the attack at no fewer than 30.", 30),
        ("In Ariha, where rebels attacked a mosque, the dead are now 125.", 125),
        ("Nine rebels are reported killed by the army in an air strike on Ariha.", 9),
        ("The army can confirm only ten dead in the attack on Ariha.", 10),
    ],
)
def test_the_number_that_is_stated_of_the_dead(read: Read, sentence: str, number: int) -> None:
    claims = [claim for claim in read(sentence)["claims"] if claim["outcome"] == "killed"]
    assert [(claim["count_best"], claim["factuality"] in {"asserted", "reported"}) for claim in claims] == [(number, True)]


def test_a_number_that_is_so_now_is_an_update(read: Read) -> None:
    (claim,) = read("The dead of the attack on Ariha are now 125, and were 30 on Monday.")["claims"]
    assert (claim["count_best"], claim["is_update"]) == (125, True)
