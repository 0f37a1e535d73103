"""Whom "he", "the woman", "they" and "another" mean, and whom they cannot mean. Sentences are made up."""

from typing import Any

import pytest

from tests.unit.extract.reading import Read


def persons(claims: list[dict[str, Any]]) -> set[tuple[str, int | None, str | None]]:
    return {(claim["outcome"], claim["count_best"], claim["victim_name"]) for claim in claims}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Paul Renner was killed on Elm Street, Sgt. Dora Quill said. Detectives saw no knife after he was shot, Quill said.",
            {("killed", 1, "Paul Renner")},
        ),
        (
            "Deputies found Oscar Vane with a gunshot wound. Hilda Crane took the gun from Vane and shot him above the knee.",
            {("wounded", 1, "Oscar Vane")},
        ),
        (
            "Hugo Marsh chased the clerk. The woman noticed Marsh following her and fired. Marsh was shot in the hip.",
            {("wounded", 1, "Hugo Marsh")},
        ),
        (
            "Ned Kroll is charged with murder in the slaying of Officer Ivor Bell. His body was found behind a barn.",
            {("killed", 1, "Ivor Bell")},
        ),
        (
            "A teen was shot at a house. The round hit her in the arm, Sheriff Carl Dunn said. It was a drug house, Dunn said.",
            {("wounded", 1, None)},
        ),
    ],
)
def test_who_speaks_and_who_did_it_is_not_who_was_hurt(
    read: Read, text: str, expected: set[tuple[str, int | None, str | None]]
) -> None:
    assert persons(read(text)["claims"]) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A boy shot and killed his sister. Relatives identified the girl as Kimbra Reylan.", "Kimbra Reylan"),
        ("A man was killed in a barn. Troopers identified the decedent as 33-year-old Olaf Brenk of Reno.", "Olaf Brenk"),
        ("Rex Pitt, 19, faces two charges over the death of 47-year-old Milo Sarn.", "Milo Sarn"),
        ("One of the suspects, Dale Mercado, was shot and killed.", "Dale Mercado"),
        (
            "According to coroner Ruth Hale, Nora Evans, 23, and Stella Moya, 29, were pronounced dead on Palm Drive.",
            "Stella Moya",
        ),
    ],
)
def test_the_name_of_a_victim_is_found_however_it_is_told(read: Read, text: str, name: str) -> None:
    assert ("killed", 1, name) in persons(read(text)["claims"])


@pytest.mark.parametrize(
    "text",
    [
        "Elm Grove police found a woman shot dead.",
        "A cousin drove the woman, who was stabbed, to Saint Hilda Hospital. She later died.",
        "Deadly Stabbing Of 31-Year-Old Could Be Mistake. The man was stabbed and killed.",
    ],
)
def test_places_and_headlines_are_no_names(read: Read, text: str) -> None:
    assert {claim["victim_name"] for claim in read(text)["claims"]} == {None}


def test_a_man_and_his_name_are_one_victim(read: Read) -> None:
    claims = read("Tom Arden was a ferry owner, but the robbers who shot and killed him got away. The owner died Monday.")
    assert persons(claims["claims"]) == {("killed", 1, "Tom Arden")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two men were shot on Elm Street. Both men were flown to a clinic, where they died.", {("killed", 2)}),
        ("Anna Reed and Ben Cole were shot on a bus. They died the next day.", {("killed", 2)}),
        ("Rangers found a couple with gunshot wounds. Both were declared dead in the tent.", {("killed", 2)}),
        ("Three teachers went missing in May. All of them were killed, the army said.", {("missing", 3), ("killed", 3)}),
    ],
)
def test_they_are_those_just_told_of(read: Read, text: str, expected: set[tuple[str, int]]) -> None:
    assert {(claim["outcome"], claim["count_best"]) for claim in read(text)["claims"]} == expected


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("One person has died and a second was hurt after a knife fight.", [("killed", 1), ("wounded", 1)]),
        ("A brawl left one man dead and another with life-threatening wounds.", [("killed", 1), ("wounded", 1)]),
    ],
)
def test_one_more_is_one(read: Read, text: str, outcomes: list[tuple[str, int]]) -> None:
    assert sorted((claim["outcome"], claim["count_best"]) for claim in read(text)["claims"]) == outcomes


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Those killed were Ana Ruiz, 34; Ben Cole, 40; and Carl Dunn, 29, police said.", {"Ana Ruiz", "Ben Cole", "Carl Dunn"}),
        ("The dead were identified as Ana Ruiz and Ben Cole, Sheriff Carl Dunn said.", {"Ana Ruiz", "Ben Cole"}),
    ],
)
def test_the_dead_are_named_in_a_list(read: Read, text: str, names: set[str]) -> None:
    assert {claim["victim_name"] for claim in read(text)["claims"]} == names


def test_a_father_is_not_his_daughter_for_the_name_they_share(read: Read) -> None:
    text = "Paul Sean Carden, 40, was arrested. Carden called the police. Officers found Jean Carden dead."
    assert persons(read(text)["claims"]) == {("killed", 1, "Jean Carden")}
