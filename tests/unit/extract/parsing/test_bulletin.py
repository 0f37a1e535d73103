"""Bulletins: which paragraphs open with a place, and when they are items."""

import pytest

from orchestration.extract.parsing.bulletin import find_items


def list_labels(text: str, *places: str) -> list[str]:
    spans = [(at, at + len(place)) for place in places for at in [text.index(place)]]
    return [text[item.start : item.label_end].lstrip("*–- ") for item in find_items(text, spans)]


@pytest.mark.parametrize(
    "text",
    [
        "Following are the day's reports:\n\n* HOMS - A bomb killed two.\n\nARIHA - Gunmen killed one.",
        "The ministry gave the toll:\n\n– Homs: “7 martyrs”\n\n– Ariha: “2 martyrs, 5 wounded”",
        "Homs: 7 dead, 4 wounded\nAriha: 2 dead",
    ],
)
def test_paragraphs_that_open_with_a_place_are_items(text: str) -> None:
    places = [place for place in ("HOMS", "Homs", "ARIHA", "Ariha") if place in text]
    assert [label.lower() for label in list_labels(text, *places)] == ["homs", "ariha"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("HOMS - A bomb killed two people in Ariha.\n\nThe mayor said so.", ("HOMS", "Ariha")),
        ("Mayor: We saw smoke.\n\nReporter: In Ariha?", ("Ariha",)),
        ("A bomb killed two in Homs.\n\nGunmen killed one in Ariha.", ("Homs", "Ariha")),
    ],
)
def test_a_dateline_a_dialogue_and_plain_paragraphs_are_none(text: str, places: tuple[str, ...]) -> None:
    assert list_labels(text, *places) == []
