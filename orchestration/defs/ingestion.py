"""From files to articles: what is landed and what of it can be read."""

from pathlib import Path

import dagster as dg
from pydantic import Field

from orchestration import flow
from orchestration.defs.partitions import LANDED_ON, ONE_RUN, days_of
from orchestration.landing import Landing
from orchestration.progress import step
from orchestration.settings import settings


class Inbox(dg.Config):
    """Where to look for documents."""

    paths: list[str] = Field(default=[], description="Files or folders; empty: the folder that TALLYWIRE_INBOX names.")


@dg.asset(group_name="landing", kinds={"python", "parquet"})
def discovery(config: Inbox) -> dg.MaterializeResult[None]:
    """Looks into the inbox and lands, unchanged, what was never landed before, under today's landing day."""
    paths = [Path(p) for p in config.paths] or [settings().inbox]
    with step("discovery") as say:
        result = flow.discover_documents(settings(), paths, settings().clock())
        say(f"{result.n_found} documents found, {result.n_new} of them new")
    return dg.MaterializeResult(
        metadata={"found": result.n_found, "new": result.n_new, "seen again after a change": result.n_seen_again}
    )


@dg.asset(group_name="landing", kinds={"parquet"}, deps=[discovery], partitions_def=LANDED_ON, backfill_policy=ONE_RUN)
def documents(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
    """The landed payloads of a day, as they came. Materialising a day checks that they still are what was landed."""
    landing = Landing(settings().landing_dir)
    with step("documents") as say:
        n = sum(landing.verify("documents", day) for day in days_of(context))
        say(f"{n} landed documents verified")
    return dg.MaterializeResult(metadata={"dagster/row_count": n})


@dg.asset(group_name="landing", kinds={"python", "parquet"}, deps=[documents], partitions_def=LANDED_ON, backfill_policy=ONE_RUN)
def articles(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
    """Documents parsed: text, title, publication date, language and signature, or a row that says why not."""
    with step("articles") as say:
        counts = [flow.parse_day(settings(), day) for day in days_of(context)]
        n_articles, n_rejected = sum(a for a, _ in counts), sum(r for _, r in counts)
        say(f"{n_articles} articles, {n_rejected} rejected documents")
    return dg.MaterializeResult(metadata={"dagster/row_count": n_articles, "rejected": n_rejected})
