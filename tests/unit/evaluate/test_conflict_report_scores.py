"""conflict_reports, on reports that can be counted on fingers."""

from collections.abc import Callable
from typing import Any

import pytest
from pytest import approx

from orchestration.evaluate.gold import Range, ReportEvent
from orchestration.evaluate.published import ReportedEvent
from orchestration.evaluate.scorers.report_matching import is_right, is_same_place, shares_perpetrator
from tests.unit.evaluate.world import World

Make = Callable[[str], World]
AIR: dict[str, Any] = {"event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike"}


def stated(key: str, **facts: Any) -> dict[str, Any]:
    """An event of the gold; what is not given is not stated."""
    nothing = dict.fromkeys(
        (
            "date_start",
            "date_end",
            "place",
            "country",
            "lat",
            "lon",
            "perpetrator",
            "killed",
            "wounded",
            "event_type",
            "sub_event_type",
        )
    )
    return nothing | {"key": key, "context": "conflict", "background": False} | facts


def report(lead: str | None, *events: dict[str, Any]) -> dict[str, Any]:
    return {"lead": lead, "events": [*events], "not_incidents": []}


def test_a_figure_is_right_by_its_best_else_its_low_and_what_matches_nothing_is_invented(world: Make) -> None:
    w = world("reports_x")
    strike = stated("strike", place="Homs", killed=[21, 21, None], wounded=[3, None, None], **AIR)
    shelling = stated("shelling", place="Hama", killed=[2, 2, 2])
    older = stated("older", place="Idlib", killed=[40, 40, 40], background=True)
    w.document("r", report("strike", strike, shelling, older))
    w.event("r", "e1", killed=(21, 21, 21), wounded=(3, None, None), context="conflict", location="Homs", **AIR)
    w.event("r", "e2", killed=(5, 5, 5), is_lead=False, context="conflict", location="Hama")
    w.event("r", "e3", killed=(900, 900, 900), is_lead=False, context="conflict", location="Aleppo")
    w.event("r", "e4", killed=(7, 7, 7), is_lead=False, context="crime", location="Tartus")
    scores = w.scores()
    assert scores["killed_figure_precision"] == (1 / 4, 4)
    assert scores["killed_figure_recall"] == (1 / 2, 2), "a background event is not asked for"
    assert scores["killed_figure_f1"] == (approx(1 / 3), 2)
    assert scores["killed_interval_exact"] == (0, 1), "open above is not 21 above"
    assert scores["wounded_figure_f1"] == (1, 1)
    assert scores["invented_dead_over_gold_dead"] == (approx(900 / 63), 63), "crimes are not war dead"
    assert scores["reports_with_invented_dead"] == (1, 1)
    assert scores["reports_all_right"] == (0, 1)
    assert scores["silent_false"][1] == 0


def test_a_report_without_incident_must_count_nobody(world: Make) -> None:
    w = world("reports_x")
    for name in ("quiet", "loud"):
        w.document(name, report(None))
    w.event("loud", "e", killed=(1300, 1300, 1300), context="conflict")
    scores = w.scores()
    assert scores["silent_false"] == (1 / 2, 2)
    assert scores["reports_all_right"] == (1 / 2, 2)


