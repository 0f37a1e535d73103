"""A few words about what a published file holds, for the end of a run."""

from __future__ import annotations

from pathlib import Path

from orchestration.warehouse import connect

_COUNTS = """
select
    (select count(*) from marts.articles),
    (select count(*) from marts.articles where is_relevant),
    (select count(*) from marts.stories),
    (select count(*) from marts.events where context = 'conflict'),
    (select count(*) from marts.events where context <> 'conflict'),
    (select count(*) from marts.rejected_documents)
"""

_PEOPLE = """
select outcome, count(*), sum(low), sum(best), count(best), case when count(high) = count(*) then sum(high) end
from marts.casualties inner join marts.events using (event_id)
where outcome in ('killed', 'wounded') and victim_group = 'total' and context = 'conflict'
group by outcome
"""


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


def summarise(published: Path) -> list[tuple[str, str]]:
    """Name and value of each line of the closing table. Totals are of context conflict only."""
    with connect(published, read_only=True) as db:
        articles, relevant, stories, events, other, rejected = db.execute(_COUNTS).fetchall()[0]
        people = {row[0]: row[1:] for row in db.execute(_PEOPLE).fetchall()}
    return [
        ("articles", f"{articles:,} ({relevant:,} about armed conflict)"),
        ("stories", f"{stories:,}"),
        ("events", f"{events:,}" + (f" (and {other:,} crimes, accidents or disasters, kept apart)" if other else "")),
        ("people killed", _range(people.get("killed"))),
        ("people wounded", _range(people.get("wounded"))),
        ("rejected documents", f"{rejected:,}"),
    ]
