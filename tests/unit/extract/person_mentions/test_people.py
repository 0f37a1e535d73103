"""Who an article names, and in what role. One made-up text for each rule."""

import pytest

from tests.unit.extract.reading import Read, Rows


def role_by_name(rows: Rows) -> dict[str, str]:
    return {row["name"]: row["role"] for row in rows["person_mentions"]}


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Ada Brandvold, 31, was shot dead outside a bakery on Sunday.", "Ada Brandvold", "killed"),
        ("Ada Brandvold was shot in the leg on Sunday. Brandvold was pronounced dead at a hospital.", "Ada Brandvold", "killed"),
        ("Gunmen kidnapped Ada Brandvold, a nurse, on Sunday.", "Ada Brandvold", "abducted"),
        ("A woman was killed on Sunday. Karl Tveit was charged with murder.", "Karl Tveit", "suspect"),
        ("A woman was killed on Sunday. Officers arrested Karl Tveit near the ferry.", "Karl Tveit", "suspect"),
        ("A woman was killed on Sunday. Karl Tveit pleaded not guilty to murder.", "Karl Tveit", "suspect"),
        ("A woman was killed on Sunday. Karl Tveit, accused of the murder, stayed silent.", "Karl Tveit", "suspect"),
        ("A woman was killed on Sunday. Karl Tveit, who faces charges, stayed silent.", "Karl Tveit", "suspect"),
        ("A woman was killed on Sunday. The trial of Karl Tveit begins in May.", "Karl Tveit", "suspect"),
        ("A woman was killed on Sunday. Karl Tveit's trial begins in May.", "Karl Tveit", "suspect"),
        ("A woman was killed on Sunday. A judge dropped the charges against Karl Tveit.", "Karl Tveit", "suspect"),
        ("A woman was killed on Sunday. She was shot by Karl Tveit, a neighbor.", "Karl Tveit", "suspect"),
        ("A woman was killed on Sunday. The two brothers, Olav Tveit and Karl Tveit, were arrested.", "Karl Tveit", "suspect"),
        ("A woman was killed on Sunday. Officers did not arrest Karl Tveit.", "Karl Tveit", "named"),
        ("A woman was killed on Sunday. Karl Tveit ran out of the house.", "Karl Tveit", "named"),
    ],
)
def test_a_person_has_one_role(read: Read, text: str, name: str, role: str) -> None:
    assert role_by_name(read(text)).get(name) == role


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('A woman was killed on Sunday. "It was quiet here," neighbor Mona Dahlgren said.', "Mona Dahlgren"),
        ("A woman was killed on Sunday, police spokesman Jon Vestby said.", "Jon Vestby"),
        ("A woman was killed on Sunday. She was taken to Anna Holm Hospital.", "Anna Holm Hospital"),
    ],
)
def test_a_person_who_only_speaks_or_holds_an_office_is_not_kept(read: Read, text: str, name: str) -> None:
    assert name not in role_by_name(read(text))


def test_a_person_is_one_row_at_the_first_place_of_the_fullest_name(read: Read) -> None:
    text = (
        "Ms. Brandvold was shot dead on Sunday, neighbors said. Ada Marie Brandvold, 31, was a baker. Ms. Brandvold leaves a son."
    )
    (row,) = read(text)["person_mentions"]
    assert (row["name"], row["role"], row["char_start"]) == ("Ada Marie Brandvold", "killed", text.index("Ada"))
    assert text[row["char_start"] : row["char_end"]] == row["text"] == "Ada Marie Brandvold"


def test_a_surname_alone_is_not_kept(read: Read) -> None:
    assert not read("Brandvold was shot dead on Sunday.")["person_mentions"]


def test_a_person_belongs_to_the_event_of_the_same_sentence(read: Read) -> None:
    rows = read(
        "Two men were killed in an explosion in Oslo on Sunday. Karl Tveit walked home at noon. "
        "Karl Tveit was arrested. A bomb exploded in Bergen on Monday, and Olav Moen heard it.",
        published="2017-06-07",
    )
    triggers = {row["mention_id"]: row["location"] for row in rows["event_mentions"]}
    beside = {row["name"]: triggers.get(row["mention_id"]) for row in rows["person_mentions"]}
    assert beside == {"Karl Tveit": None, "Olav Moen": "Bergen"}


@pytest.mark.parametrize("text", ["Ada Brandvold, 31, opened a bakery.", "Ada Brandvold, 31, fears that a bomb may explode."])
def test_without_an_event_nobody_is_kept(read: Read, text: str) -> None:
    rows = read(text)
    assert not rows["event_mentions"]
    assert not rows["person_mentions"]
