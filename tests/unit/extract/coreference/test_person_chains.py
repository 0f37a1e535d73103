"""Which words mean one person, and what became of this person. Sentences are made up."""

from typing import Any

import pytest

from tests.unit.extract.reading import Read


def list_victims(claims: list[dict[str, Any]]) -> set[tuple[str, int | None, str | None]]:
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
    assert list_victims(read(text)["claims"]) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested a man after the shooting. He was charged with robbery.",
        "A man shot at the officers and missed.",
        "The boy carried a scar on the right side of his body after the shooting.",
        "A driver was taken to a hospital as a precaution after the shooting.",
    ],
)
def test_some_persons_are_no_victims(read: Read, text: str) -> None:
    assert read(text)["claims"] == []


def test_the_victim_of_the_title_is_the_victim_of_the_text(read: Read) -> None:
    rows = read("Deputies arrested a suspect. Ray Lane, 36, was found shot and killed inside a barn.", title="Man killed in Reno")
    assert list_victims(rows["claims"]) == {("killed", 1, "Ray Lane")}
    assert len({claim["mention_id"] for claim in rows["claims"]}) == 1


def test_two_people_without_a_figure_are_two_claims(read: Read) -> None:
    claims = read("Police arrested a suspect. A man was shot in the arm. A second victim was shot in the leg.")["claims"]
    assert {claim["count_best"] for claim in claims} == {1}
    assert len(claims) == 2
    assert len({claim["list_id"] for claim in claims} - {None}) == 1


def test_a_victim_who_died_is_not_counted_as_wounded(read: Read) -> None:
    claims = read("Three men were shot on Oak Street, police said. One man died at the scene. Detectives look for a suspect.")[
        "claims"
    ]
    assert [(claim["outcome"], claim["count_best"]) for claim in claims] == [("wounded", 2), ("killed", 1)]


def test_the_one_victim_of_a_fatal_shooting_died(read: Read) -> None:
    text = "Police named the victim of the fatal shooting. Ray Lane, 35, was found shot in a home. A suspect was arrested."
    assert list_victims(read(text)["claims"]) == {("killed", 1, "Ray Lane")}


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("A court sentenced a man on Tuesday for the murder of Ray Lane in 2014.", "incident"),
        ("A court spoke on Tuesday of the murder of 300 people in 2014.", "background"),
    ],
)
def test_a_named_victim_of_a_past_year_died_in_one_incident(read: Read, text: str, scope: str) -> None:
    assert [claim["time_scope"] for claim in read(text)["claims"]] == [scope]


def test_a_name_and_its_description_are_one_victim(read: Read) -> None:
    claims = read("Tom Arden was a ferry owner, but the robbers who shot and killed him got away. The owner died Monday.")
    assert list_victims(claims["claims"]) == {("killed", 1, "Tom Arden")}


def test_two_people_with_one_surname_are_two_persons(read: Read) -> None:
    text = "Paul Sean Carden, 40, was arrested. Carden called the police. Officers found Jean Carden dead."
    assert list_victims(read(text)["claims"]) == {("killed", 1, "Jean Carden")}
