"""The side whose weapon did the harm. One made-up text for each rule."""

import pytest

from tests.unit.extract.reading import Read


def agents(read: Read, text: str, title: str = "") -> list[str | None]:
    return [event["agent_name"] for event in read(text, title=title)["event_mentions"]]


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Nine people were killed in a bakery that was wrecked by a Russian missile.", "Russia"),
        ("Nine people died in the queue from Israeli gunfire.", "Israel"),
        ("The nine people who were killed by the rockets of the Dawn Brigade were buried on Monday.", "Dawn Brigade"),
        ("Nine people were killed in the bakery. A Russian drone had circled over it, witnesses said.", "Russia"),
    ],
)
def test_the_owner_of_the_weapon_is_the_perpetrator(read: Read, text: str, owner: str) -> None:
    assert owner in agents(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were killed in the bakery. The army shot down a Russian drone.",
        "Nine people were killed in the bakery. It was no Russian missile, the ministry said.",
        "Nine people were killed in the bakery, and a Russian strike could follow.",
    ],
)
def test_a_weapon_that_did_no_harm_has_no_perpetrator(read: Read, text: str) -> None:
    (dead,) = (event for event in read(text)["event_mentions"] if event["trigger"] == "killed")
    assert dead["agent_name"] is None


@pytest.mark.parametrize("title", ["Kenya attack kills nine", "Cattle raid leaves nine dead", "Tarova attack kills nine"])
def test_a_place_or_thing_in_front_of_an_attack_is_no_perpetrator(read: Read, title: str) -> None:
    assert not any(agents(read, "Nine people were killed on Monday.", title=title))


def test_a_rocket_from_a_country_is_not_by_it(read: Read) -> None:
    assert not any(agents(read, "A rocket from Lebanon hit the village and killed nine people."))
