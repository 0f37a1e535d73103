"""Actors that an article tells of beside the sides of its events. One made-up sentence for each rule."""

import pytest

from tests.unit.extract.reading import Read


def told(read: Read, text: str) -> dict[str, str]:
    """The name that each mention goes by, under its words."""
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
def test_who_is_told_of(read: Read, sentence: str, words: str, name: str) -> None:
    assert told(read, sentence).get(words) == name


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
def test_who_is_not_told_of(read: Read, sentence: str, words: str) -> None:
    assert words not in told(read, sentence)


def test_an_institution_keeps_its_name_when_it_comes_back(read: Read) -> None:
    names = told(read, "The Ministry of Northern Affairs condemned the attack on the army. The ministry gave no figure.")
    assert names["ministry"] == "Ministry of Northern Affairs"


def test_bystanders_take_no_part_in_an_event(read: Read) -> None:
    (event,) = read("After talks between Kenya and Somalia, rebels attacked the army in a town under UN auspices.")[
        "event_mentions"
    ]
    assert (event["agent_name"], event["target_name"]) == ("rebels", "army")


def test_a_name_of_an_armed_group_alone_makes_an_article_worth_reading(read: Read) -> None:
    assert told(read, "The minister spoke of Boko Haram at length.") == {"Boko Haram": "Boko Haram"}
    assert told(read, "The minister spoke of football at length.") == {}


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Rebels of the Northern Dawn Movement shelled a camp. The group denied it.", "group", "Northern Dawn Movement"),
        ("NDM fighters shelled a camp. The foreign-backed armed group denied it.", "foreign-backed armed group", "NDM"),
        ("Boko Haram attacked a village, and its fighters burned a school.", "fighters", "Boko Haram"),
    ],
)
def test_a_group_is_told_again_without_its_name(read: Read, text: str, words: str, name: str) -> None:
    assert told(read, text).get(words) == name


def test_two_groups_are_not_told_apart_by_a_new_word(read: Read) -> None:
    names = told(read, "Boko Haram fighters and NDM fighters shelled a camp. The foreign-backed group denied it.")
    assert names["foreign-backed group"] == "foreign-backed group"
