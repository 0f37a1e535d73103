"""Perpetrators inferred from other sentences of the article. One made-up text for each rule."""

import pytest

from tests.unit.extract.reading import Read


def agents(read: Read, text: str) -> set[str]:
    return {event["agent_name"] for event in read(text)["event_mentions"] if event["agent_name"] is not None}


@pytest.mark.parametrize(
    "text",
    [
        "Five farmers were killed by gunfire near the rebel camp. Witnesses said the farmers were shot by rebels.",
        "Rebels attacked the police post. The attack was made with grenades.",
        "Two engineers were kidnapped in Harasta. The rebels released the two engineers today.",
        "Nine soldiers were hurt during an offensive launched by the rebels.",
    ],
)
def test_another_sentence_names_the_perpetrator(read: Read, text: str) -> None:
    events = [event for event in read(text)["event_mentions"] if event["event_type"] != "Strategic developments"]
    assert events
    assert {str(event["agent_name"]).lower() for event in events} == {"rebels"}
