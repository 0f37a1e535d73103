"""Persons that a pronoun cannot mean. Sentences are made up."""

from typing import Any

import pytest

from tests.unit.extract.reading import Read


def list_victims(claims: list[dict[str, Any]]) -> set[tuple[str, int | None, str | None]]:
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
            "Ned Kroll is charged with murder in the slaying of Officer Ivor Bell. "  # codespell:ignore ned
            "His body was found behind a barn.",
            {("killed", 1, "Ivor Bell")},
        ),
        (
            "A teen was shot at a house. The round hit her in the arm, Sheriff Carl Dunn said. It was a drug house, Dunn said.",
            {("wounded", 1, None)},
        ),
    ],
)
def test_a_pronoun_means_neither_the_speaker_nor_the_perpetrator(
    read: Read, text: str, expected: set[tuple[str, int | None, str | None]]
) -> None:
    assert list_victims(read(text)["claims"]) == expected
