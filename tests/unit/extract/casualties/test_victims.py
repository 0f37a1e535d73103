"""How many people a noun phrase means, and which."""

import pytest

from tests.unit.extract.reading import Read


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("A family of five was killed when a rocket hit their house.", 5),
        ("The couple was killed by gunmen.", 2),
        ("Both were shot dead by gunmen.", 2),
        ("Fourteen of the 20 hostages were killed in the attack.", 14),
        ("Rebels killed four choristers in the attack.", 4),
        ("Six Carmelites were killed, as six Carmelites had been killed before.", 6),
    ],
)
def test_a_group_counts_its_members(read: Read, sentence: str, count: int) -> None:
    assert read(sentence)["claims"][0]["count_best"] == count


def test_a_named_victim_is_one(read: Read) -> None:
    (claim,) = read("The army said its air strikes had killed Omar Haddad, a rebel commander.")["claims"]
    assert (claim["victim_name"], claim["count_best"], claim["count_text"]) == ("Omar Haddad", 1, "Omar Haddad")


def test_the_side_of_the_victims(read: Read) -> None:
    (claim,) = read("The Free Northern Army (FNA) advanced. Government forces wounded a number of FNA troops.")["claims"]
    assert (claim["victim_actor_name"], claim["victim_group"], claim["count_low"]) == ("Free Northern Army", "combatants", 2)


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("One person has died and a second was hurt after a knife fight.", [("killed", 1), ("wounded", 1)]),
        ("A brawl left one man dead and another with life-threatening wounds.", [("killed", 1), ("wounded", 1)]),
    ],
)
def test_another_or_a_second_is_one_victim(read: Read, text: str, outcomes: list[tuple[str, int]]) -> None:
    assert sorted((claim["outcome"], claim["count_best"]) for claim in read(text)["claims"]) == outcomes


@pytest.mark.parametrize("person", ["A traditional ruler", "An onlooker", "A vigilante", "A schoolgirl", "A carpenter"])
def test_one_person_of_any_trade_is_counted(read: Read, person: str) -> None:
    claims = read(f"{person} was killed in the shelling of Ariha on Monday.")["claims"]
    assert [(claim["outcome"], claim["count_best"]) for claim in claims] == [("killed", 1)]


@pytest.mark.parametrize("thing", ["A donkey", "A plan", "A proposal"])
def test_what_is_no_person_is_not_counted(read: Read, thing: str) -> None:
    assert read(f"{thing} was killed in the shelling of Ariha on Monday.")["claims"] == []
