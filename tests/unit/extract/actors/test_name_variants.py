"""Names that mean one actor. One made-up sentence for each rule."""

import pytest

from tests.unit.extract.reading import Read


def test_an_acronym_and_its_name_are_one(read: Read) -> None:
    names = {
        m["name"] for m in read("The Free Northern Army (FNA) fought rebels. FNA fighters shelled the town.")["actor_mentions"]
    }
    assert "Free Northern Army" in names
    assert "FNA" not in names


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


def name_by_words(read: Read, text: str) -> dict[str, str]:
    """The name of each actor mention, by the words of the mention."""
    return {row["text"]: row["name"] for row in read(text)["actor_mentions"]}


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Rebels of the Northern Dawn Movement shelled a camp. The group denied it.", "group", "Northern Dawn Movement"),
        ("NDM fighters shelled a camp. The foreign-backed armed group denied it.", "foreign-backed armed group", "NDM"),
        ("Boko Haram attacked a village, and its fighters burned a school.", "fighters", "Boko Haram"),
    ],
)
def test_the_group_means_the_group_named_before(read: Read, text: str, words: str, name: str) -> None:
    assert name_by_words(read, text).get(words) == name


def test_a_new_description_does_not_choose_between_two_groups(read: Read) -> None:
    names = name_by_words(read, "Boko Haram fighters and NDM fighters shelled a camp. The foreign-backed group denied it.")
    assert names["foreign-backed group"] == "foreign-backed group"
