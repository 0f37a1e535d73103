"""Lists and parts in one sentence, and what a claim says about time and certainty."""

from typing import Any

import pytest

from tests.unit.extract.reading import Read


def killed(claims: list[dict[str, Any]]) -> list[tuple[int | None, bool, bool, bool]]:
    """For each claim of dead: how many, and whether it is in a list, a part, additional."""
    return [
        (claim["count_best"], claim["list_id"] is not None, claim["part_of"] is not None, claim["is_additional"])
        for claim in claims
        if claim["outcome"] == "killed"
    ]


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


def test_a_subset_after_a_bare_figure_is_a_part(read: Read) -> None:
    whole, part = read("A bus was bombed, and the blast killed 15, among them four children, on Monday.")["claims"]
    assert (whole["count_best"], part["count_best"], part["part_of"]) == (15, 4, whole["claim_id"])


def test_a_part_in_apposition_leaves_the_whole(read: Read) -> None:
    claims = read("Nine nurses, four of them guests, who were killed on Thursday, were buried today.")["claims"]
    assert [(claim["count_best"], claim["part_of"] is not None) for claim in claims] == [(9, False), (4, True)]


def test_a_relative_clause_after_a_part_is_about_the_whole(read: Read) -> None:
    sentence = "The plane left after the funeral of nine Dominican monks, five of them Frenchmen, who were killed on Thursday."
    assert [claim["count_best"] for claim in read(sentence)["claims"] if claim["part_of"] is None] == [9]


def test_a_list_that_sums_up_to_its_first_figure_explains_it(read: Read) -> None:
    claims = read("The murders of three surveyors, two Finns and a Dutchman, were condemned.")["claims"]
    assert [(claim["count_best"], claim["part_of"] is not None) for claim in claims] == [(3, False), (2, True), (1, True)]


def test_those_killed_along_with_others_are_in_one_list(read: Read) -> None:
    claims = read("John Smith, 65, was killed on a ferry, along with two of his drivers.")["claims"]
    assert [(claim["count_best"], claim["list_id"] is not None) for claim in claims] == [(1, True), (2, True)]


def test_those_who_also_died_are_additional(read: Read) -> None:
    claims = read("John Smith was killed in the attack. Two of his guards also died.")["claims"]
    assert [(claim["count_best"], claim["is_additional"]) for claim in claims] == [(1, False), (2, True)]


def test_the_same_victim_with_also_is_not_additional(read: Read) -> None:
    claims = read("Gunmen killed a policeman and his son. In cold blood they also killed the agent's young son.")["claims"]
    assert [claim["is_additional"] for claim in claims] == [False, False, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The murder of the four priests, a cook and a girl is a crime of the army.",
            [(4, True, False, False), (1, True, False, False), (1, True, False, False)],
        ),
        (
            "Last week, nine Danish engineers -- seven men and two women -- and three guards were shot dead by masked gunmen.",
            [(9, True, False, False), (7, True, True, False), (2, True, True, False), (3, True, False, False)],
        ),
        (
            "A mine killed the farmer Pavel Hrebin and two others in a field near Homs on Tuesday.",
            [(1, True, False, False), (2, True, False, True)],
        ),
        (
            "Gunmen broke into the home of an elder and shot dead him and his two sons, police said.",
            [(1, True, False, False), (2, True, False, False)],
        ),
        (
            "Two brothers, a teacher and a doctor, were killed.",
            [(2, False, False, False), (1, True, True, False), (1, True, True, False)],
        ),
    ],
)
def test_members_of_a_list_add_up_and_parts_do_not(read: Read, text: str, expected: list[tuple[int, bool, bool, bool]]) -> None:
    assert killed(read(text)["claims"]) == expected


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
def test_a_count_since_something_began_is_a_period(read: Read, sentence: str) -> None:
    assert {claim["time_scope"] for claim in read(sentence)["claims"]} == {"period"}


def test_the_first_deaths_since_something_began_are_an_incident(read: Read) -> None:
    claims = read("Two miners died on Monday, the first deaths since the ceasefire began.")["claims"]
    assert [claim["time_scope"] for claim in claims] == ["incident"]


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("A mass was said for the 88 people who died by violence in Reno in 2011.", {"period", "background"}),
        ("A man was killed in Reno in 2011.", {"incident", "background"}),
    ],
)
def test_the_dead_of_a_year_are_those_of_many_incidents(read: Read, text: str, scopes: set[str]) -> None:
    assert {claim["time_scope"] for claim in read(text)["claims"]} <= scopes


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Those killed were Ana Ruiz, 34; Ben Cole, 40; and Carl Dunn, 29, police said.", {"Ana Ruiz", "Ben Cole", "Carl Dunn"}),
        ("The dead were identified as Ana Ruiz and Ben Cole, Sheriff Carl Dunn said.", {"Ana Ruiz", "Ben Cole"}),
    ],
)
def test_the_dead_are_named_in_a_list(read: Read, text: str, names: set[str]) -> None:
    assert {claim["victim_name"] for claim in read(text)["claims"]} == names
