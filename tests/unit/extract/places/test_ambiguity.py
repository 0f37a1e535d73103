"""Names of places that do not mean the place in the gazetteer. The articles are made up."""

from typing import Any

from tests.unit.extract.reading import Read


def find_places(read: Read, text: str, **about: Any) -> dict[str, str | None]:
    """Finds the place in the gazetteer that each name of an article means."""
    return {place["text"]: place["name"] for place in read(text, **about)["place_mentions"]}


def test_a_small_town_far_from_the_city_of_a_report_is_part_of_that_city(read: Read) -> None:
    text = "A man was shot dead in Holly Pond on Sunday, police in Seattle said. Seattle has seen more such deaths this year."
    assert find_places(read, text) == {"Holly Pond": None, "Seattle": "Seattle"}


def test_a_state_or_a_neighbour_supports_a_small_town(read: Read) -> None:
    text = "A man was shot dead in Holly Pond, Alabama, on Sunday. He had come from Seattle, his friends in Seattle said."
    assert find_places(read, text)["Holly Pond"] == "Holly Pond"
    text = "A man was shot dead in Holly Pond on Sunday. Police in Cullman looked for a driver from Seattle. Seattle knows him."
    assert find_places(read, text)["Holly Pond"] == "Holly Pond"


def test_a_report_is_about_the_town_that_it_names_most(read: Read) -> None:
    text = "A man was shot dead in Holly Pond on Sunday. Holly Pond mourned. The driver fled to Seattle."
    assert find_places(read, text)["Holly Pond"] == "Holly Pond"


def test_a_surname_is_not_a_place(read: Read) -> None:
    text = "Two men were shot in Tucson on Sunday. Police arrested Edgar Marana. Guns were found in Marana's garage."
    assert "Marana" not in find_places(read, text)


def test_plain_words_for_places_are_not_towns(read: Read) -> None:
    assert "Downtown" not in set(find_places(read, "Two men were shot in Downtown Tucson on Sunday.").values())
    assert "East Side" not in set(find_places(read, "Two men were shot on the East Side of Tucson on Sunday.").values())
