"""Losses of two sides of one clash add up; losses of one side, stated twice, do not."""

from typing import Any

import pytest

from tests.unit.extract.reading import Read


def list_dead(rows: list[dict[str, Any]]) -> list[tuple[int | None, bool]]:
    """Best figure of each claim of dead, and whether it is a member of a list."""
    return [(row["count_best"], row["list_id"] is not None) for row in rows if row["outcome"] == "killed"]


@pytest.mark.parametrize(
    "text",
    [
        "Four soldiers died in the clash near Ariha on Monday, while 11 militants were neutralised, the army said.",
        "Four soldiers and 11 jihadists were killed in a gunfight near Ariha on Monday.",
        "A clash near Ariha left four policemen dead. Eleven rebels were also killed, the ministry said.",
        "Rebels shelled a post near Ariha and killed four soldiers, a rebel said. On their own side 11 fighters were killed.",
        "Four soldiers were killed in a gunfight near Ariha on Monday. The army said that 11 militants had been killed.",
    ],
)
def test_the_losses_of_two_sides_are_one_list(read: Read, text: str) -> None:
    assert list_dead(read(text)["claims"]) == [(4, True), (11, True)]


@pytest.mark.parametrize(
    "text",
    [
        "Four soldiers were killed near Ariha on Monday. The six soldiers who died were brought to Homs.",
        "Four soldiers were killed in a gunfight near Ariha on Monday. The ministry said that six soldiers had been killed.",
    ],
)
def test_other_figures_of_the_dead_stay_apart(read: Read, text: str) -> None:
    assert all(not is_listed for _, is_listed in list_dead(read(text)["claims"]))


def test_it_is_the_speaker_of_the_sentence_before(read: Read) -> None:
    text = "Militants of the Red Dawn attacked a base near Ariha, the defence ministry said. Five of them were killed, it added."
    speakers = {row["attributed_to"] for row in read(text)["claims"]}
    assert len(speakers) == 1
    assert "Red Dawn" not in str(speakers)


def test_the_title_of_one_side_is_part_of_the_losses_of_both(read: Read) -> None:
    text = "Eleven rebels were killed after an attack on a post near Ariha. A policeman was killed as well, and two were wounded."
    claims = [row for row in read(text, title="Army kills 11 rebels near Ariha")["claims"] if row["outcome"] == "killed"]
    assert sorted((row["count_best"], row["span_field"], row["list_id"] is not None) for row in claims) == [
        (1, "text", True),
        (11, "text", True),
        (11, "title", False),
    ]
    (title,) = (row for row in claims if row["span_field"] == "title")
    assert title["part_of"] is not None
