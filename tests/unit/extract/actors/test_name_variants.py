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
