"""What an engineer wants to be told of the last landing day: checks beside those that dbt makes of its tests."""

from collections.abc import Iterator

import dagster as dg

from orchestration import health
from orchestration.defs.ingestion import articles
from orchestration.extract import READ_LANGUAGES
from orchestration.health import SHORT_WORDS, Day
from orchestration.landing import Landing
from orchestration.settings import settings

MAX_REJECTED, MAX_UNREAD, MAX_SHORT = 0.2, 0.5, 0.2
"""Shares of a landing day's documents, articles and articles that are still usual."""
UNUSUAL = 4
"""A landing day of four times the usual number of articles, or a quarter of it, is unusual."""


def _check(name: str, says: str) -> dg.AssetCheckSpec:
    return dg.AssetCheckSpec(name, asset=articles, description=says)


@dg.multi_asset_check(
    name="articles_as_usual",
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
def articles_as_usual() -> Iterator[dg.AssetCheckResult]:
    """Compares the last landing day with what is usual. A check that fails warns; it stops nothing."""
    days = health.last_days(Landing(settings().landing_dir), READ_LANGUAGES)
    yield _volume(days)
    yield _rejected(days)
    unread = "in a language that is not read yet: they are kept, and give no events"
    yield _of_articles("language", days, [day.n_unread for day in days], MAX_UNREAD, f"are {unread}")
    short = f"fewer than {SHORT_WORDS} words: see whether their source gives teasers instead of texts"
    yield _of_articles("empty_bodies", days, [day.n_short for day in days], MAX_SHORT, f"have {short}")


def _volume(days: list[Day]) -> dg.AssetCheckResult:
    usual = health.usual_volume(days)
    if usual is None:
        return _result("volume", True, "Fewer than four landing days: nothing to compare with yet.", {})
    n = days[-1].n_articles
    says = f"{n:,} articles landed on {days[-1].landed_on}; usual are {usual:,.0f} (median of the {len(days) - 1} days before)."
    return _result("volume", usual / UNUSUAL <= n <= usual * UNUSUAL, says, {"articles": n, "usual": usual})


def _rejected(days: list[Day]) -> dg.AssetCheckResult:
    if not days:
        return _result("rejected_share", True, "Nothing landed yet.", {})
    day = days[-1]
    n, of = day.n_rejected, day.n_articles + day.n_rejected
    says = f"{n:,} of the {of:,} documents of {day.landed_on} were rejected."
    if n:
        says += " `tallywire rejected` and the table rejected_documents say why."
    return _result("rejected_share", n <= MAX_REJECTED * of, says, {"rejected": n, "documents": of})


def _of_articles(name: str, days: list[Day], counted: list[int], limit: float, are: str) -> dg.AssetCheckResult:
    if not days:
        return _result(name, True, "Nothing landed yet.", {})
    n, of = counted[-1], days[-1].n_articles
    says = f"{n:,} of the {of:,} articles of {days[-1].landed_on} {are}."
    return _result(name, n <= limit * of, says, {"found": n, "articles": of})


def _result(name: str, passed: bool, says: str, numbers: dict[str, float]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        check_name=name,
        asset_key=articles.key,
        passed=passed,
        severity=dg.AssetCheckSeverity.WARN,
        description=says,
        metadata=dict(numbers),
    )
