"""Assets from files and web pages to articles. How documents are found, fetched and parsed belongs to `pipeline`."""

from pathlib import Path
from typing import Any

import dagster as dg
from pydantic import Field

from orchestration.defs.shared import (
    ENGINEERS,
    LANDING_DAYS,
    RETRY_POLICY,
    SINGLE_RUN_BACKFILL,
    draw_picture,
    list_run_days,
    make_table,
    retry_only_temporary_errors,
)
from orchestration.extract import READ_LANGUAGES
from orchestration.ingest.web.records import OUTCOMES
from orchestration.monitoring import landing_health, plots
from orchestration.pipeline import steps
from orchestration.pipeline.crawl import crawl_outlets
from orchestration.pipeline.progress import report_step
from orchestration.settings import get_settings
from orchestration.storage.landing import Landing


class InboxConfig(dg.Config):
    """Where documents are searched for."""

    paths: list[str] = Field(
        default=[], description="Files or folders. If the list is empty, the folder in TALLYWIRE_INBOX is used."
    )


@dg.asset(group_name="landing", kinds={"python", "parquet"}, owners=[ENGINEERS], retry_policy=RETRY_POLICY)
def discovery(config: InboxConfig) -> dg.MaterializeResult[None]:
    """Finds new documents in the inbox and lands them unchanged, under today's landing day."""
    paths = [Path(p) for p in config.paths] or [get_settings().inbox]
    with report_step("discovery") as say, retry_only_temporary_errors():
        result = steps.discover_documents(get_settings(), paths, get_settings().clock(), say)
        say(f"{result.n_found} documents found, {result.n_new} of them new")
    return dg.MaterializeResult(
        metadata={
            "paths searched": "\n".join(map(str, paths)),
            "documents found": result.n_found,
            "new": result.n_new,
            "seen again after a change": result.n_seen_again,
        }
    )


@dg.asset(group_name="landing", kinds={"python", "parquet"}, owners=[ENGINEERS])
def crawled() -> dg.MaterializeResult[None]:
    """Fetches the pages that outlets list and lands them unchanged. This is the only step that uses the web."""
    with report_step("crawl") as say, retry_only_temporary_errors():
        done = crawl_outlets(get_settings(), say)
        say(done.summary)
    sources: list[dict[str, str | int | None]] = [
        {
            "source": name,
            "addresses": outlet.n_found,
            "new addresses": outlet.n_new,
            **{f"pages {outcome}": outlet.outcomes[outcome] for outcome in OUTCOMES},
            "seconds per page": None if outlet.seconds_per_page is None else f"{outlet.seconds_per_page:g}",
            "problem": outlet.problem,
        }
        for name, outlet in done.sources.items()
    ]
    resting: list[dict[str, str | int | None]] = [
        {"host": host, "until": f"{until:%Y-%m-%d %H:%M}"} for host, until in sorted(done.resting.items())
    ]
    return dg.MaterializeResult(
        metadata={
            "new addresses": done.n_new_addresses,
            **{f"pages {outcome}": n for outcome, n in sorted(done.outcomes.items())},
            "sources checked": make_table(sources),
            "paused hosts": make_table(resting),
        }
    )


@dg.asset(
    group_name="landing",
    kinds={"parquet"},
    owners=[ENGINEERS],
    deps=[discovery, crawled],
    partitions_def=LANDING_DAYS,
    backfill_policy=SINGLE_RUN_BACKFILL,
    retry_policy=RETRY_POLICY,
)
def documents(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
    """The landed documents of a day, unchanged. Materializing a day verifies that their bytes are still the same.

    Partitions are landing days. A day on which nothing landed stays "missing"; this is not an error.
    """
    landing = Landing(get_settings().landing_dir)
    with report_step("documents") as say, retry_only_temporary_errors():
        n = sum(landing.verify_files("documents", day) for day in list_run_days(context))
        say(f"{n} landed documents verified")
    return dg.MaterializeResult(metadata={"dagster/row_count": n})


@dg.asset(
    group_name="landing",
    kinds={"python", "parquet"},
    owners=[ENGINEERS],
    deps=[documents],
    partitions_def=LANDING_DAYS,
    backfill_policy=SINGLE_RUN_BACKFILL,
    retry_policy=RETRY_POLICY,
)
def articles(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
    """Parsed documents: text, title, publication date, language and signature. A document without an article is rejected."""
    landing, days = Landing(get_settings().landing_dir), list_run_days(context)
    with report_step("articles") as say, retry_only_temporary_errors():
        counted = [steps.parse_day(get_settings(), day, say) for day in days]
        n_articles, n_rejected = sum(n for n, _ in counted), sum(n for _, n in counted)
        say(f"{n_articles} articles, {n_rejected} rejected documents")
    last, reasons = landing_health.count_last_days(landing, READ_LANGUAGES), landing_health.count_reject_reasons(landing)
    by_day = ([day.landed_on for day in last], [day.n_articles for day in last], [day.n_rejected for day in last])
    names, often = [reason for reason, _ in reasons], [n for _, n in reasons]
    metadata: dict[str, Any] = {"dagster/row_count": n_articles, "rejected documents": n_rejected}
    if last:
        metadata["articles by day"] = draw_picture(
            context, "articles by day", by_day, lambda: plots.plot_articles_by_day(*by_day)
        )
        metadata["example articles"] = make_table(landing_health.preview_articles(landing, days[-1]))
    if reasons:
        title = f"Why documents were rejected, last {landing_health.MAX_DAYS} landing days"
        metadata["why rejected"] = draw_picture(context, "why rejected", reasons, lambda: plots.plot_counts(title, names, often))
    return dg.MaterializeResult(metadata=metadata)
