"""A stream of news, landed once: its days give the same marts in any order, and the history keeps what was published."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from orchestration.pipeline import steps
from tests.integration import news, stream
from tests.integration.newsroom import Newsroom
from tests.integration.tally import Rows

pytestmark = pytest.mark.xdist_group("stream")


def noon(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time()) + timedelta(hours=12)


def show(newsroom: Newsroom, landed: Path, days: Sequence[date]) -> None:
    """Makes exactly these days the landing zone of the newsroom."""
    landing = newsroom.settings.landing_dir
    shutil.rmtree(landing, ignore_errors=True)
    for day in days:
        for folder in landed.glob(f"**/landed_on={day}"):
            shutil.copytree(folder, landing / folder.relative_to(landed), dirs_exist_ok=True, copy_function=os.link)


@pytest.fixture(scope="module")
def landed(newsroom: Callable[[], Newsroom]) -> Path:
    """The landing zone of the whole stream, read once."""
    reader = newsroom()
    for day, articles in zip(stream.DAYS, stream.days(), strict=True):
        reader.land(noon(day), news.write_lines(reader.data.parent / f"{day}" / "news.jsonl", *articles))
    return reader.settings.landing_dir


@pytest.fixture(scope="module")
def together(newsroom: Callable[[], Newsroom], landed: Path) -> Newsroom:
    """All days built at once from a landing zone only."""
    found = newsroom()
    show(found, landed, stream.DAYS)
    assert steps.list_pending_days(found.settings) == stream.DAYS
    found.build(stream.DAYS)
    return found


@pytest.fixture(scope="module")
def day_by_day(newsroom: Callable[[], Newsroom], landed: Path) -> Newsroom:
    """Each day built and published on its own; the last one with dbt's tests."""
    daily = newsroom()
    for number, day in enumerate(stream.DAYS, 1):
        show(daily, landed, stream.DAYS[:number])
        daily.build(stream.DAYS[:number], tests=day == stream.DAYS[-1])
        daily.publish(noon(day))
    return daily


def test_the_stream_has_what_news_have(together: Newsroom) -> None:
    (shared,) = together.built("select count(*) from marts.stories where n_articles > 1 and n_sources > 1")
    (several,) = together.built("select count(*) from marts.events where n_stories > 1 and killed_best > 0")
    (corrected,) = together.built("select count(*) from marts.article_revisions where revision > 1")
    (late,) = together.built("select count(*) from marts.articles where landed_on > published_at::date + 1")
    (alike,) = together.built("select count(*) from intermediate.int_text_pairs_compared where veto is not null")
    (by_victim,) = together.built("select count(*) from marts.event_links where reason = 'victim named'")
    (by_suspect,) = together.built("select count(*) from marts.event_links where reason = 'suspect named'")
    assert min(*shared, *several, *corrected, *late, *alike, *by_victim, *by_suspect) > 0
    assert together.built("select count(*) > 10 from marts.events where killed_best > 0") == [(True,)]


def test_days_one_by_one_and_in_one_go_give_the_same_marts(together: Newsroom, day_by_day: Newsroom) -> None:
    assert day_by_day.marts() == together.marts()


def test_a_day_costs_work_for_what_it_touches(day_by_day: Newsroom) -> None:
    """Older articles are not read again, and events without new mentions are not built again."""
    assert day_by_day.built("select count(*) from changes.build_before") == [(3,)], "the last build amended that of three days"
    last = f"date '{stream.DAYS[-1]}'"
    touched = "select article_id from raw.articles where landed_on = " + last
    assert day_by_day.built(f"select count(*) from changes.int_actor_names_resolved where article_id not in ({touched})") == [
        (0,)
    ]
    amended = "select event_id from changes.events"
    assert day_by_day.built(f"select count(*) > 0 from ({amended})") == [(True,)]
    assert day_by_day.built(f"select count(*) > 0 from marts.events where event_id not in ({amended})") == [(True,)]


def test_days_in_another_order_and_a_day_that_goes_and_comes_back_give_the_same_marts(
    together: Newsroom, newsroom: Callable[[], Newsroom], landed: Path
) -> None:
    restless = newsroom()
    one, two, three, four = stream.DAYS
    for days in ([three, four], [two, three], [one, two, three, four]):
        show(restless, landed, days)
        restless.build(days)
    assert restless.built("select count(*) from changes.build_before") == [(2,)]
    assert restless.marts() == together.marts()


