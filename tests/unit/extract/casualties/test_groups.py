"""Groups of victims: nouns that tell of the dead, lists, parts, sets, additional ones. One made-up sentence for each rule."""

from typing import Any

import pytest

from tests.unit.extract.reading import Read

FIGURES = ("outcome", "victim_group", "count_best")


def figures(claims: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [tuple(claim[column] for column in FIGURES) for claim in claims]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The minister condemned the murder of seven farmers.", [("killed", "civilians", 7)]),
        ("The massacre of 19 villagers was blamed on the army.", [("killed", "civilians", 19)]),
        ("The kidnapping of four nurses was reported on Monday.", [("abducted", "civilians", 4)]),
        ("The bombing claimed the lives of 17 miners.", [("killed", "civilians", 17)]),
        ("The union demands an inquiry into the wounding of three electricians.", [("wounded", "civilians", 3)]),
        ("The rebels murdered two Swedes.", [("killed", "total", 2)]),
        ("The bombing cost 17 lives.", [("killed", "total", 17)]),
        ("Eleven people lost their lives in the attack.", [("killed", "total", 11)]),
        ("The bodies of 26 shepherds were found near the well.", [("killed", "civilians", 26)]),
        ("Police found 13 bodies in a mass grave.", [("killed", "total", 13)]),
        ("Five corpses were found riddled with bullets.", [("killed", "total", 5)]),
        ("The number of dead was 18.", [("killed", "total", 18)]),
        ("Eight deaths were blamed on the bombing.", [("killed", "total", 8)]),
        ("The blast caused injuries to nine others.", [("wounded", "total", 9)]),
        ("Police are investigating a triple homicide in the village.", [("killed", "total", 3)]),
    ],
)
def test_nouns_that_tell_of_victims(read: Read, sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert figures(read(sentence)["claims"]) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Guards prevented the massacre of 40 villagers.",
        "He was charged with the attempted murder of two guards.",
        "A body of 30 officials met after the attack.",
        "The wounded asked for two bodies of water after the shelling.",
        "The bombing could cause the deaths of 50 people.",
    ],
)
def test_nouns_of_what_did_not_happen_to_people(read: Read, sentence: str) -> None:
    assert [claim for claim in read(sentence)["claims"] if claim["factuality"] in {"asserted", "reported"}] == []


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("A family of five was killed when a rocket hit their house.", 5),
        ("The couple was killed by gunmen.", 2),
        ("Both were shot dead by gunmen.", 2),
        ("Fourteen of the 20 hostages were killed in the attack.", 14),
        ("Rebels killed four choristers in the attack.", 4),
        ("Six Carmelites were killed, as six Carmelites had been killed before.", 6),
    ],
)
def test_a_group_counts_as_many_as_it_holds(read: Read, sentence: str, count: int) -> None:
    assert read(sentence)["claims"][0]["count_best"] == count


def test_figures_that_stand_before_their_words_are_told_apart(read: Read) -> None:
    claims = read("There were 16 dead and 7 wounded in the clashes.")["claims"]
    assert figures(claims) == [("killed", "total", 16), ("wounded", "total", 7)]


def test_dead_among_casualties(read: Read) -> None:
    assert figures(read("The guerrillas suffered 25 casualties, including 16 dead.")["claims"]) == [("killed", "total", 16)]


def test_a_subset_behind_a_bare_figure_is_a_part(read: Read) -> None:
    whole, part = read("A bus was bombed, and the blast killed 15, among them four children, on Monday.")["claims"]
    assert (whole["count_best"], part["count_best"], part["part_of"]) == (15, 4, whole["claim_id"])


def test_a_part_in_apposition_leaves_the_whole(read: Read) -> None:
    claims = read("Nine nurses, four of them guests, who were killed on Thursday, were buried today.")["claims"]
    assert [(claim["count_best"], claim["part_of"] is not None) for claim in claims] == [(9, False), (4, True)]


def test_those_killed_along_with_others_are_in_one_list(read: Read) -> None:
    claims = read("John Smith, 65, was killed on a ferry, along with two of his drivers.")["claims"]
    assert [(claim["count_best"], claim["list_id"] is not None) for claim in claims] == [(1, True), (2, True)]


def test_who_also_died_is_additional(read: Read) -> None:
    claims = read("John Smith was killed in the attack. Two of his guards also died.")["claims"]
    assert [(claim["count_best"], claim["is_additional"]) for claim in claims] == [(1, False), (2, True)]


def test_a_toll_that_is_brought_to_a_figure_is_an_update(read: Read) -> None:
    claims = read("Two more miners died overnight, bringing the death toll to 14.")["claims"]
    assert [(claim["count_best"], claim["is_additional"], claim["is_update"]) for claim in claims] == [
        (2, True, False),
        (14, False, True),
    ]


def test_a_murder_is_an_event_of_its_kind(read: Read) -> None:
    rows = read("The army condemned the assassination of three nuns by rebels.")
    assert [event["sub_event_type"] for event in rows["event_mentions"]] == ["Attack"]
    assert [claim["mention_id"] for claim in rows["claims"]] == [rows["event_mentions"][0]["mention_id"]]


def test_a_named_victim_is_one_of_those_told_before_where_there_is_room(read: Read) -> None:
    rows = read(
        "A rocket killed two nuns on Monday. Rebels murdered John Smith. Rebels murdered Peter Brown. Rebels murdered Mary Jones."
    )
    events = [claim["mention_id"] for claim in rows["claims"]]
    assert len(set(events[:3])) == 1
    assert events[3] != events[0]


def test_a_relative_clause_behind_a_part_tells_of_the_whole(read: Read) -> None:
    sentence = "The plane left after the funeral of nine Dominican monks, five of them Frenchmen, who were killed on Thursday."
    assert [claim["count_best"] for claim in read(sentence)["claims"] if claim["part_of"] is None] == [9]


def test_a_list_that_sums_up_to_its_first_figure_explains_it(read: Read) -> None:
    claims = read("The murders of three surveyors, two Finns and a Dutchman, were condemned.")["claims"]
    assert [(claim["count_best"], claim["part_of"] is not None) for claim in claims] == [(3, False), (2, True), (1, True)]


def test_a_murder_that_will_be_investigated_has_happened(read: Read) -> None:
    claims = read("An inquiry is under way into the murder of two farmers.")["claims"]
    assert [(claim["count_best"], claim["factuality"]) for claim in claims] == [(2, "asserted")]


def test_the_toll_of_a_war_is_no_incident(read: Read) -> None:
    claims = read("Over 9,000 people have died in the valleys during 12 years of civil war, the army said after an attack.")[
        "claims"
    ]
    assert [claim["time_scope"] for claim in claims] == ["cumulative"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Some 140 people have been killed and 200 wounded since the fighting began, the army said.",
        "In this decade 300 judges have been killed by gunmen.",
    ],
)
def test_what_is_counted_since_something_began_is_a_period(read: Read, sentence: str) -> None:
    assert {claim["time_scope"] for claim in read(sentence)["claims"]} == {"period"}


def test_the_first_deaths_since_something_began_are_an_incident(read: Read) -> None:
    claims = read("Two miners died on Monday, the first deaths since the ceasefire began.")["claims"]
    assert [claim["time_scope"] for claim in claims] == ["incident"]
