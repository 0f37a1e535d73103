"""Frames of words that mean harm together; test_people.py has those of named persons."""

from tests.unit.extract.reading import Read


def test_the_person_who_identifies_a_body_is_not_the_dead(read: Read) -> None:
    claims = read("Oscar Lund, 58, was killed by three arrows. Albert Vik, the village priest, identified his body.")["claims"]
    assert "Albert Vik" not in {claim["victim_name"] for claim in claims}


def test_a_suicide_that_an_arrest_prevented_is_no_death(read: Read) -> None:
    assert read("The man was arrested before killing himself.")["claims"] == []
