"""Losses of equipment: what, how many, whose, and what happened to it. One made-up sentence for each rule."""

from typing import Any

import pytest

from tests.unit.extract.reading import Read


def losses(read: Read, text: str) -> list[tuple[Any, ...]]:
    claims = [c for c in read(text)["equipment_claims"] if c["factuality"] in {"asserted", "reported"}]
    return [(c["equipment"], c["category"], c["outcome"], c["count_low"], c["count_best"]) for c in claims]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ukrainian gunners destroyed a T-72 tank near Orikhiv.", ("tank", "tank", "destroyed", 1, 1)),
        ("Shahed drones struck two patrol boats in the port.", ("patrol boat", "ship", "damaged", 2, 2)),
        ("The navy's corvette sank off Hodeida.", ("corvette", "ship", "destroyed", 1, 1)),
        ("An ammunition dump blew up near Zamboa on Friday.", ("ammunition dump", "depot", "destroyed", 1, 1)),
        ("Air defences intercepted 14 drones over Odesa.", ("drone", "drone", "shot down", 14, 14)),
        ("Guerrillas set two lorries ablaze on the road to Tame.", ("lorry", "vehicle", "destroyed", 2, 2)),
        ("Fighters seized three pickups and left.", ("pickup", "vehicle", "captured", 3, 3)),
        ("A missile damaged a radar station on the hill.", ("radar station", "radar", "damaged", 1, 1)),
        ("Soldiers burned some of their vehicles.", ("vehicle", "vehicle", "destroyed", 2, None)),
        ("Shells hit all aircraft on the field.", ("aircraft", "aircraft", "damaged", 2, None)),
        ("Gunners downed seven of nine drones.", ("drone", "drone", "shot down", 7, 7)),
        ("The blast not only killed a guard but destroyed a bulldozer.", ("bulldozer", "vehicle", "destroyed", 1, 1)),
    ],
)
def test_a_loss_is_read(read: Read, sentence: str, expected: tuple[Any, ...]) -> None:
    found = [(name.lower(), *rest) for name, *rest in losses(read, sentence)]
    assert found == [(expected[0].lower(), *expected[1:])]


@pytest.mark.parametrize(
    "sentence",
    [
        "The army sent twelve T-72 tanks to the border.",
        "The shell set off a fire in a fuel tank.",
        "A fuel tank was destroyed in the blast.",
        "Rebels said the military aircraft bombed their camp.",
        "Police used a water cannon that was damaged by stones.",
        "A drone hit a house on the edge of Nikopol.",
        "The militia brought down the price of trucks.",
        "Tanks destroyed the school.",
        "The army will destroy the captured tanks.",
    ],
)
def test_other_sentences_give_no_loss(read: Read, sentence: str) -> None:
    assert losses(read, sentence) == []


def test_equipment_hit_and_destroyed_is_lost_once(read: Read) -> None:
    assert [loss[2] for loss in losses(read, "Two tanks were hit and destroyed outside the town.")] == ["destroyed"]


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("A drone for the Northern Army rebels was shot down.", "Northern Army"),
        ("Troops destroyed two trucks belonging to the rebels.", "rebels"),
        ("The army's helicopter was shot down by rebels.", "army"),
        ("A Russian Mi-8 helicopter was shot down.", "Russia"),
        ("The Rapid Support Forces lost two tanks in Omdurman.", "Rapid Support Forces"),
        ("Jets destroyed a tank and two trucks of the Northern Army.", "Northern Army"),
        ("Rebels killed a pilot after his plane was shot down.", None),
        ("Many vehicles were burned on the road.", None),
    ],
)
def test_the_owner_of_a_loss(read: Read, sentence: str, owner: str | None) -> None:
    assert {claim["owner_name"] for claim in read(sentence)["equipment_claims"]} == {owner}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The army destroyed two tanks.", [("tank", "destroyed", 2)]),
        ("Rebels shot down a Syrian helicopter.", [("helicopter", "shot down", 1)]),
        ("A rocket damaged an armored vehicle.", [("armored vehicle", "damaged", 1)]),
        ("Rebels captured three artillery pieces and a truck.", [("artillery piece", "captured", 3), ("truck", "captured", 1)]),
        ("The army plans to destroy two tanks.", []),
    ],
)
def test_several_losses_in_one_sentence(read: Read, sentence: str, expected: list[tuple[Any, ...]]) -> None:
    claims = [c for c in read(sentence)["equipment_claims"] if c["factuality"] in {"asserted", "reported"}]
    assert [(c["equipment"], c["outcome"], c["count_best"]) for c in claims] == expected


def test_a_loss_keeps_its_owner(read: Read) -> None:
    claims = read("Rebels shot down a Syrian helicopter. The helicopter was shot down near Hama.")["equipment_claims"]
    assert [claim["owner_name"] for claim in claims] == ["Syria", "Syria"]
