"""Names that the tagger misses. Sentences are made up."""

from tests.unit.extract.reading import Read, Rows


def role_by_name(rows: Rows) -> dict[str, str]:
    return {row["name"]: row["role"] for row in rows["person_mentions"]}


def test_a_name_that_the_tagger_misses_is_found_by_its_repeated_surname(read: Read) -> None:
    rows = read("A woman was killed on Sunday. Xylia Quorvane left at noon. Quorvane had lived there for years.")
    assert role_by_name(rows) == {"Xylia Quorvane": "named"}
