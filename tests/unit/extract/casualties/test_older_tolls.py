"""A figure that the article calls an earlier one gives way to the article's own."""

import pytest

from tests.unit.extract.reading import Read

LEAD = "A missile hit a café in Ariha on Thursday, killing 41 people."


def list_updates(read: Read, *sentences: str) -> list[int]:
    """The best figures that are marked as updates."""
    return [row["count_best"] for row in read(" ".join(sentences))["claims"] if row["is_update"]]


@pytest.mark.parametrize(
    "older",
    [
        "An earlier statement by the police spoke of 47 dead.",
        "The mayor had first spoken of 33 dead.",
        "Rescuers had initially put the number of dead at 33.",
        "Earlier the same day the ministry had given the figures as 33 killed and 12 wounded.",
    ],
)
def test_the_lead_replaces_an_earlier_toll(read: Read, older: str) -> None:
    assert list_updates(read, LEAD, older) == [41]


@pytest.mark.parametrize(
    "other",
    [
        "The ministry spoke of 38 dead.",
        "Earlier this week a shell had killed three farmers in the same street.",
        "The first people who came to the place said 38 were dead.",
    ],
)
def test_another_speaker_or_an_earlier_attack_replaces_nothing(read: Read, other: str) -> None:
    assert list_updates(read, LEAD, other) == []
