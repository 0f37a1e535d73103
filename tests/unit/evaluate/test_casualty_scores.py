"""casualties_gvdb and casualties_muc4, on cases that can be counted on fingers."""

from collections.abc import Callable
from typing import Any

from pytest import approx

from tests.unit.evaluate.world import World, figure_of

Make = Callable[[str], World]


def crime(killed: int = 0, wounded: int = 0, names: tuple[str, ...] = (), date: str | None = None) -> dict[str, Any]:
    return {"killed": killed, "wounded": wounded, "killed_names": list(names), "date": date, "place": None, "weapon": None}


def attack(killed: int | None, wounded: int | None = 0, **more: Any) -> dict[str, Any]:
    exact = killed is not None and wounded is not None
    given = {"optional": False, "date": None, "perpetrators": [], "perpetrator_organisations": []} | more
    return {"killed": killed, "wounded": wounded, "exact": exact, **given}


def test_a_count_is_compared_with_the_lead_event_and_silence_is_none(world: Make) -> None:
    w = world("casualties_gvdb")
    w.document("right", crime(3))
    w.event("right", "e1", killed=(3, 3, 3))
    w.event("right", "e2", killed=(9, 9, 9), is_lead=False)
    w.document("wrong", crime(5))
    w.event("wrong", "e3", killed=(4, 4, 6))
    w.document("single", crime(1))
    w.event("single", "e4", killed=(1, 1, 1))
    w.document("silent", crime(0))
    w.document("invented", crime(0))
    w.event("invented", "e5", killed=(2, 2, None))
    scores = w.scores()
    assert scores["has_lead_event"] == (4 / 5, 5)
    assert scores["killed_exact_all"] == (3 / 5, 5)
    assert scores["killed_exact_pos"] == (approx(2 / 3), 3)
    assert scores["killed_exact_2plus"] == (1 / 2, 2)
    assert scores["killed_range_pos"] == (1, 3), "5 lies within 4 and 6"
    assert scores["killed_false_pos"] == (1 / 2, 2)
    assert scores["wounded_exact_all"] == (1, 5)
    assert scores["wounded_exact_pos"] == (None, 0)


def test_a_document_that_is_not_in_the_database_is_a_miss_even_where_nobody_died(world: Make) -> None:
    w = world("casualties_gvdb")
    w.absent("lost", crime(0, 0))
    result = w.result()
    assert (result.found, result.documents) == (0, 1)
    assert figure_of(result, "killed_exact_all").value == 0
    assert figure_of(result, "killed_false_pos").value == 0


def test_an_open_end_reaches_no_further_than_the_best_figure(world: Make) -> None:
    w = world("casualties_gvdb")
    w.document("more", crime(30))
    w.event("more", "e", killed=(21, 21, None))
    assert w.scores()["killed_range_pos"] == (0, 1)


def test_names_of_the_dead_are_counted_once_and_only_the_dead(world: Make) -> None:
    w = world("casualties_gvdb")
    w.document("a", crime(2, 1, ("Dana K. Whitlock", "Sam Ferrant")))
    for number, (name, outcome) in enumerate(
        [
            ("Dana Whitlock", "killed"),
            ("Whitlock", "killed"),
            ("Bo Stone", "killed"),
            ("Sam Ferrant", "wounded"),
            (None, "killed"),
        ]
    ):
        w.put("claims", claim_id=str(number), article_id="a", outcome=outcome, victim_name=name)
    scores = w.scores()
    assert scores["killed_names_recall"] == (1 / 2, 2)
    assert scores["killed_names_precision"] == (1 / 2, 2)


def test_dates_are_those_of_the_lead_event_and_a_missing_one_is_wrong(world: Make) -> None:
    w = world("casualties_gvdb")
    for name, ours in (("same", "2021-03-08"), ("next", "2021-03-09"), ("far", "2021-03-01"), ("unknown", None)):
        w.document(name, crime(1, date="2021-03-08"))
        w.event(name, name, date_start=ours)
    w.document("undated", crime(1))
    scores = w.scores()
    assert scores["date_exact"] == (1 / 4, 4)
    assert scores["date_within_1"] == (2 / 4, 4)


