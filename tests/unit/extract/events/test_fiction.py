"""Films, novels and drills: what did not happen gives no event and no claim."""

import pytest

from tests.unit.extract.reading import Read


@pytest.mark.parametrize(
    "text",
    [
        "In the film, which opened on Friday, a sniper kills eleven villagers during the siege.",
        "The novel tells of the murder of two sisters by a soldier.",  # codespell:ignore tells
        "Rescuers practised for an attack on Tuesday: in the drill, a bomb killed 12 actors on a train.",
        "During the exercise, medics treated 40 people who had been wounded in a simulated attack.",
    ],
)
def test_stories_and_drills_give_no_event(read: Read, text: str) -> None:
    rows = read(text)
    assert rows["claims"] == []
    assert rows["event_mentions"] == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Two soldiers were killed in a training exercise near Hama on Monday.", 2),
        ("Twelve people were shot dead in a cinema during a film in Denver on Friday.", 12),
    ],
)
def test_deaths_at_a_real_exercise_or_a_film_count(read: Read, text: str, count: int) -> None:
    assert [claim["count_best"] for claim in read(text)["claims"]] == [count]
