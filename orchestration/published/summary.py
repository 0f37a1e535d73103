"""A few words about what a published file holds, for the end of a run."""

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
    (select count(*) from marts.rejected_documents where not is_superseded)
"""

_UNREAD = """
select language, count(*) as n from marts.articles where language not in (select unnest(?))
group by language order by n desc, language
"""

_PEOPLE = """
select outcome, count(*), sum(low), sum(best), count(best), case when count(high) = count(*) then sum(high) end
from marts.casualties inner join marts.events using (event_id)
where outcome in ('killed', 'wounded') and victim_group = 'total' and context = 'conflict'
group by outcome
"""

_LANGUAGES = 8
"""Languages named at the end of a run; a collection may hold dozens."""


def _range(row: tuple[int, int | None, int | None, int, int | None] | None) -> str:
    """The sums of low, best and high; a best figure that some events lack says of how many it is."""
    if row is None:
        return "no figure"
    n, low, best, n_best, high = row
    shown = ["low unknown" if low is None else f"low {low:,}", "best unknown" if best is None else f"best {best:,}"]
    if 0 < n_best < n:
        shown[1] += f" (in {n_best} of them)"
    shown.append("high open" if high is None else f"high {high:,}")
    return f"{', '.join(shown)}, in {n:,} event{'' if n == 1 else 's'}"


def _articles(n: int, n_relevant: int, unread: list[tuple[str, int]]) -> str:
    """How many articles there are, and how many wait until their language can be read."""
    notes = [f"{n_relevant:,} about armed conflict"]
    if unread:
        others = sum(count for _, count in unread)
        what = "1 in a language that is" if others == 1 else f"{others:,} in languages that are"
        shown = [f"{language} {count:,}" for language, count in unread[:_LANGUAGES]]
        shown += ["…"] if len(unread) > _LANGUAGES else []
        notes.append(f"{what} not read yet: {', '.join(shown)}")
    return f"{n:,} ({'; '.join(notes)})"


def summarise(published: Path) -> list[tuple[str, str]]:
    """Name and value of each line of the closing table. Totals are of context conflict only."""
    with open_published(published) as db:
        articles, relevant, stories, events, other, rejected = db.execute(_COUNTS).fetchall()[0]
        unread = db.execute(_UNREAD, [sorted(READ_LANGUAGES)]).fetchall()
        people = {row[0]: row[1:] for row in db.execute(_PEOPLE).fetchall()}
    return [
        ("articles", _articles(articles, relevant, unread)),
        ("stories", f"{stories:,}"),
        ("events", f"{events:,}" + (f" (and {other:,} crimes, accidents or disasters, kept apart)" if other else "")),
        ("people killed", _range(people.get("killed"))),
        ("people wounded", _range(people.get("wounded"))),
        ("rejected documents", f"{rejected:,}" + (" (see `tallywire rejected`)" if rejected else "")),
    ]
