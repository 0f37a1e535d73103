"""The two jobs, and the schedules and the sensor that start them. All are stopped at first: opening the UI starts nothing."""

import json

import dagster as dg

from orchestration.defs.run_tags import make_range_tags
from orchestration.pipeline import steps
from orchestration.pipeline.inbox_fingerprint import fingerprint_inbox
from orchestration.settings import get_settings
from orchestration.storage.lock import LockTimeoutError

BUILD = dg.define_asset_job(
    "build",
    selection=dg.AssetSelection.all() - dg.AssetSelection.assets("crawled"),
    executor_def=dg.in_process_executor,  # a process per step costs more than the work on a small day
    description="Processes everything from the inbox to the published file. It does not use the web.",
)
CRAWL = dg.define_asset_job(
    "crawl",
    selection=dg.AssetSelection.all() - dg.AssetSelection.assets("discovery"),
    executor_def=dg.in_process_executor,
    description="Fetches news from the outlets that are due and processes everything up to the published file.",
)


def make_due_tags() -> dict[str, str]:
    """Run tags for the days from the first that is not yet read or loaded to today. Does not wait for a run in progress."""
    today = get_settings().clock().date()
    try:
        pending = steps.list_pending_days(get_settings().model_copy(update={"lock_timeout": 0.1}))
    except LockTimeoutError:
        pending = []  # the run that holds the warehouse processes them
    return make_range_tags(min([today, *pending]), today)


@dg.schedule(
    job=BUILD,
    cron_schedule="0 5 * * *",
    execution_timezone="UTC",
    default_status=dg.DefaultScheduleStatus.STOPPED,
)
def daily_build() -> dg.RunRequest:
    """Every day at 05:00 UTC: processes the inbox (TALLYWIRE_INBOX) and all landing days that are not finished."""
    return dg.RunRequest(tags=make_due_tags())


@dg.schedule(
    job=CRAWL,
    cron_schedule="0 * * * *",
    execution_timezone="UTC",
    default_status=dg.DefaultScheduleStatus.STOPPED,
)
def hourly_crawl() -> dg.RunRequest:
    """Every hour: fetches news from the outlets (TALLYWIRE_SOURCES) that are due, and publishes the result."""
    return dg.RunRequest(tags=make_due_tags())


@dg.sensor(job=BUILD, minimum_interval_seconds=60, default_status=dg.DefaultSensorStatus.STOPPED)
def inbox_sensor(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """Starts a run when files in the inbox are new or changed, and then stay unchanged for a minute."""
    inbox = get_settings().inbox
    try:
        state = fingerprint_inbox(inbox)
    except OSError as error:
        return dg.SkipReason(f"The inbox {inbox} cannot be read ({error.strerror}). Create the folder, or set TALLYWIRE_INBOX.")
    before: dict[str, str] = json.loads(context.cursor) if context.cursor else {}
    if state == before.get("asked for"):
        return dg.SkipReason(f"Nothing new in {inbox}.")
    if state != before.get("seen"):
        context.update_cursor(json.dumps(before | {"seen": state}))
        return dg.SkipReason(f"Something changed in {inbox}; waiting until nothing changes for a minute.")
    context.update_cursor(json.dumps({"seen": state, "asked for": state}))
    return dg.RunRequest(run_key=state, tags=make_due_tags())
