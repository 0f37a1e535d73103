"""Which words are the name of a person. Sentences are made up."""

from typing import Any

import pytest

from tests.unit.extract.reading import Read


def list_victims(claims: list[dict[str, Any]]) -> set[tuple[str, int | None, str | None]]:
    return {(claim["outcome"], claim["count_best"], claim["victim_name"]) for claim in claims}


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
def test_the_name_of_a_victim_is_found_in_every_form(read: Read, text: str, name: str) -> None:
    assert ("killed", 1, name) in list_victims(read(text)["claims"])


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
