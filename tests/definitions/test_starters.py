"""What starts a run: the schedule asks for the days that are due, the sensor for an inbox that changed and rests."""

from __future__ import annotations

from datetime import datetime

import dagster as dg

from orchestration.defs.jobs import daily_build, hourly_crawl, inbox_sensor
from orchestration.defs.run_tags import RANGE_END_TAG, RANGE_START_TAG
from orchestration.pipeline import steps
from orchestration.settings import Settings
from orchestration.storage.lock import hold_lock


def tick(cursor: str | None = None) -> tuple[dg.RunRequest | dg.SkipReason, str | None]:
    with dg.DagsterInstance.ephemeral() as instance, dg.build_sensor_context(instance, cursor=cursor) as context:
        result = inbox_sensor(context)
        assert isinstance(result, dg.RunRequest | dg.SkipReason)
        return result, context.cursor


def scheduled() -> dict[str, str]:
    with dg.build_schedule_context(scheduled_execution_time=datetime(2026, 3, 9, 5)) as context:
        request = daily_build(context)
    assert isinstance(request, dg.RunRequest)
    return dict(request.tags)


def test_all_ship_stopped_and_the_schedules_are_in_utc() -> None:
    assert daily_build.default_status == dg.DefaultScheduleStatus.STOPPED
    assert hourly_crawl.default_status == dg.DefaultScheduleStatus.STOPPED
    assert (hourly_crawl.cron_schedule, hourly_crawl.execution_timezone) == ("0 * * * *", "UTC")
    assert inbox_sensor.default_status == dg.DefaultSensorStatus.STOPPED
    assert (daily_build.cron_schedule, daily_build.execution_timezone) == ("0 5 * * *", "UTC")


def test_the_schedule_asks_for_today(chosen: Settings) -> None:
    tags = scheduled()
    assert (tags[RANGE_START_TAG], tags[RANGE_END_TAG]) == ("2026-03-09", "2026-03-09")


def test_the_schedule_goes_back_to_the_first_day_that_fell_behind(chosen: Settings) -> None:
    (chosen.inbox / "a.txt").write_text("Shells hit the town of Douma and killed three people.")
    steps.discover_documents(chosen, [chosen.inbox], datetime(2026, 3, 4, 23))
    assert scheduled()[RANGE_START_TAG] == "2026-03-04"


def test_the_schedule_does_not_wait_for_a_run_that_is_at_work(chosen: Settings) -> None:
    (chosen.inbox / "a.txt").write_text("Shells hit the town of Douma and killed three people.")
    steps.discover_documents(chosen, [chosen.inbox], datetime(2026, 3, 4, 23))
    with hold_lock(chosen.warehouse_lock, timeout=1, purpose="a run"):
        assert scheduled()[RANGE_START_TAG] == "2026-03-09"


def test_the_sensor_waits_until_the_inbox_rests_and_asks_once(chosen: Settings) -> None:
    (chosen.inbox / "deep").mkdir()
    (chosen.inbox / "deep" / "a.txt").write_text("half a")
    first, cursor = tick()
    assert isinstance(first, dg.SkipReason)
    (chosen.inbox / "deep" / "a.txt").write_text("half a file no more")
    still_growing, cursor = tick(cursor)
    assert isinstance(still_growing, dg.SkipReason)
    rests, cursor = tick(cursor)
    assert isinstance(rests, dg.RunRequest)
    assert rests.tags[RANGE_END_TAG] == "2026-03-09"
    again, cursor = tick(cursor)
    assert isinstance(again, dg.SkipReason)
    (chosen.inbox / "b.txt").write_text("another")
    _, cursor = tick(cursor)
    new, cursor = tick(cursor)
    assert isinstance(new, dg.RunRequest)
    assert new.run_key != rests.run_key


def test_an_inbox_that_is_not_there_is_named(chosen: Settings) -> None:
    chosen.inbox.rmdir()
    result, _ = tick()
    assert isinstance(result, dg.SkipReason)
    assert str(chosen.inbox) in str(result.skip_message)
