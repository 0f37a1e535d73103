"""Victims named in a list. The articles are made up."""

import pytest

from tests.unit.extract.reading import Read


def named(read: Read, text: str) -> set[tuple[str, str]]:
    return {(c["outcome"], c["victim_name"]) for c in read(text)["claims"] if c["victim_name"] is not None}


@pytest.mark.parametrize(
    "naming",
    [
        "Police identified the victims as 28-year-old Lamar Oakes and 16-year-old Dana Pruitt.",
        "The victims are Lamar Oakes, 28, and Dana Pruitt, 16, the coroner said.",
        "The two were later identified as Lamar Oakes and Dana Pruitt.",
    ],
)
def test_a_list_names_the_victims_of_a_figure(read: Read, naming: str) -> None:
    text = f"Two people were shot and killed in a kitchen on Sunday. {naming}"
    assert named(read, text) == {("killed", "Lamar Oakes"), ("killed", "Dana Pruitt")}


def test_names_are_parts_of_the_figure_that_they_are_listed_for(read: Read) -> None:
    rows = read("Two people were shot and killed in a kitchen on Sunday. The victims are Lamar Oakes and Dana Pruitt.")["claims"]
    whole = next(claim for claim in rows if claim["count_best"] == 2)
    assert {claim["part_of"] for claim in rows if claim["victim_name"]} == {whole["claim_id"]}


def test_as_many_names_as_were_wounded_are_the_wounded(read: Read) -> None:
    text = "Three men were wounded in a brawl on Sunday. The victims, Lamar Oakes, Carl Bender and Joe Pruitt, are at home again."
    assert {outcome for outcome, _ in named(read, text)} == {"wounded"}


def test_more_names_than_victims_name_somebody_else(read: Read) -> None:
    text = "Two people were shot and killed on Sunday. The victims were friends of Lamar Oakes, Dana Pruitt and Joe Bender."
    assert named(read, text) == set()
