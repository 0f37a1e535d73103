"""Actors that an article mentions without a part in an event. One made-up sentence for each rule."""

import pytest

from tests.unit.extract.reading import Read


def name_by_words(read: Read, text: str) -> dict[str, str]:
    """The name of each actor mention, by the words of the mention."""
    return {row["text"]: row["name"] for row in read(text)["actor_mentions"]}


@pytest.mark.parametrize(
    ("sentence", "words", "name"),
    [
        ("The army shelled the town after the talks under UN auspices failed.", "UN", "UN"),
        ("A strike destroyed two Daesh vehicles near the river.", "Daesh", "Daesh"),
        ("A strike destroyed an ISIL-held building near the river.", "ISIL", "ISIL"),
        ("A convoy that Boko Haram had attacked burned out.", "Boko Haram", "Boko Haram"),
        ("Norway condemned the bombing of the market.", "Norway", "Norway"),
        ("Two men were killed in talks between Kenya and Somalia.", "Somalia", "Somalia"),
        ("The army shelled the town, Iraqi officials said.", "Iraqi officials", "Iraqi officials"),
        ("Rebels shelled the town, and the Kenyan people mourned.", "Kenyan people", "Kenyan civilians"),
        ("Rebels shelled the town, and the people of Kenya mourned.", "people of Kenya", "Kenyan civilians"),
        ("Rebels shelled the town, and several residents fled.", "residents", "civilians"),
        ("Rebels shelled the town, and Kenyans fled.", "Kenyans", "Kenyan civilians"),
        ("The coalition campaign went on after the bombing of the market.", "coalition", "coalition"),
        ("The army shelled the town, and its allies kept silent.", "allies", "allies"),
        ("The government of Kenya bombed the rebels.", "government of Kenya", "government of Kenya"),
        ("The Nasser regime bombed the rebels.", "Nasser regime", "Nasser regime"),
        ("The town was bombed in the Peru-Chile War, and again today.", "Peru", "Peru"),
        ("Daesh tactical units attacked the town.", "Daesh tactical units", "Daesh"),
    ],
)
def test_a_bystander_has_a_name(read: Read, sentence: str, words: str, name: str) -> None:
    assert name_by_words(read, sentence).get(words) == name


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The army bombed a depot in Norway.", "Norway"),
        ("The bomber crossed Norway before the attack on the army.", "Norway"),
        ("The army destroyed an IED and six UAVs.", "IED"),
        ("The army used bomber, fighter and attack aircraft in the strike.", "fighter"),
        ("The army held a police station after the attack.", "police"),
        ("The bomber worked on a Kenyan farm before the attack on the army.", "Kenyan"),
        ("The army bombed the camp during Operation Iron Gate.", "Operation Iron Gate"),
    ],
)
def test_a_place_or_a_kind_of_thing_is_no_bystander(read: Read, sentence: str, words: str) -> None:
    assert words not in name_by_words(read, sentence)


def test_the_ministry_means_the_ministry_named_before(read: Read) -> None:
    names = name_by_words(read, "The Ministry of Northern Affairs condemned the attack on the army. The ministry gave no figure.")
    assert names["ministry"] == "Ministry of Northern Affairs"


def test_bystanders_take_no_part_in_an_event(read: Read) -> None:
    (event,) = read("After talks between Kenya and Somalia, rebels attacked the army in a town under UN auspices.")[
        "event_mentions"
    ]
    assert (event["agent_name"], event["target_name"]) == ("rebels", "army")


def test_the_name_of_an_armed_group_is_enough_to_read_an_article(read: Read) -> None:
    assert name_by_words(read, "The minister spoke of Boko Haram at length.") == {"Boko Haram": "Boko Haram"}
    assert name_by_words(read, "The minister spoke of football at length.") == {}
