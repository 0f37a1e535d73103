"""Checks of landing days, of reading and of outlets. The checks of tables are dbt's tests, in `transformation`."""

from collections.abc import Iterator

import dagster as dg

from orchestration.defs.extraction import extractions
from orchestration.defs.ingestion import articles, crawled
from orchestration.defs.shared import retry_only_temporary_errors
from orchestration.extract import READ_LANGUAGES
from orchestration.ingest.web.sources import read_sources
from orchestration.monitoring import landing_health
from orchestration.monitoring.landing_health import MAX_USUAL_PAUSES, MIN_WORDS, DayCounts
from orchestration.pipeline.steps import get_extractor_version
from orchestration.settings import get_settings
from orchestration.storage.landing import Landing

MAX_REJECTED_SHARE, MAX_UNREAD_SHARE, MAX_SHORT_SHARE = 0.2, 0.5, 0.2
"""The highest usual shares: rejected of all documents, articles in unread languages, and short articles, of a landing day."""
MAX_VOLUME_FACTOR = 4
"""A landing day is unusual above this many times the usual number of articles, or below that fraction of it."""


def _make_spec(name: str, says: str) -> dg.AssetCheckSpec:
    return dg.AssetCheckSpec(name, asset=articles, description=says)


@dg.multi_asset_check(
    name="articles_as_usual",
    can_subset=True,
    specs=[
        _make_spec(
            "volume", f"The last landing day has about as many articles as usual: within {MAX_VOLUME_FACTOR} times the median."
        ),
        _make_spec("rejected_share", f"At most {MAX_REJECTED_SHARE:.0%} of the last landing day's documents were rejected."),
        _make_spec(
            "language",
            f"At most {MAX_UNREAD_SHARE:.0%} of the last landing day's articles are in a language that is not read yet.",
        ),
        _make_spec(
            "empty_bodies", f"At most {MAX_SHORT_SHARE:.0%} of the last landing day's articles have fewer than {MIN_WORDS} words."
        ),
    ],
)
def articles_as_usual(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
    """Compares the last landing day with the days before it. A failed check is a warning; it does not stop the run."""
    days = landing_health.count_last_days(Landing(get_settings().landing_dir), READ_LANGUAGES)
    asked = {key.name for key in context.selected_asset_check_keys}
    yield from (result for result in (_check_days(days) if days else _pass_without_days()) if result.check_name in asked)


@dg.asset_check(asset=crawled, description=f"No outlet has been silent for more than {MAX_USUAL_PAUSES} times its usual pause.")
def outlets_as_usual() -> dg.AssetCheckResult:
    """Names the outlets whose pause is much longer than usual."""
    with retry_only_temporary_errors():
        sources = read_sources(get_settings().sources)
    now = get_settings().clock()
    silent = landing_health.find_silent_outlets(Landing(get_settings().landing_dir), sources, now)
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


@dg.asset_check(asset=extractions, description="Every article of the last landing days could be read.")
def articles_read() -> dg.AssetCheckResult:
    """Counts the articles that could not be read. A failed check is a warning; all other articles are read and published."""
    with retry_only_temporary_errors():
        version = get_extractor_version(get_settings())
    reasons = landing_health.count_articles_not_read(Landing(get_settings().landing_dir), version)
    n = sum(count for _, count in reasons)
    says = f"Articles that could not be read: {n:,}. `tallywire rejected` names them and says why. The next version tries again."
    return dg.AssetCheckResult(
        passed=not reasons,
        severity=dg.AssetCheckSeverity.WARN,
        description=says if reasons else "Every article was read.",
        metadata={"articles not read": n, **dict(reasons)},
    )


def _pass_without_days() -> Iterator[dg.AssetCheckResult]:
    for name in ("volume", "rejected_share", "language", "empty_bodies"):
        yield _make_result(name, True, "Nothing has landed yet.", {})


def _check_days(days: list[DayCounts]) -> Iterator[dg.AssetCheckResult]:
    last = days[-1]
    usual = landing_health.compute_usual_volume(days)
    if usual is None:
        yield _make_result("volume", True, "Fewer than four landing days: nothing to compare with yet.", {})
    else:
        says = f"Articles on {last.landed_on}: {last.n_articles:,}. The median of the earlier days is {usual:,.0f}."
        is_usual = usual / MAX_VOLUME_FACTOR <= last.n_articles <= usual * MAX_VOLUME_FACTOR
        yield _make_result("volume", is_usual, says, {"articles": last.n_articles, "usual": usual})
    n_documents = last.n_articles + last.n_rejected
    says = (
        f"Rejected documents on {last.landed_on}: {last.n_rejected:,} of {n_documents:,}. `tallywire rejected` shows the reasons."
    )
    yield _make_result("rejected_share", last.n_rejected <= MAX_REJECTED_SHARE * n_documents, says, {"rejected": last.n_rejected})
    says = (
        f"Articles on {last.landed_on} in a language that is not read yet: {last.n_unread:,} of {last.n_articles:,}. "
        "They are kept, but no events are read from them."
    )
    yield _make_result("language", last.n_unread <= MAX_UNREAD_SHARE * last.n_articles, says, {"not read": last.n_unread})
    says = (
        f"Articles on {last.landed_on} with fewer than {MIN_WORDS} words: {last.n_short:,} of {last.n_articles:,}. "
        "If there are many, a source probably gives teasers instead of full texts."
    )
    yield _make_result("empty_bodies", last.n_short <= MAX_SHORT_SHARE * last.n_articles, says, {"short": last.n_short})


def _make_result(name: str, passed: bool, says: str, numbers: dict[str, float]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        check_name=name,
        asset_key=articles.key,
        passed=passed,
        severity=dg.AssetCheckSeverity.WARN,
        description=says,
        metadata=dict(numbers),
    )
