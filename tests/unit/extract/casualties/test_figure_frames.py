"""Frames of single casualty words. One made-up sentence for each rule."""

from typing import Any

import pytest

from tests.unit.extract.reading import Read

FIGURES = ("outcome", "victim_group", "count_low", "count_best", "count_high")


def figures(claims: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [tuple(claim[column] for column in FIGURES) for claim in claims]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Rebels killed nine farmers near the river.", [("killed", "civilians", 9, 9, 9)]),
        ("Nine farmers were killed by shelling.", [("killed", "civilians", 9, 9, 9)]),
        ("At least four soldiers died in clashes with rebels.", [("killed", "combatants", 4, 4, None)]),
        ("The army shelled the market, killing six people.", [("killed", "total", 6, 6, 6)]),
        ("Shelling wounded dozens of villagers.", [("wounded", "civilians", 24, None, None)]),
        ("Several rebels were wounded in the ambush.", [("wounded", "combatants", 3, None, None)]),
        ("Two nuns were fatally shot by gunmen.", [("killed", "civilians", 2, 2, 2)]),
        ("Gunmen stabbed two nuns to death.", [("killed", "civilians", 2, 2, 2)]),
        ("Two women were pronounced dead after the shooting.", [("killed", "women", 2, 2, 2)]),
        ("The blast left eight people dead.", [("killed", "total", 8, 8, 8)]),
        ("The death toll rose to 14 after the bombing.", [("killed", "total", 14, 14, 14)]),
        ("The shelling caused the deaths of five women.", [("killed", "women", 5, 5, 5)]),
        ("A soldier was killed by a sniper of the rebels.", [("killed", "combatants", 1, 1, 1)]),
        ("Militants were killed in the air strikes.", [("killed", "combatants", 2, None, None)]),
        ("The rebels kidnapped three doctors.", [("abducted", "civilians", 3, 3, 3)]),
        (
            "Seven miners were killed and 30 wounded by rockets.",
            [("killed", "civilians", 7, 7, 7), ("wounded", "total", 30, 30, 30)],
        ),
        ("Two policemen and three children were killed.", [("killed", "combatants", 2, 2, 2), ("killed", "children", 3, 3, 3)]),
        ("No one was hurt in the rocket attack.", [("wounded", "total", 0, 0, 0)]),
        (
            "Six nuns were killed and many more injured by rockets.",
            [("killed", "civilians", 6, 6, 6), ("wounded", "total", 3, None, None)],
        ),
        (
            "Six nuns were killed and dozens of others wounded by rockets.",
            [("killed", "civilians", 6, 6, 6), ("wounded", "total", 24, None, None)],
        ),
        (
            "Three miners wounded in the rocket attack died on Monday.",
            [("killed", "civilians", 3, 3, 3)],
        ),
        ("The rockets caused no casualties.", [("killed", "total", 0, 0, 0), ("wounded", "total", 0, 0, 0)]),
    ],
)
def test_a_casualty_word_gives_its_figure(read: Read, sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert figures(read(sentence)["claims"]) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Hundreds of troops surged into the valley after the attack.",
        "Planes dropped 40,000 leaflets before the air strike.",
        "The army has several hundred advisers at the front, where clashes continued.",
        "The rebels destroyed two tanks.",
        "Parliament killed the bill after two days.",
        "There were no immediate reports of casualties after the shelling.",
        "The wounded soldiers went home after the clashes.",
        "The militants were killed.",
        "The shelling killed or wounded 30 villagers.",
        "Thirty villagers were killed and injured by the shelling.",
    ],
)
def test_other_words_give_no_claim(read: Read, sentence: str) -> None:
    assert read(sentence)["claims"] == []


def test_a_date_is_no_figure(read: Read) -> None:
    claims = read("Mon Feb 9 2015 Rebel commander in Hama 6 more killed in army raid.")["claims"]
    assert [claim["count_best"] for claim in claims] == [6]


