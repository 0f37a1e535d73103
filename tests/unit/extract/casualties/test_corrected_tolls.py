"""A figure that takes back an earlier, other figure is marked: later on it replaces a higher toll."""

import pytest

from tests.unit.extract.reading import Read


def list_corrections(read: Read, text: str) -> list[int]:
    claims = read(text)["claims"]
    assert all(claim["is_update"] for claim in claims if claim["is_corrected_toll"])
    return [claim["count_best"] for claim in claims if claim["is_corrected_toll"]]


@pytest.mark.parametrize(
    "text",
    [
        "The death toll from the blast in Homs was revised down to 14, officials said on Friday.",
        "Officials revised the death toll of the attack down to 14 from 30.",
        "The ministry lowered the toll from the strike in Idlib to 14 on Friday.",
        "Police reduced the death toll to 14.",
        "The death toll in the bombing fell to 14 from 30.",
        "The death toll dropped to 14, the governor said.",
        "The corrected death toll is 14, the ministry said.",
        "The ministry corrected the number of dead to 14.",
        "A bomb in Homs killed 14 people, police said on Friday. Earlier reports of 30 dead were wrong.",
        "A bomb in Homs killed 14 people on Friday, police said. An earlier report that 30 people had been killed was incorrect.",
        "A bomb in Homs killed 14 people on Friday. The initial toll of 30 was a mistake, police said.",
        "A bomb in Homs killed 14 people on Friday. Police said the first figures had been exaggerated, with 30 dead.",
        "A bomb in Homs killed 14 people, not 30 as previously reported, police said on Friday.",
        "A bomb in Homs killed 14 people rather than the 30 first reported, police said on Friday.",
        "Police said 14 people were killed in Homs on Friday, correcting an earlier toll of 30.",
        "Police said 14 people were killed in Homs on Friday, down from 30 announced a day before.",
        "Correction: the bomb in Homs killed 14 people, not 30.",
        "A bomb in Homs killed 14 people on Friday. Police had initially put the number of dead at 30.",
    ],
)
def test_a_figure_that_takes_back_a_higher_one_is_marked(read: Read, text: str) -> None:
    assert list_corrections(read, text) == [14]


@pytest.mark.parametrize(
    "text",
    [
        "The death toll from the blast in Homs rose to 14, officials said on Friday.",
        "A bomb in Homs killed 14 people on Friday. Police had initially put the number of dead at 9.",
        "A bomb in Homs killed 14 people on Friday, police said. Rebels spoke of 30 dead.",
        "A bomb in Homs killed 14 people on Friday. Earlier reports of a second bomb were wrong.",
        "A bomb in Homs killed 14 people on Friday, not far from the first checkpoint.",
        "A bomb in Homs killed 14 people on Friday after soldiers came down from 30 posts in the hills.",
        "A bomb in Homs killed 14 people on Friday. It was wrong to attack earlier, the governor said.",
    ],
)
def test_other_words_correct_nothing(read: Read, text: str) -> None:
    assert list_corrections(read, text) == []


def test_a_figure_that_the_article_calls_wrong_is_denied(read: Read) -> None:
    claims = read("A bomb in Homs killed 14 people, police said on Friday. Earlier reports of 30 dead were wrong.")["claims"]
    assert [(claim["count_best"], claim["factuality"]) for claim in claims] == [(14, "reported"), (30, "denied")]
