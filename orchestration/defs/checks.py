"""What an engineer wants to be told of the last landing day: checks beside those that dbt makes of its tests."""

from collections.abc import Iterator

import dagster as dg

from orchestration.defs.ingestion import articles, crawled
from orchestration.defs.shared import only_what_passes
from orchestration.extract import READ_LANGUAGES
from orchestration.ingest.web.sources import read_sources
from orchestration.monitoring import landing_health
from orchestration.monitoring.landing_health import SHORT_WORDS, SILENT, Day
from orchestration.settings import settings
from orchestration.storage.landing import Landing

MAX_REJECTED, MAX_UNREAD, MAX_SHORT = 0.2, 0.5, 0.2
"""Shares of a landing day's documents, articles and articles that are still usual."""
UNUSUAL = 4
"""A landing day of four times the usual number of articles, or a quarter of it, is unusual."""


def _check(name: str, says: str) -> dg.AssetCheckSpec:
    return dg.AssetCheckSpec(name, asset=articles, description=says)


@dg.multi_asset_check(
    name="articles_as_usual",
    can_subset=True,
    specs=[
        _check("volume", f"The last landing day has about as many articles as usual: within {UNUSUAL} times the median."),
        _check("rejected_share", f"At most {MAX_REJECTED:.0%} of the last landing day's documents were rejected."),
        _check(
            "language", f"At most {MAX_UNREAD:.0%} of the last landing day's articles are in a language that is not read yet."
        ),
        _check(
            "empty_bodies", f"At most {MAX_SHORT:.0%} of the last landing day's articles have fewer than {SHORT_WORDS} words."
        ),
    ],
)
def articles_as_usual(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
    """Compares the last landing day with the days before it. A failed check is a warning; it does not stop the run."""
    days = landing_health.last_days(Landing(settings().landing_dir), READ_LANGUAGES)
    asked = {key.name for key in context.selected_asset_check_keys}
    yield from (result for result in (_results(days) if days else _nothing()) if result.check_name in asked)


@dg.asset_check(asset=crawled, description=f"No outlet has been silent for more than {SILENT} times its usual pause.")
def outlets_as_usual() -> dg.AssetCheckResult:
    """Names the outlets whose pause is much longer than usual."""
    with only_what_passes():
        sources = read_sources(settings().sources)
    now = settings().clock()
    silent = landing_health.silent_outlets(Landing(settings().landing_dir), sources, now)
    sentences = [
        f"{outlet.name} has been silent for {(now - outlet.last_news).total_seconds() / 3600:,.0f} hours; "
        f"its usual pause is at most {outlet.usual_hours:,.0f} hours."
        for outlet in silent
    ]
    return dg.AssetCheckResult(
        passed=not silent,
        severity=dg.AssetCheckSeverity.WARN,
        description=" ".join(sentences) or "No outlet with a known rhythm has gone silent.",
        metadata={"silent outlets": len(silent)},
    )


def _nothing() -> Iterator[dg.AssetCheckResult]:
    for name in ("volume", "rejected_share", "language", "empty_bodies"):
        yield _result(name, True, "Nothing has landed yet.", {})


def _results(days: list[Day]) -> Iterator[dg.AssetCheckResult]:
    last = days[-1]
    usual = landing_health.usual_volume(days)
    if usual is None:
        yield _result("volume", True, "Fewer than four landing days: nothing to compare with yet.", {})
    else:
        says = f"Articles on {last.landed_on}: {last.n_articles:,}. The median of the earlier days is {usual:,.0f}."
        is_usual = usual / UNUSUAL <= last.n_articles <= usual * UNUSUAL
        yield _result("volume", is_usual, says, {"articles": last.n_articles, "usual": usual})
    n_documents = last.n_articles + last.n_rejected
    says = (
        f"Rejected documents on {last.landed_on}: {last.n_rejected:,} of {n_documents:,}. `tallywire rejected` shows the reasons."
    )
    yield _result("rejected_share", last.n_rejected <= MAX_REJECTED * n_documents, says, {"rejected": last.n_rejected})
    says = (
        f"Articles on {last.landed_on} in a language that is not read yet: {last.n_unread:,} of {last.n_articles:,}. "
        "They are kept, but no events are read from them."
    )
    yield _result("language", last.n_unread <= MAX_UNREAD * last.n_articles, says, {"not read": last.n_unread})
    says = (
        f"Articles on {last.landed_on} with fewer than {SHORT_WORDS} words: {last.n_short:,} of {last.n_articles:,}. "
        "If there are many, a source probably gives teasers instead of full texts."
    )
    yield _result("empty_bodies", last.n_short <= MAX_SHORT * last.n_articles, says, {"short": last.n_short})


def _result(name: str, passed: bool, says: str, numbers: dict[str, float]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        check_name=name,
        asset_key=articles.key,
        passed=passed,
        severity=dg.AssetCheckSeverity.WARN,
        description=says,
        metadata=dict(numbers),
    )