@pytest.mark.parametrize(
    ("text", "outcome", "count"),
    [
        ("No fewer than nine traders were killed when a market was shelled.", "killed", 9),
        ("Thirtythree sailors were injured in an explosion.", "wounded", 33),
        ("The mayor reported that 14 people [names not given] were also injured by a bomb.", "wounded", 14),
        ("An air strike on Monday led to the death of a schoolteacher.", "killed", 1),
        ("She is believed to be the mastermind of the murder of a lawyer.", "killed", 1),
        ("The mayor ordered an inquiry into the wounding of two nurses.", "wounded", 2),
        ("Lima, 3 May (Agency) -- Former Lima Mayor Pedro Salas Rey, 52, was shot to death by a rider.", "killed", 1),
    ],
)
def test_figures_in_unusual_forms_are_read(read: Read, text: str, outcome: str, count: int) -> None:
    claims = [claim for claim in read(text)["claims"] if claim["factuality"] in {"asserted", "reported"}]
    assert [(claim["outcome"], claim["count_best"]) for claim in claims] == [(outcome, count)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A bomb exploded at a market, killing four people and injuring seven more.", {("killed", 4), ("wounded", 7)}),
        ("Rebels kidnapped four nurses. All of them were killed, the army said.", {("abducted", 4), ("killed", 4)}),
        ("A roadside bomb killed a couple and their three children near the town.", {("killed", 2), ("killed", 3)}),
        ("Five aid workers were in a car that was ambushed. All of them were killed, a nurse said.", {("killed", 5)}),
    ],
)
def test_people_are_found_where_a_noun_is_missing(read: Read, text: str, expected: set[tuple[str, int]]) -> None:
    assert {(claim["outcome"], claim["count_best"]) for claim in read(text)["claims"]} == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Three shot, two critical", {("wounded", 3), ("wounded", 2)}),
        ("Girl shot at party dies", {("killed", 1)}),
    ],
)
def test_headlines_give_the_wounded_and_the_dead(read: Read, title: str, expected: set[tuple[str, int]]) -> None:
    assert {(claim["outcome"], claim["count_best"]) for claim in read("Police investigate.", title=title)["claims"]} == expected


def test_those_found_dead_are_not_those_who_found_them(read: Read) -> None:
    claims = read("Four boys and two women were found dead by a shepherd on Monday, police said.")["claims"]
    assert {(claim["outcome"], claim["count_best"], claim["victim_group"]) for claim in claims} == {
        ("killed", 4, "children"),
        ("killed", 2, "women"),
    }


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("A miner who threw a knife was one of the two who died in the brawl.", [2]),
        ("Rangers discovered one woman and two boys dead inside the tent.", [1, 2]),
        ("Fourteen of the 20 hostages were killed in the attack.", [14]),
    ],
)
def test_one_of_the_two_who_died_states_two(read: Read, text: str, dead: list[int]) -> None:
    assert [claim["count_best"] for claim in read(text)["claims"] if claim["outcome"] == "killed"] == dead


@pytest.mark.parametrize(
    ("text", "title", "dead"),
    [
        ("At least seven people were on Thursday killed by gunmen in Ariha, police said.", "", [7]),
        ("Five soldiers were on Monday also killed near Ariha.", "", [5]),
        ("The mayor spoke to reporters.", "Gunmen attack village, kill nine farmers", [9]),
        ("Three farmhands lost their lives when a drone struck a barn near Ariha.", "", [3]),
        ("A shell killed 30 sheep near Ariha on Monday.", "", []),
        ("Gunmen stormed Ariha. Most victims died before they reached a hospital.", "", []),
        ("We expect that they would recover 25 bodies from the ruins of Ariha.", "", []),
        ("A blast hit a market in Ariha on Monday, and 12 people are feared dead.", "", [12]),
        ("– Ariha: “7 martyrs, 23 wounded”", "", [7]),
    ],
)
def test_figures_are_read_where_the_words_stand_apart(read: Read, text: str, title: str, dead: list[int]) -> None:
    assert [row["count_best"] for row in read(text, title=title)["claims"] if row["outcome"] == "killed"] == dead
