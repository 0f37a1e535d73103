"""What an event hit: a hospital, a market, a bus. One made-up text for each rule."""

import pytest

from tests.unit.extract.reading import Read


def sites(read: Read, text: str, title: str = "") -> set[str | None]:
    return {event["target_site"] for event in read(text, title=title)["event_mentions"]}


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("An air strike on a mosque in Ariha killed nine people on Monday.", "mosque"),
        ("Rockets hit the vegetable market of Ariha on Monday, killing nine people.", "market"),
        ("Gunmen killed nine people in a refugee camp near Ariha on Monday.", "camp"),
        ("A bomb went off at the railway station of Ariha on Monday, killing nine people.", "railway station"),
        ("A hospital in Ariha was shelled on Monday.", "hospital"),
        ("Shells hit a school building in Ariha on Monday, killing nine people.", "school"),
    ],
)
def test_the_site_that_was_hit_is_read(read: Read, text: str, site: str) -> None:
    assert sites(read, text) == {site}


@pytest.mark.parametrize(
    "text",
    [
        "An air strike in Ariha killed nine people on Monday, a hospital official said.",
        "Two men wounded in the shelling of Ariha on Monday died in a hospital in Damascus.",
        "Nine school children were killed in an air strike on Ariha on Monday.",
        "The hospital said that nine people were killed in the shelling of Ariha on Monday.",
    ],
)
def test_a_site_that_was_not_hit_is_none(read: Read, text: str) -> None:
    assert sites(read, text) == {None}
