"""Single people: who is meant, and what became of them. Sentences are made up."""

from typing import Any

import pytest

from tests.unit.extract.reading import Read


def victims(claims: list[dict[str, Any]]) -> set[tuple[str, int | None, str | None]]:
    return {(claim["outcome"], claim["count_best"], claim["victim_name"]) for claim in claims}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A man was shot in the leg on Oak Street.", {("wounded", 1, None)}),
        ("Ray Lane, 34, was found shot and killed inside his barn.", {("killed", 1, "Ray Lane")}),
        ("The 23-year-old was taken to a hospital, where he died.", {("killed", 1, None)}),
        ("Police found a man with gunshot wounds to the chest.", {("wounded", 1, None)}),
        ("A woman who had been stabbed was listed in critical condition.", {("wounded", 1, None)}),
        ("The victim, identified as Ray Lane, 34, died at the scene.", {("killed", 1, "Ray Lane")}),
        ("She is accused of killing her husband, Ray Lane.", {("killed", 1, "Ray Lane")}),
        ("He is accused in the shooting death of 71-year-old Goldie Lane.", {("killed", 1, "Goldie Lane")}),
        ("The man's body was found in a field.", {("killed", 1, None)}),
        (
            "Ray Lane, 29, was killed along with Tom Hill, 20, in a robbery.",
            {("killed", 1, "Ray Lane"), ("killed", 1, "Tom Hill")},
        ),
        ("A man was shot. Paramedics pronounced Ray Lane dead at the scene.", {("killed", 1, "Ray Lane")}),
        ("A girl was trying to leave when she was gunned down.", {("killed", 1, None)}),
        ("A man shot his neighbor before turning the gun on himself.", {("wounded", 1, None), ("killed", 1, None)}),
        ("Ray Lane was shot on Oak Street. Lane died on Monday.", {("killed", 1, "Ray Lane")}),
    ],
)
def test_one_person_is_one_victim_named_in_full(read: Read, text: str, expected: set[tuple[str, int | None, str | None]]) -> None:
    assert victims(read(text)["claims"]) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested a man after the shooting. He was charged with robbery.",
        "A man shot at the officers and missed.",
        "The boy carried a scar on the right side of his body after the shooting.",
        "A driver was taken to a hospital as a precaution after the shooting.",
    ],
)
def test_persons_who_are_no_victims(read: Read, text: str) -> None:
    assert read(text)["claims"] == []


def test_the_title_and_the_text_tell_of_one_victim(read: Read) -> None:
    rows = read("Deputies arrested a suspect. Ray Lane, 36, was found shot and killed inside a barn.", title="Man killed in Reno")
    assert victims(rows["claims"]) == {("killed", 1, "Ray Lane")}
    assert len({claim["mention_id"] for claim in rows["claims"]}) == 1


def test_two_people_are_two_where_no_figure_counts_them(read: Read) -> None:
    claims = read("Police arrested a suspect. A man was shot in the arm. A second victim was shot in the leg.")["claims"]
    assert {claim["count_best"] for claim in claims} == {1}
    assert len(claims) == 2
    assert len({claim["list_id"] for claim in claims} - {None}) == 1


def test_the_shot_who_died_are_not_wounded(read: Read) -> None:
    claims = read("Three men were shot on Oak Street, police said. One man died at the scene. Detectives look for a suspect.")[
        "claims"
    ]
    assert [(claim["outcome"], claim["count_best"]) for claim in claims] == [("wounded", 2), ("killed", 1)]


def test_the_one_victim_of_a_fatal_shooting_died(read: Read) -> None:
    text = "Police named the victim of the fatal shooting. Ray Lane, 35, was found shot in a home. A suspect was arrested."
    assert victims(read(text)["claims"]) == {("killed", 1, "Ray Lane")}


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("A court sentenced a man on Tuesday for the murder of Ray Lane in 2014.", "incident"),
        ("A court spoke on Tuesday of the murder of 300 people in 2014.", "background"),
    ],
)
def test_a_named_victim_of_a_past_year_died_in_one_incident(read: Read, text: str, scope: str) -> None:
    assert [claim["time_scope"] for claim in read(text)["claims"]] == [scope]
