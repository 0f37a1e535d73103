"""One sentence with several places: each figure belongs to its own place."""

from __future__ import annotations

import pytest

from tests.unit.extract.reading import Read


def places_of_dead(read: Read, text: str) -> dict[int, str]:
    """The place of the event mention of each figure of dead."""
    rows = read(text, published="2019-06-07")
    places = {row["mention_id"]: row["location"] for row in rows["event_mentions"]}
    return {row["count_best"]: places[row["mention_id"]] for row in rows["claims"] if row["outcome"] == "killed"}


@pytest.mark.parametrize(
    "text",
    [
        "Shelling killed seven people in Ariha and four people in Raqqa on Thursday.",
        "Shelling killed seven people in Ariha and four in Raqqa on Thursday.",
        "On Thursday seven people were killed in Ariha and four others in Raqqa by shelling.",
    ],
)
def test_each_figure_of_a_sentence_has_its_own_place(read: Read, text: str) -> None:
    assert places_of_dead(read, text) == {7: "Ariha", 4: "Raqqa"}


def test_a_sentence_with_one_figure_is_not_split(read: Read) -> None:
    assert len(places_of_dead(read, "Shelling killed seven people in Ariha on Thursday, on the road to Raqqa.")) == 1


def test_a_distance_between_two_places_is_no_figure(read: Read) -> None:
    assert set(places_of_dead(read, "Shelling killed seven people in Ariha, 40 km from Raqqa, on Thursday.")) == {7}


def test_the_incidents_of_one_sentence_are_apart(read: Read) -> None:
    rows = read("Shelling killed seven people in Ariha and four in Raqqa on Thursday.", published="2019-06-07")
    assert len({row["incident_id"] for row in rows["event_mentions"]}) == 2
