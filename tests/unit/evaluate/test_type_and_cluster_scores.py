"""event_types_case2021, event_clusters_gvc and near_duplicates, on cases that can be counted on fingers."""

from collections.abc import Callable
from typing import Any

from pytest import approx

from tests.unit.evaluate.world import World, figure_of

Make = Callable[[str], World]


def label(sub_event_type: str | None, event_type: str | None = "Battles") -> dict[str, Any]:
    return {"label": "X", "event_type": event_type if sub_event_type else None, "sub_event_type": sub_event_type}


def test_event_types_are_those_of_the_lead_event(world: Make) -> None:
    w = world("event_types_case2021")
    w.document("right", label("Armed clash"))
    w.event("right", "e1", context="conflict", event_type="Battles", sub_event_type="Armed  clash")
    w.document("half", label("Armed clash"))
    w.event("half", "e2", context="conflict", event_type="Battles", sub_event_type="Grenade")
    w.document("wrong", label("Grenade", "Explosions/Remote violence"))
    w.event("wrong", "e3", context="crime", event_type="Battles", sub_event_type="Armed clash")
    w.document("silent", label("Grenade", "Explosions/Remote violence"))
    w.document("no event", label(None))
    w.document("a flood", label(None))
    w.event("a flood", "e4", context="disaster")
    w.document("invented", label(None))
    w.event("invented", "e5", context="conflict", sub_event_type="Grenade")
    w.absent("lost", label(None))
    scores = w.scores()
    assert scores["sub_event_accuracy"] == (1 / 4, 4)
    # Armed clash: 1 of 2 said and 1 of 2 asked for, F1 0.5; Grenade: 0.
    assert scores["sub_event_macro_f1"] == (1 / 4, 2)
    assert scores["sub_event_weighted_f1"] == (1 / 4, 4)
    assert scores["event_type_accuracy"] == (2 / 4, 4)
    assert scores["has_lead_event_25_types"] == (3 / 4, 4)
    assert scores["no_event_rate_other_types"] == (2 / 4, 4)
    assert scores["conflict_context_rate_25_types"] == (2 / 4, 4)


def incident(name: str, killed: int = 0, wounded: int = 0, date: str | None = None) -> dict[str, Any]:
    return {"incident_id": name, "killed": killed, "wounded": wounded, "date": date}


def test_clusters_are_the_lead_events_and_an_article_without_one_is_alone(world: Make) -> None:
    w = world("event_clusters_gvc")
    for article, of, event in (("a1", "A", "e1"), ("a2", "A", "e1"), ("a3", "A", None), ("b1", "B", "e1"), ("b2", "B", None)):
        w.document(article, incident(of))
        if event:
            w.event(article, event)
    scores = w.scores()
    # Precision: a1, a2 2/3 each, b1 1/3, the two alone 1. Recall: a1, a2 2/3 each, a3 1/3, b1 and b2 1/2 each.
    precision, recall = (2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5, (2 / 3 + 2 / 3 + 1 / 3 + 1 / 2 + 1 / 2) / 5
    assert scores["b_cubed_precision"] == (approx(precision), 5)
    assert scores["b_cubed_recall"] == (approx(recall), 5)
    assert scores["b_cubed_f1"] == (approx(2 * precision * recall / (precision + recall)), 5)
    # Together by us: the pairs of a1, a2, b1; rightly a1–a2. To be together: three pairs of A, one of B.
    assert scores["pairwise_precision"] == (approx(1 / 3), 3)
    assert scores["pairwise_recall"] == (approx(1 / 4), 4)
    assert scores["pairwise_f1"] == (approx(2 / 7), 4)
    assert scores["has_lead_event"] == (3 / 5, 5)


def test_where_nothing_is_joined_pairwise_precision_is_none_at_all(world: Make) -> None:
    w = world("event_clusters_gvc")
    w.document("a1", incident("A"))
    w.document("a2", incident("A"))
    scores = w.scores()
    assert scores["pairwise_precision"] == (0, 0)
    assert scores["pairwise_f1"] == (0, 1)
    assert scores["b_cubed_precision"] == (1, 2)


def test_the_toll_of_an_incident_is_that_of_the_event_that_holds_most_of_its_articles(world: Make) -> None:
    w = world("event_clusters_gvc")
    for article, event, killed in (("a1", "e2", 7), ("a2", "e1", 3), ("a3", "e1", 3)):
        w.document(article, incident("A", killed=3, wounded=1))
        w.event(article, event, killed_best=killed)
    w.document("b1", incident("B", killed=1))
    w.document("c1", incident("C", wounded=2))
    w.event("c1", "e4", wounded_best=2)
    scores = w.scores()
    assert scores["merged_killed_exact_pos"] == (1 / 2, 2)
    assert scores["merged_killed_exact_2plus"] == (1, 1)
    assert scores["merged_wounded_exact_pos"] == (1 / 2, 2)
    assert scores["merged_wounded_exact_2plus"] == (1, 1)


def test_articles_wrongly_joined_and_separated_are_listed(world: Make) -> None:
    w = world("event_clusters_gvc")
    for article, of, event in (("a1", "A", "e1"), ("a2", "A", "e2"), ("b1", "B", "e1")):
        w.document(article, incident(of))
        w.event(article, event)
    worst = w.result(errors=9).worst
    assert [miss.document_id for miss in worst] == ["a1", "a2", "b1"]
    differences = [(each.what, each.gold, each.ours) for each, _ in worst[0].differences]
    assert differences == [("wrongly joined with", "none", "b1"), ("wrongly separated from", "a2", "none")]


def copy(group: str, variant: str, expect: str = "same") -> dict[str, Any]:
    return {"group": group, "variant": variant, "edit": None, "expect": expect}


def test_copies_are_pairs_of_one_story(world: Make) -> None:
    w = world("near_duplicates")
    for name, story, gold in (
        ("g0", "s1", copy("g", "base")),
        ("g1", "s1", copy("g", "edited")),
        ("g2", "s2", copy("g", "cut")),
        ("g3", "s1", copy("g", "lookalike", "different")),
        ("g4", "s1", copy("g", "rewritten", "report")),
        ("t0", "s3", copy("template-1", "base")),
        ("t1", "s3", copy("template-1", "edited")),
    ):
        w.document(name, gold, story=story)
    w.absent("h0", copy("h", "base"))
    scores = w.scores()
    # Judged: g0, g1, g2, g3, t0, t1, h0. By us together: g0–g1, g0–g3, g1–g3, t0–t1; rightly: g0–g1, t0–t1.
    assert scores["pair_precision"] == (approx(2 / 4), 4)
    assert scores["pair_recall"] == (approx(2 / 4), 4)
    assert scores["pair_f1"] == (approx(1 / 2), 4)
    assert scores["pair_precision_without_templates"] == (approx(1 / 3), 3)
    assert scores["pair_recall_without_templates"] == (approx(1 / 3), 3)
    assert scores["recall:edited"] == (1, 2)
    assert scores["recall:cut"] == (0, 1)
    assert scores["recall:rewritten"] == (1, 1)
    assert scores["wrongly_merged:lookalike"] == (1, 1)


def test_incidents_are_drawn_whole(world: Make) -> None:
    """Ten articles of one incident are one unit: with it alone, nothing can vary."""
    w = world("event_clusters_gvc")
    for number in range(10):
        w.document(f"a{number}", incident("A"))
        w.event(f"a{number}", f"e{number % 2}")
    figure = figure_of(w.result(), "b_cubed_recall")
    assert (figure.value, figure.low, figure.high) == (1 / 2, 1 / 2, 1 / 2)
    assert figure.hits is None, "a mean of shares has no hits"