def test_a_rebuilt_warehouse_and_the_history_publish_the_same_again(
    together: Newsroom, day_by_day: Newsroom, newsroom: Callable[[], Newsroom]
) -> None:
    """Only landing/ and history/ are needed, and no row is added to the history."""
    rebuilt = newsroom()
    shutil.copytree(together.data, rebuilt.data)
    shutil.copytree(day_by_day.settings.history_dir, rebuilt.settings.history_dir)
    rebuilt.publish(noon(stream.DAYS[-1]) + timedelta(days=1))
    for table in ("articles", "event_id_changes", "events_history"):
        remembered = day_by_day.query(f"select * from marts.{table} order by all")
        assert rebuilt.query(f"select * from marts.{table} order by all") == remembered != []


def event_of(newsroom: Newsroom, article: str) -> str:
    """The current id of an article's lead event."""
    (found,) = newsroom.query(
        "select event_id from marts.article_events inner join marts.articles using (article_id) "
        f"where external_id = '{article}' and is_lead"
    )
    return str(found[0])


def test_the_rise_of_a_toll_can_be_plotted(day_by_day: Newsroom) -> None:
    """What was published on each day about an event of today, whatever its id was then."""
    said = day_by_day.query(
        f"""
        with recursive ids as (
            select '{event_of(day_by_day, "first")}' as event_id
            union
            select changes.old_event_id
            from marts.event_id_changes as changes
            inner join ids on changes.new_event_id = ids.event_id
        )
        select days.day::date::varchar, history.killed_best
        from marts.events_history as history
        inner join ids using (event_id)
        inner join range(timestamp '2025-06-02 18:00:00', timestamp '2025-06-06', interval 1 day) as days (day)
            on days.day >= history.valid_from and days.day < coalesce(history.valid_to, timestamp '9999-12-31')
        order by all
        """
    )
    assert said == [("2025-06-02", 7), ("2025-06-03", 9), ("2025-06-04", 9), ("2025-06-05", 12)]


def changes(newsroom: Newsroom, *articles: str) -> Rows:
    """The id changes of events that have a mention in one of these articles."""
    listed = ", ".join(f"'{article}'" for article in articles)
    return newsroom.query(
        f"""
        with mentions as (
            select mention_id
            from marts.event_mentions
            inner join marts.articles using (article_id)
            where external_id in ({listed})
        ),
        ids as (
            select event_id from marts.events_history
            where list_has_any(mention_ids, (select list(mention_id) from mentions))
        )
        select changed_at::date::varchar, reason, old_event_id, new_event_id from marts.event_id_changes
        where old_event_id in (from ids) order by all
        """
    )


def test_an_earlier_report_that_is_found_late_re_anchors_the_event(day_by_day: Newsroom) -> None:
    (change,) = changes(day_by_day, "first")
    assert change[:2] == ("2025-06-04", "re-anchored")
    assert change[3] == event_of(day_by_day, "first") == event_of(day_by_day, "earlier") == event_of(day_by_day, "last")


def test_a_late_report_merges_two_events_and_its_correction_splits_them_again(day_by_day: Newsroom) -> None:
    dated, undated = event_of(day_by_day, "dated"), event_of(day_by_day, "undated")
    assert dated != undated
    assert changes(day_by_day, "dated", "undated") == [
        ("2025-06-03", "merged", undated, dated),
        ("2025-06-04", "split", dated, undated),
    ]


def test_every_id_that_was_ever_published_leads_to_one_of_today(day_by_day: Newsroom) -> None:
    today = {event_id for (event_id,) in day_by_day.query("select event_id from marts.events")}
    ever = {event_id for (event_id,) in day_by_day.query("select event_id from marts.events_history")}
    trail = day_by_day.query("select old_event_id, new_event_id, changed_at from marts.event_id_changes order by changed_at")
    assert ever - today, "some ids are of the past"

    def leads_to_today(event_id: str | None, since: datetime) -> bool:
        later = [(new, at) for old, new, at in trail if old == event_id and at >= since]
        return event_id is None or event_id in today or any(leads_to_today(new, at) for new, at in later)

    assert [event_id for event_id in ever if not leads_to_today(event_id, datetime.min)] == []


def test_one_town_in_one_week_has_as_many_events_as_days(day_by_day: Newsroom) -> None:
    """Each day's shelling of one city is one event, whatever its toll. A report without a day is of the day with its toll."""
    shellings = [event_of(day_by_day, f"shelling-{day}") for day in range(stream.N_DAYS)]
    assert len(set(shellings)) == len(shellings)
    assert event_of(day_by_day, "shelling-undated") == shellings[1]
    shot = {day: event_of(day_by_day, f"shooting-{day}") for day in (0, 2)}
    assert shot[0] != shot[2]
    # An undated report of the second shooting, not of the first: the nearest day with the same toll is meant.
    assert {day: event_of(day_by_day, f"shooting-{day}-undated") for day in shot} == shot
