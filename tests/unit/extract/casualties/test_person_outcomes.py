"""What happened to each person, by the whole article."""

import pytest

from tests.unit.extract.reading import Read


@pytest.mark.parametrize(
    "text",
    [
        "Police are investigating a murder-suicide. A woman shot her husband and then herself.",
        "Police are investigating an apparent murder-suicide at a house.",
    ],
)
def test_two_die_in_a_murder_suicide(read: Read, text: str) -> None:
    claims = read(text)["claims"]
    assert {claim["outcome"] for claim in claims} == {"killed"}
    assert max(sum(claim["count_best"] for claim in claims if claim["list_id"]), *(c["count_best"] for c in claims)) == 2


def test_a_woman_among_the_dead_is_not_wounded(read: Read) -> None:
    text = (
        "Two nurses were fatally shot on Palm Drive. One of the nurses was shot in a boat. The other nurse was shot in the neck."
    )
    assert {claim["outcome"] for claim in read(text)["claims"]} == {"killed"}


def test_one_of_the_wounded_who_died_is_no_longer_wounded(read: Read) -> None:
    claims = read("Two people were wounded in a shooting at a quarry. The 37-year-old victim died at a clinic.")["claims"]
    assert [(claim["outcome"], claim["count_best"]) for claim in claims] == [("wounded", 1), ("killed", 1)]


def test_a_man_who_died_is_not_subtracted_from_the_women_shot(read: Read) -> None:
    text = "Rangers found a man shot to death, beside two women who had been shot too. The man died at once."
    assert [(c["outcome"], c["count_best"]) for c in read(text)["claims"] if c["victim_group"] != "men"] == [("wounded", 2)]


def test_an_older_crime_at_the_same_place_has_its_own_dead(read: Read) -> None:
    rows = read(
        "A farmer was shot and killed on Sunday, March 9, 2014. Sunday's shooting happened at the mill where four people "
        "were killed in May 2009."
    )
    assert len({claim["mention_id"] for claim in rows["claims"]}) == 2
