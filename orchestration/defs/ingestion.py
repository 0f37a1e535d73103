"""From files to articles: what is landed and what of it can be read."""

from pathlib import Path
from typing import Any

import dagster as dg
from pydantic import Field

from orchestration.defs.shared import ENGINEERS, LANDED_ON, ONE_RUN, TRY_AGAIN, days_of, only_what_passes, picture, table
from orchestration.extract import READ_LANGUAGES
from orchestration.ingest.web.records import OUTCOMES
from orchestration.monitoring import landing_health, plots
from orchestration.pipeline import steps
from orchestration.pipeline.crawl import crawl
from orchestration.pipeline.progress import step
from orchestration.settings import settings
from orchestration.storage.landing import Landing


class Inbox(dg.Config):
    """Where documents are searched for."""

    paths: list[str] = Field(
        default=[], description="Files or folders. If the list is empty, the folder in TALLYWIRE_INBOX is used."
    )


@dg.asset(group_name="landing", kinds={"python", "parquet"}, owners=[ENGINEERS], retry_policy=TRY_AGAIN)
def discovery(config: Inbox) -> dg.MaterializeResult[None]:
    """Finds new documents in the inbox and lands them unchanged, under today's landing day."""
    paths = [Path(p) for p in config.paths] or [settings().inbox]
    with step("discovery") as say, only_what_passes():
        result = steps.discover_documents(settings(), paths, settings().clock(), say)
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
    with step("crawl") as say, only_what_passes():
        done = crawl(settings(), say)
        say(done.words)
    sources: list[dict[str, str | int | None]] = [
        {
            "source": name,
            "addresses": told.n_found,
            "new addresses": told.n_new,
            **{f"pages {outcome}": told.outcomes[outcome] for outcome in OUTCOMES},
            "seconds per page": None if told.latency is None else f"{told.latency:g}",
            "problem": told.problem,
        }
        for name, told in done.sources.items()
    ]
    resting: list[dict[str, str | int | None]] = [
        {"host": host, "until": f"{until:%Y-%m-%d %H:%M}"} for host, until in sorted(done.resting.items())
    ]
    return dg.MaterializeResult(
        metadata={
            "new addresses": done.n_new_addresses,
            **{f"pages {outcome}": n for outcome, n in sorted(done.outcomes.items())},
            "sources checked": table(sources),
            "paused hosts": table(resting),
        }
    )


@dg.asset(
    group_name="landing",
    kinds={"parquet"},
    owners=[ENGINEERS],
    deps=[discovery, crawled],
    partitions_def=LANDED_ON,
    backfill_policy=ONE_RUN,
    retry_policy=TRY_AGAIN,
)
def documents(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
    """The landed documents of a day, unchanged. Materializing a day verifies that their bytes are still the same.

    Partitions are landing days. A day on which nothing landed stays "missing"; this is not an error.
    """
    landing = Landing(settings().landing_dir)
    with step("documents") as say, only_what_passes():
        n = sum(landing.verify_files("documents", day) for day in days_of(context))
        say(f"{n} landed documents verified")
    return dg.MaterializeResult(metadata={"dagster/row_count": n})


@dg.asset(
    group_name="landing",
    kinds={"python", "parquet"},
    owners=[ENGINEERS],
    deps=[documents],
    partitions_def=LANDED_ON,
    backfill_policy=ONE_RUN,
    retry_policy=TRY_AGAIN,
)
def articles(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
    """Parsed documents: text, title, publication date, language and signature. A document without an article is rejected."""
    landing, days = Landing(settings().landing_dir), days_of(context)
    with step("articles") as say, only_what_passes():
        counted = [steps.parse_day(settings(), day, say) for day in days]
        n_articles, n_rejected = sum(n for n, _ in counted), sum(n for _, n in counted)
        say(f"{n_articles} articles, {n_rejected} rejected documents")
    last, reasons = landing_health.last_days(landing, READ_LANGUAGES), landing_health.reject_reasons(landing)
    by_day = ([day.landed_on for day in last], [day.n_articles for day in last], [day.n_rejected for day in last])
    names, often = [reason for reason, _ in reasons], [n for _, n in reasons]
    metadata: dict[str, Any] = {"dagster/row_count": n_articles, "rejected documents": n_rejected}
    if last:
        metadata["articles by day"] = picture(context, "articles by day", by_day, lambda: plots.articles_by_day(*by_day))
        metadata["example articles"] = table(landing_health.preview(landing, days[-1]))
    if reasons:
        title = f"Why documents were rejected, last {landing_health.DAYS} landing days"
        metadata["why rejected"] = picture(context, "why rejected", reasons, lambda: plots.counts(title, names, often))
    return dg.MaterializeResult(metadata=metadata)
