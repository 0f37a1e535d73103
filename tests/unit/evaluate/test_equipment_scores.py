"""equipment, on cases that can be counted on fingers."""

from collections.abc import Callable
from typing import Any

from pytest import approx

from tests.unit.evaluate.world import World

Make = Callable[[str], World]


def loss(category: str, outcome: str, count: int | None = 1, owner: str | None = None) -> dict[str, Any]:
    return {"category": category, "outcome": outcome, "count": count, "owner": owner}


def claim(w: World, name: str, category: str, outcome: str, best: int | None, *, counted: bool = True, **more: Any) -> None:
    stated = {"event_id": "e", "equipment": category, "category": category, "outcome": outcome, "count_best": best}
    w.put("equipment_claims", article_id=name, is_counted=counted, **stated, **more)


def test_a_loss_is_found_by_category_and_outcome(world: Make) -> None:
    w = world("equipment")
    w.document("a", {"losses": [loss("tank", "destroyed", 2), loss("drone", "shot down", None)]})
    claim(w, "a", "tank", "destroyed", 2)
    claim(w, "a", "drone", "damaged", 1)
    value = {name: score for name, (score, _) in w.scores().items()}
    assert value["loss_recall"] == approx(1 / 2)
    assert value["loss_precision"] == approx(1 / 2)
    assert value["loss_count_exact"] == approx(1.0)


def test_a_figure_stated_twice_is_one_loss_and_what_is_not_counted_is_none(world: Make) -> None:
    w = world("equipment")
    w.document("a", {"losses": [loss("tank", "destroyed", 3)]})
    claim(w, "a", "tank", "destroyed", 3)
    claim(w, "a", "tank", "destroyed", None)
    claim(w, "a", "ship", "destroyed", 1, counted=False)
    assert w.scores()["loss_precision"][0] == approx(1.0)
    assert w.scores()["loss_count_exact"][0] == approx(1.0)


def test_owners_are_asked_for_where_the_gold_has_one(world: Make) -> None:
    w = world("equipment")
    w.document("a", {"losses": [loss("tank", "destroyed", 1, "Red Army"), loss("drone", "shot down")]})
    w.put("actors", actor_id="red", name="The Red Army", aliases=["RA"])
    claim(w, "a", "tank", "destroyed", 1, owner_actor_id="red")
    claim(w, "a", "drone", "shot down", 1)
    assert w.scores()["loss_owner"][0] == approx(1.0)


def test_a_text_without_losses_asks_for_none(world: Make) -> None:
    w = world("equipment")
    w.document("a", {"losses": []})
    w.document("b", {"losses": [loss("ship", "captured")]})
    claim(w, "a", "tank", "destroyed", 1)
    value = {name: score for name, (score, _) in w.scores().items()}
    assert value["loss_precision"] == approx(0.0)
    assert value["loss_recall"] == approx(0.0)
