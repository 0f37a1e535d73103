"""Casualty claims: one made-up sentence for each rule."""

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
def test_frames(read: Read, sentence: str, expected: list[tuple[Any, ...]]) -> None:
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
def test_what_gives_no_casualty(read: Read, sentence: str) -> None:
    assert read(sentence)["claims"] == []


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
def test_a_figure_goes_with_the_word_beside_it(read: Read, title: str, killed: str, wounded: str) -> None:
    claims = read("The market was hit.", title=title)["claims"]
    assert {(claim["outcome"], claim["count_text"]) for claim in claims} == {("killed", killed), ("wounded", wounded)}


def test_who_is_injured_in_a_headline_was_not_killed_by_the_one_before(read: Read) -> None:
    claims = read("The market was hit.", title="Farmer killed 12 people injured in rocket attack in Hama")["claims"]
    assert [(claim["outcome"], claim["count_text"]) for claim in claims] == [("killed", "Farmer"), ("wounded", "12")]


def test_what_victims_were_before_is_no_second_outcome(read: Read) -> None:
    claims = read("Shells killed two wounded fighters near Hama.")["claims"]
    assert [(claim["outcome"], claim["count_text"]) for claim in claims] == [("killed", "two")]


def test_a_date_is_no_figure(read: Read) -> None:
    claims = read("Mon Feb 9 2015 Rebel commander in Hama 6 more killed in army raid.")["claims"]
    assert [claim["count_best"] for claim in claims] == [6]


def test_parts_of_a_figure(read: Read) -> None:
    whole, part = read("Shelling killed 11 people, including three children.")["claims"]
    assert (whole["count_best"], whole["part_of"]) == (11, None)
    assert (part["count_best"], part["victim_group"], part["part_of"]) == (3, "children", whole["claim_id"])


def test_a_list_is_marked_as_one(read: Read) -> None:
    first, second = read("Two policemen and three children were killed.")["claims"]
    assert first["list_id"] == second["list_id"] == first["claim_id"]


def test_others_are_additional(read: Read) -> None:
    claims = read("A bomb killed John Smith and two others.")["claims"]
    assert [(claim["victim_name"], claim["count_best"], claim["is_additional"]) for claim in claims] == [
        ("John Smith", 1, False),
        (None, 2, True),
    ]


def test_a_named_victim_is_one(read: Read) -> None:
    (claim,) = read("The army said its air strikes had killed Omar Haddad, a rebel commander.")["claims"]
    assert (claim["victim_name"], claim["count_best"], claim["count_text"]) == ("Omar Haddad", 1, "Omar Haddad")


def test_the_side_of_the_victims(read: Read) -> None:
    (claim,) = read("The Free Northern Army (FNA) advanced. Government forces wounded a number of FNA troops.")["claims"]
    assert (claim["victim_actor_name"], claim["victim_group"], claim["count_low"]) == ("Free Northern Army", "combatants", 2)


def test_an_update_is_marked(read: Read) -> None:
    (claim,) = read("The death toll rose to 14 after the bombing.")["claims"]
    assert claim["is_update"]


@pytest.mark.parametrize(
    ("sentence", "factuality"),
    [
        ("The army killed two rebels.", "asserted"),
        ("The hospital said two rebels were killed.", "reported"),
        ("The rebels claimed that they killed two soldiers.", "alleged"),
        ("The army did not kill two civilians, the minister said.", "denied"),
        ("The bomb could have killed 20 people.", "conditional"),
    ],
)
def test_factuality(read: Read, sentence: str, factuality: str) -> None:
    (claim,) = read(sentence)["claims"]
    assert claim["factuality"] == factuality


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        ("Two rebels were killed on Monday.", "incident"),
        ("Shelling has killed 80 people in the past two weeks.", "period"),
        ("The war has killed 300 people since 2011.", "cumulative"),
        ("Since May 3 shelling has killed 80 farmers in Hama.", "period"),
        ("Shelling has killed 80 farmers in Hama since Monday.", "period"),
        ("Some 80 farmers have been killed in Hama since the talks broke down.", "period"),
        ("On Monday rebels killed nine farmers in the deadliest raid since April.", "incident"),
        ("On Monday rebels killed nine farmers in the deadliest raid since 2012.", "incident"),
        ("More than 200,000 people have been killed in Syria, where rebels hold the north.", "cumulative"),
    ],
)
def test_time_scope(read: Read, sentence: str, scope: str) -> None:
    (claim,) = read(sentence)["claims"]
    assert claim["time_scope"] == scope


def test_since_a_date_holds_for_every_figure_of_the_clause(read: Read) -> None:
    claims = read("Since Oct. 3 when the army declared the end of the truce 80 farmers have been killed and 90 injured.")[
        "claims"
    ]
    assert {claim["time_scope"] for claim in claims} == {"period"}
    assert {claim["attributed_to"] for claim in claims} == {None}


def test_a_recalled_incident_with_a_figure_keeps_its_own_date(read: Read) -> None:
    rows = read("An air strike killed 12 nurses in Aleppo in April.")
    (event,) = rows["event_mentions"]
    (claim,) = rows["claims"]
    assert (event["time_scope"], str(event["date_start"]), claim["time_scope"]) == ("incident", "2017-04-01", "incident")