def test_the_context_of_a_crime_is_crime_or_accident(world: Make) -> None:
    w = world("casualties_gvdb")
    for name, context in (("a", "crime"), ("b", "accident"), ("c", "conflict")):
        w.document(name, crime())
        w.event(name, name, context=context)
    w.document("d", crime())
    assert w.scores()["crime_or_accident_context_rate"] == (1 / 2, 4)


def test_counts_of_attacks_are_asked_for_where_there_is_one_certain_template_with_numbers(world: Make) -> None:
    w = world("casualties_muc4")
    w.document("one", {"templates": [attack(6)]})
    w.event("one", "e1", killed=(6, 6, 6))
    w.document("two", {"templates": [attack(1), attack(2)]})
    w.document("unsure", {"templates": [attack(1, optional=True)]})
    w.document("vague", {"templates": [attack(4, None)]})
    scores = w.scores()
    assert scores["killed_exact_all"] == (1, 1)
    assert scores["has_lead_event"] == (1 / 4, 4)


def test_the_dead_of_all_events_are_summed_with_or_without_optional_templates(world: Make) -> None:
    w = world("casualties_muc4")
    w.document("with", {"templates": [attack(2), attack(3), attack(1, optional=True)]})
    w.event("with", "e1", killed=(2, 2, 2))
    w.event("with", "e2", killed=(4, 4, 4), is_lead=False)
    w.document("without", {"templates": [attack(2), attack(1, optional=True)]})
    w.event("without", "e3", killed=(2, 2, 2))
    w.document("between", {"templates": [attack(2), attack(2, optional=True)]})
    w.event("between", "e4", killed=(3, 3, 3))
    w.document("vague", {"templates": [attack(None)]})
    w.document("nothing", {"templates": []})
    scores = w.scores()
    assert scores["sum_killed_exact"] == (3 / 4, 4)
    assert scores["sum_killed_exact_pos"] == (2 / 3, 3)


def test_a_perpetrator_is_found_by_any_of_the_names_of_the_actor(world: Make) -> None:
    w = world("casualties_muc4")
    front: dict[str, Any] = {"perpetrators": ["NORTHERN DAWN", "MASKED MEN"], "perpetrator_organisations": ["NORTHERN DAWN"]}
    w.document("a", {"templates": [attack(1, **front)]})
    w.event("a", "e1")
    w.put("event_actors", event_id="e1", actor_id="p", role="perpetrator")
    w.put("actors", actor_id="p", name="NDF", aliases=["Northern Dawn Front"])
    w.document("b", {"templates": [attack(1, **front)]})
    w.event("b", "e2")
    w.put("event_actors", event_id="e2", actor_id="p", role="victim")
    w.put("event_actors", event_id="e2", actor_id="m", role="perpetrator")
    w.put("actors", actor_id="m", name="masked man", aliases=[])
    scores = w.scores()
    assert scores["perpetrator_recall"] == (1 / 2, 2), "'men' is not the plural of 'man' for a comparison of words"
    assert scores["perpetrator_organisation_recall"] == (1 / 2, 2)


def test_the_worst_miss_is_the_one_that_is_most_times_off_and_it_shows_claims_with_their_sentences(world: Make) -> None:
    w = world("casualties_gvdb")
    w.document("slight", crime(40), title="Forty")
    w.event("slight", "e1", killed=(38, 38, 38), context="crime")
    w.document("bad", crime(9), text="Nine men died. Two ran.")
    w.event("bad", "e2", killed=(2, 2, 2), context="crime")
    w.document("fine", crime(0))
    w.event("fine", "e3", context="crime")
    stated = {"outcome": "killed", "victim_group": "total", "count_low": 2, "count_best": 2, "count_high": 2, "count_text": "Two"}
    how = {"is_counted": True, "factuality": "asserted", "time_scope": "incident"}
    where = {"span_field": "text", "sentence": "Two ran.", "char_start": 15, "char_end": 18}
    w.put("claims", claim_id="c", article_id="bad", event_id="e2", **stated, **how, **where)
    worst, slight = w.result(errors=5).worst
    assert (worst.document_id, slight.document_id) == ("bad", "slight")
    [(difference, _)] = worst.differences
    assert (difference.what, difference.gold, difference.ours) == ("killed", "9", "2")
    [passage] = worst.passages
    assert (passage.start, passage.end, passage.words, passage.sentence) == (15, 18, "Two", "Two ran.")
    assert passage.what == "claim: killed 2–2–2, total, counted, lead event, asserted, incident"
