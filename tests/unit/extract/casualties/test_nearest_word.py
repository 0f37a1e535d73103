"""Two casualty words in one sentence: each has its own figure."""

from typing import Any

import pytest

from tests.unit.extract.reading import Read

FIGURES = ("outcome", "victim_group", "count_best")


def figures(claims: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [tuple(claim[column] for column in FIGURES) for claim in claims]


def test_a_headline_without_commas_gives_each_verb_its_figure(read: Read) -> None:
    claims = read("The market was hit.", title="Car bombs kill 30 injure dozens in Hama")["claims"]
    assert [(claim["outcome"], claim["count_text"]) for claim in claims] == [("killed", "30"), ("wounded", "dozens")]


@pytest.mark.parametrize(
    ("title", "killed", "wounded"),
    [
        ("Eight people killed nine injured in mortar attack in Hama", "Eight", "nine"),
        ("14 farmers killed 52 others injured due to mortar fire on Hama", "14", "52"),
        ("Mortar attack kills six injures seven in Hama", "six", "seven"),
        ("Sat Mar 5 2016 3 Killed 14 Injured in Militant Shelling of Hama", "3", "14"),
    ],
)
def test_a_figure_goes_with_the_word_next_to_it(read: Read, title: str, killed: str, wounded: str) -> None:
    claims = read("The market was hit.", title=title)["claims"]
    assert {(claim["outcome"], claim["count_text"]) for claim in claims} == {("killed", killed), ("wounded", wounded)}


def test_the_injured_of_a_headline_are_not_those_killed(read: Read) -> None:
    claims = read("The market was hit.", title="Farmer killed 12 people injured in rocket attack in Hama")["claims"]
    assert [(claim["outcome"], claim["count_text"]) for claim in claims] == [("killed", "Farmer"), ("wounded", "12")]


def test_what_victims_were_before_is_no_second_outcome(read: Read) -> None:
    claims = read("Shells killed two wounded fighters near Hama.")["claims"]
    assert [(claim["outcome"], claim["count_text"]) for claim in claims] == [("killed", "two")]


def test_two_figures_before_their_words_go_to_two_outcomes(read: Read) -> None:
    claims = read("There were 16 dead and 7 wounded in the clashes.")["claims"]
    assert figures(claims) == [("killed", "total", 16), ("wounded", "total", 7)]


@pytest.mark.parametrize(
    "text",
    [
        "Shells killed and/or wounded 20 civilians on Monday.",
        "The three tourists were taken to a hospital after the attack and, the report says, suffered no wounds.",
    ],
)
def test_one_figure_for_two_outcomes_counts_for_neither(read: Read, text: str) -> None:
    assert [claim["count_best"] for claim in read(text)["claims"]] == []
