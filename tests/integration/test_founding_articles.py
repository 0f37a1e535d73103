"""What the two sample articles say, as a careful reader takes it, from the published file only."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from tests.integration.tally import Tally

pytestmark = pytest.mark.xdist_group("founding")


def events(founding: Tally, where: str) -> list[dict[str, Any]]:
    columns = [
        *("event_id", "event_date", "date_prec", "location", "where_prec", "sub_event_type", "actor1", "actor2"),
        *("killed_low", "killed_best", "killed_high", "wounded_low", "wounded_best", "wounded_high"),
        *("civilians_killed_low", "civilians_killed_best", "n_articles", "n_origins", "grade"),
    ]
    rows = founding.query(f"select {', '.join(columns)} from marts.events where {where} order by event_id")
    return [dict(zip(columns, row, strict=True)) for row in rows]


def one(rows: list[dict[str, Any]]) -> dict[str, Any]:
    assert len(rows) == 1, rows
    return rows[0]


def test_three_were_killed_by_the_coalition_near_raqqa(founding: Tally) -> None:
    event = one(events(founding, "killed_best = 3"))
    assert (event["killed_low"], event["killed_best"], event["killed_high"]) == (3, 3, 3)
    assert event["location"] in ("Raqqa", "Ar Raqqah")
    assert event["where_prec"] == 2
    assert event["event_date"] is None, "the article's date is unknown"
    assert "coalition" in event["actor1"].lower()
    assert event["actor2"] == "Islamic State"
    assert event["sub_event_type"] in ("Air/drone strike", "Shelling/artillery/missile attack")


def test_turki_binali_is_one_named_victim(founding: Tally) -> None:
    event = one(events(founding, "event_id in (select event_id from marts.claims where victim_name = 'Turki Binali')"))
    assert (event["killed_low"], event["killed_best"], event["killed_high"]) == (1, 1, 1)
    assert event["sub_event_type"] == "Air/drone strike"
    assert event["event_date"] is None


def test_a_number_of_wounded_is_at_least_two_and_no_more_is_known(founding: Tally) -> None:
    event = one(events(founding, "wounded_low is not null"))
    assert (event["wounded_low"], event["wounded_best"], event["wounded_high"]) == (2, None, None)
    assert event["killed_best"] is None
    assert founding.query("select victim_group from marts.claims where outcome = 'wounded'") == [("combatants",)]


def test_twenty_one_civilians_are_counted_once(founding: Tally) -> None:
    event = one(events(founding, "killed_best = 21"))
    assert (event["killed_low"], event["killed_high"]) == (21, None), "at least 21"
    assert (event["civilians_killed_low"], event["civilians_killed_best"]) == (21, 21)
    assert (event["event_date"], event["date_prec"]) == (date(2017, 6, 5), 1)
    assert event["location"].startswith(("Raqqa", "Ar Raqqa"))
    assert event["n_origins"] == 1
    claims = founding.query(
        f"select attributed_to, qualifier from marts.claims where event_id = '{event['event_id']}' order by all"
    )
    assert claims == [
        ("Syrian Observatory for Human Rights", "at least"),
        ("Syrian Observatory for Human Rights", "exact"),
    ]


def test_the_strike_near_al_tanf_has_its_day_and_no_dead(founding: Tally) -> None:
    event = one(events(founding, "event_date = '2017-06-06'"))
    assert event["sub_event_type"] == "Air/drone strike"
    assert "Tanf" in event["location"]
    assert event["where_prec"] == 2
    assert (event["killed_low"], event["killed_best"], event["killed_high"]) == (None, None, None)


def test_equipment_is_not_people(founding: Tally) -> None:
    losses = founding.query("select category, outcome, best from marts.equipment_losses order by all")
    assert Counter(losses) == Counter(
        {
            ("aircraft", "shot down", 1): 1,
            ("artillery", "destroyed", 2): 1,
            ("air defence", "destroyed", 1): 1,
            ("tank", "damaged", 1): 1,
        }
    )
    owner = founding.query(
        "select name from marts.equipment_losses inner join marts.actors on actor_id = owner_actor_id where category = 'aircraft'"
    )
    assert owner == [("Government of Syria",)]


def test_nobody_else_is_dead_or_wounded(founding: Tally) -> None:
    assert founding.query(
        "select outcome, sum(best), count(*) from marts.casualties where victim_group = 'total' group by all order by all"
    ) == [
        ("killed", 25, 3),
        ("wounded", None, 1),
    ]
    texts = founding.query("select count_text from marts.claims")
    assert not [t for (t,) in texts if t and t.lower() in ("hundreds", "dozens", "90,000", "several hundred", "75", "18")]


def test_one_actor_whatever_it_is_called(founding: Tally) -> None:
    names = {
        "Islamic State": {"ISIS", "Islamic State"},
        "Syrian Democratic Forces": {"SDF", "Syrian Democratic Forces"},
    }
    for name, spellings in names.items():
        found = founding.query(
            f"select actors.name, list(distinct text) from marts.actor_mentions inner join marts.actors using (actor_id) "
            f"where text in ({', '.join(repr(s) for s in sorted(spellings))}) group by all"
        )
        assert [(n, set(t)) for n, t in found] == [(name, spellings)]


def test_raqqa_is_one_place_with_coordinates(founding: Tally) -> None:
    places = founding.query(
        "select distinct place_id, places.latitude, places.longitude "
        "from marts.place_mentions inner join marts.places using (place_id) where text in ('Raqqa', 'Raqqah')"
    )
    assert len(places) == 1
    assert places[0][1:] == pytest.approx((35.95, 39.01), abs=0.1)


def test_what_is_recalled_makes_no_event(founding: Tally) -> None:
    recalled = founding.query("select time_scope, event_id from marts.event_mentions where date_text = 'in April'")
    assert recalled
    assert all(scope == "background" for scope, _ in recalled)
    assert not events(founding, "date_start between '2017-04-01' and '2017-04-30'")


def test_there_are_no_more_events_than_a_reader_finds(founding: Tally) -> None:
    per_article: dict[bool, int] = dict(
        founding.query(
            "select published_at is null, count(*) "
            "from marts.article_events inner join marts.articles using (article_id) group by 1"
        )
    )
    assert per_article[True] <= 9
    assert per_article[False] <= 5
