"""The summary of a published file, printed at the end of a run.

Here belong its lines and their wording. Where they are printed belongs to the command.
"""

from __future__ import annotations

from pathlib import Path

from orchestration.extract import READ_LANGUAGES
from orchestration.published.query import open_published

_COUNTS = """
select
    (select count(*) from marts.articles),
    (select count(*) from marts.articles where is_relevant),
    (select count(*) from marts.stories),
    (select count(*) from marts.events where context = 'conflict'),
    (select count(*) from marts.events where context <> 'conflict'),
    (select count(*) from marts.rejected_documents where not is_superseded),
    (select count(*) from marts.rejected_documents where not is_superseded and stage = 'extraction')
"""

_UNREAD_LANGUAGES = """
select language, count(*) as n from marts.articles where language not in (select unnest(?))
group by language order by n desc, language
"""

_UNDATED = """
select
    (select count(*) from marts.articles where published_at is null),
    (
        select count(*) from marts.events
        where date_start is null
            and event_id in (
                select event_id from marts.article_events inner join marts.articles using (article_id) where published_at is null
            )
    )
"""

_CASUALTIES = """
select outcome, count(*), sum(low), sum(best), count(best), case when count(high) = count(*) then sum(high) end
from marts.casualties inner join marts.events using (event_id)
where outcome in ('killed', 'wounded') and victim_group = 'total' and context = 'conflict'
group by outcome
"""

_MAX_LANGUAGES = 8
"""Most languages that are named at the end of a run. A collection may contain dozens."""


def _format_range(row: tuple[int, int | None, int | None, int, int | None] | None) -> str:
    """Formats the sums of low, best and high. If some events have no best figure, it says how many have one."""
    if row is None:
        return "no figure"
    n, low, best, n_best, high = row
    shown = ["low unknown" if low is None else f"low {low:,}", "best unknown" if best is None else f"best {best:,}"]
    if 0 < n_best < n:
        shown[1] += f" (known for {n_best})"
    shown.append("high open" if high is None else f"high {high:,}")
    return f"{', '.join(shown)}, in {n:,} event{'' if n == 1 else 's'}"


def _format_articles(n: int, n_relevant: int, unread: list[tuple[str, int]]) -> str:
    """Formats the number of articles, and how many are in a language that is not read yet."""
    notes = [f"{n_relevant:,} about armed conflict"]
    if unread:
        others = sum(count for _, count in unread)
        what = "1 in a language that is" if others == 1 else f"{others:,} in languages that are"
        shown = [f"{language} {count:,}" for language, count in unread[:_MAX_LANGUAGES]]
        shown += ["…"] if len(unread) > _MAX_LANGUAGES else []
        notes.append(f"{what} not read yet: {', '.join(shown)}")
    return f"{n:,} ({'; '.join(notes)})"


def _format_rejected(n: int, n_not_read: int) -> str:
    """Formats the number of rejected documents, and how many of them are articles that could not be read."""
    if not n:
        return "0"
    articles = f"{n_not_read:,} of them article{'' if n_not_read == 1 else 's'} that could not be read; " if n_not_read else ""
    return f"{n:,} ({articles}see `tallywire rejected`)"


def _format_undated(n: int, n_articles: int, n_events: int) -> str:
    """Formats how many articles have no publication date, and what that costs."""
    cost = f"so {n_events:,} event{' has' if n_events == 1 else 's have'} no day" if n_events else "but no event needs it"
    return f"{n:,} of {n_articles:,} articles: “on Tuesday” cannot be read in them, {cost} (docs/input-formats.md)"


def summarize_published(published: Path) -> list[tuple[str, str]]:
    """Returns name and value of each line of the closing table. The figures cover events of context conflict only."""
    with open_published(published) as db:
        articles, relevant, stories, events, other, rejected, not_read = db.execute(_COUNTS).fetchall()[0]
        unread = db.execute(_UNREAD_LANGUAGES, [sorted(READ_LANGUAGES)]).fetchall()
        undated, dayless = db.execute(_UNDATED).fetchall()[0]
        casualties = {row[0]: row[1:] for row in db.execute(_CASUALTIES).fetchall()}
    return [
        ("articles", _format_articles(articles, relevant, unread)),
        *([("without a date", _format_undated(undated, articles, dayless))] if undated else []),
        ("stories", f"{stories:,}"),
        ("events", f"{events:,}" + (f" (plus {other:,} crimes, accidents or disasters)" if other else "")),
        ("people killed", _format_range(casualties.get("killed"))),
        ("people wounded", _format_range(casualties.get("wounded"))),
        ("rejected documents", _format_rejected(rejected, not_read)),
    ]
