"""Figures of "they", "both" and "all of them". Sentences are made up."""

import pytest

from tests.unit.extract.reading import Read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two men were shot on Elm Street. Both men were flown to a clinic, where they died.", {("killed", 2)}),
        ("Anna Reed and Ben Cole were shot on a bus. They died the next day.", {("killed", 2)}),
        ("Rangers found a couple with gunshot wounds. Both were declared dead in the tent.", {("killed", 2)}),
        ("Three teachers went missing in May. All of them were killed, the army said.", {("missing", 3), ("killed", 3)}),
    ],
)
def test_they_means_the_victims_just_mentioned(read: Read, text: str, expected: set[tuple[str, int]]) -> None:
    assert {(claim["outcome"], claim["count_best"]) for claim in read(text)["claims"]} == expected