def test_the_lead_is_scored_by_day_place_country_type_and_perpetrator(world: Make) -> None:
    w = world("reports_x")
    about = {"date_start": "2024-05-23", "date_end": "2024-05-23", "place": "Kharkiv", "country": "UKR", "perpetrator": "Russia"}
    w.document("right", report("a", stated("a", killed=[7, 7, 7], **about, **AIR)))
    kharkiv: dict[str, Any] = {"location": "Kharkiv", "country_iso3": "UKR", "date_start": "2024-05-23", "date_end": "2024-05-23"}
    w.event("right", "e1", killed=(7, 7, 7), context="conflict", actor1="Russian Armed Forces", **kharkiv, **AIR)
    w.document("wrong", report("b", stated("b", killed=[1, 1, 1], **about, **AIR)))
    kursk: dict[str, Any] = {"location": "Kursk", "country_iso3": "RUS", "date_start": "2024-05-22", "date_end": "2024-05-22"}
    clash: dict[str, Any] = {"event_type": "Battles", "sub_event_type": "Armed clash"}
    w.event("wrong", "e2", killed=(2, 2, 2), context="conflict", actor1="Ukraine", **kursk, **clash)
    w.absent("lost", report("c", stated("c", killed=[4, 4, 4], **about, **AIR)))
    scores = w.scores()
    assert scores["lead_killed_exact"] == (1 / 3, 3)
    assert scores["lead_killed_2plus_exact"] == (1 / 2, 2), "one dead is left out"
    for name in ("date_exact", "place_right", "country_right", "type_right", "sub_type_right", "perpetrator_right"):
        assert scores[f"lead_{name}"] == (1 / 3, 3), name


def test_reports_of_one_incident_are_a_cluster_with_the_toll_of_the_latest(world: Make) -> None:
    w = world("reports_x")
    for name, dead in (("first", 5), ("second", 9), ("apart", 6)):
        w.document(name, report("market", stated("market", killed=[dead, dead, dead])))
    for at, day in enumerate(("2024-05-01", "2024-05-03", "2024-05-02")):
        w.gold[at]["published_at"] = day
    w.document("other", report("bridge", stated("bridge", killed=[1, 1, 1])))
    for name, event in (("first", "e1"), ("second", "e1"), ("apart", "e2"), ("other", "e1")):
        w.event(name, event, killed=(9, 9, 9), context="conflict", killed_best=9 if event == "e1" else 6)
    scores = w.scores()
    # Together by us: the three pairs of e1, of which first–second is right. To be together: the three pairs of the market.
    assert scores["clusters_pairwise_precision"] == (approx(1 / 3), 3)
    assert scores["clusters_pairwise_recall"] == (approx(1 / 3), 3)
    assert scores["merged_killed_in_range"] == (1, 1)
    assert scores["merged_killed_latest"] == (1, 1)


@pytest.mark.parametrize(
    ("gold", "ours", "right"),
    [
        ((21, 21, None), (21, 21, 21), True),
        ((21, 21, None), (21, None, None), False),
        ((3, None, None), (3, 5, 5), True),
        ((None, None, 9), (1, 2, 9), True),
        ((0, 0, 0), (None, None, None), False),
    ],
)
def test_best_counts_else_low_else_high(gold: Range, ours: Range, right: bool) -> None:
    assert is_right(gold, ours) is right


@pytest.mark.parametrize(
    ("gold", "names", "right"),
    [
        ("Russia", ["Russian Armed Forces"], True),
        ("RSF|Rapid Support Forces", ["Rapid Support Forces"], True),
        ("ADF", ["Allied Democratic Forces"], True),
        ("gunmen", ["unidentified militants"], True),
        ("Israel", ["Hamas"], False),
        ("Syrian army", ["Government of Türkiye"], False),
    ],
)
def test_a_perpetrator_is_named_by_a_word_an_acronym_or_a_description(gold: str, names: list[str], right: bool) -> None:
    assert shares_perpetrator(gold, names) is right


def test_a_place_is_the_same_by_a_part_of_its_name_or_by_its_point() -> None:
    gold = ReportEvent.model_validate(stated("a", place="Deir al-Balah (Gaza)", lat=31.42, lon=34.35), strict=False)
    nothing = ReportedEvent._make([None] * len(ReportedEvent._fields))
    assert is_same_place(gold, nothing._replace(location="Gaza"))
    assert is_same_place(gold, nothing._replace(location="al-Maghazi", latitude=31.42, longitude=34.38))
    assert not is_same_place(gold, nothing._replace(location="Rafah City", latitude=31.0, longitude=34.0))
    assert not is_same_place(gold, nothing)
