"""actors_re3d, places and gazetteer_ucdp, on cases that can be counted on fingers."""

from collections.abc import Callable
from typing import Any

import pytest
from pytest import approx

from tests.unit.evaluate.world import World

Make = Callable[[str], World]
TEXT = "The Red Army fought the Blue Guards near Tall Abad. They left."


def span(words: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"text": words, "start": start, "end": start + len(words), **more}


def mention(w: World, table: str, words: str, ours: str = TEXT, **more: Any) -> None:
    start = ours.index(words)
    w.put(table, article_id="a", span_field="text", text=words, char_start=start, char_end=start + len(words), **more)


def actors(*relations: dict[str, Any]) -> dict[str, Any]:
    entities = [
        span("The Red Army", type="Organisation"),
        span("Blue Guards", type="Organisation"),
        span("They", type="Organisation", pronoun=True),
        span("Tall Abad", type="Location"),
    ]
    return {"entities": entities, "relations": list(relations)}


FIGHT = {"type": "FightingAgainst", "source": span("Red Army"), "target": span("Blue Guards")}


def test_an_actor_is_found_by_any_overlap_and_by_half_of_it(world: Make) -> None:
    w = world("actors_re3d")
    w.document("a", actors(), text=TEXT)
    mention(w, "actor_mentions", "Army", actor_id="x")
    mention(w, "actor_mentions", "Tall Abad", actor_id="y")
    scores = w.scores()
    assert scores["organisation_recall"] == (1 / 2, 2)
    assert scores["organisation_precision"] == (1 / 2, 2)
    assert scores["organisation_recall_iou50"] == (0, 2), "four of twelve characters"
    assert scores["organisation_precision_iou50"] == (0, 2)
    assert scores["fighting_pair_recall"] == (None, 0)


@pytest.mark.parametrize(("other", "found"), [("y", 1), ("x", 0), (None, 0)])
def test_enemies_are_distinct_when_they_are_two_actors(world: Make, other: str | None, found: int) -> None:
    w = world("actors_re3d")
    w.document("a", actors(FIGHT, FIGHT | {"pronoun": True}, FIGHT | {"type": "CoLocated"}), text=TEXT)
    mention(w, "actor_mentions", "Red Army", actor_id="x")
    mention(w, "actor_mentions", "Blue Guards", actor_id=other)
    assert w.scores()["fighting_pair_recall"] == (found, 1)


def test_a_mention_is_moved_where_the_article_has_another_text_and_one_in_a_title_does_not_count(world: Make) -> None:
    w = world("actors_re3d")
    ours = "Headline\n\n" + TEXT.replace("fought", "fought  with")
    w.document("a", actors(), text=TEXT, ours=ours)
    mention(w, "actor_mentions", "The Red Army", ours, actor_id="x")
    mention(w, "actor_mentions", "Blue Guards", ours, actor_id="y")
    mention(w, "actor_mentions", "Headline", ours, actor_id="z")
    w.put("actor_mentions", article_id="a", span_field="title", text="The", char_start=0, char_end=3, actor_id="t")
    scores = w.scores()
    assert scores["organisation_recall_iou50"] == (1, 2)
    assert scores["organisation_precision_iou50"] == (1, 2)


def places() -> dict[str, Any]:
    return {
        "toponyms": [
            span("Tall Abad", lat=10.0, lon=20.0),
            span("Red", lat=0.0, lon=0.0),
            span("Blue Guards", lat=None, lon=None),
        ]
    }


def test_a_place_is_found_and_put_within_a_hundred_miles(world: Make) -> None:
    w = world("places")
    w.document("a", places(), text=TEXT)
    mention(w, "place_mentions", "Tall", place_id="p1", latitude=50.0, longitude=20.0)
    mention(w, "place_mentions", "Tall Abad", place_id="p2", latitude=11.0, longitude=20.0)
    mention(w, "place_mentions", "Guards", place_id="p3")
    mention(w, "place_mentions", "They", place_id="p4")
    scores = w.scores()
    assert scores["toponym_recall"] == (1 / 2, 2), "a name without coordinates is not asked for"
    assert scores["toponym_precision"] == (3 / 4, 4), "nor is finding it an error"
    assert scores["acc_161km"] == (1, 1)
    assert scores["acc_161km_all"] == (1 / 2, 2)
    assert scores["median_km_error"] == (approx(111.2, abs=0.1), 1)


def test_a_mention_without_a_point_takes_that_of_its_place(world: Make) -> None:
    w = world("places")
    w.document("a", places(), text=TEXT)
    mention(w, "place_mentions", "Tall Abad", place_id="p")
    w.put("places", place_id="p", latitude=10.0, longitude=20.0)
    mention(w, "place_mentions", "Red", place_id="nowhere")
    scores = w.scores()
    assert scores["acc_161km"] == (1 / 2, 2)
    assert scores["median_km_error"] == (0, 1)


def test_a_demonym_is_not_asked_for(world: Make) -> None:
    w = world("places")
    toponym = {"text": "Syrian", "start": 0, "end": 6, "lat": 35.0, "lon": 38.0}
    w.document("a", {"toponyms": [toponym]}, text="Syrian troops")
    assert w.scores()["toponym_recall"] == (None, 0)


def name(name: str, admin1: str | None, country: str, lat: float, lon: float) -> dict[str, Any]:
    return {"name": name, "admin1": admin1, "country": country, "lat": lat, "lon": lon}


def test_names_are_looked_up_in_their_country_and_province(world: Make) -> None:
    w = world("gazetteer_ucdp")
    w.absent("exact", name("Timbuktu city", "Tombouctou", "Mali", 16.77, -3.01))
    w.absent("brackets", name("Nosuchplace (Goma) town", None, "DR Congo (Zaire)", -1.68, 29.22))
    w.absent("shifted", name("Ghazni", "Ghazni", "Afghanistan", 34.5, 68.4))
    w.absent("unknown", name("Nosuchplace village", None, "Mali", 16.0, -3.0))
    scores = w.scores()
    assert scores["found"] == (3 / 4, 4)
    assert scores["acc_25km"] == (2 / 4, 4)
    assert scores["acc_161km"] == (3 / 4, 4)
    assert w.result(errors=1).worst[0].document_id == "unknown"
