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
select outcome, sum(low), sum(best), case when count(high) = count(*) then sum(high) end, count(*)
from marts.casualties inner join marts.events using (event_id)
where outcome in ('killed', 'wounded') and victim_group = 'total' and context = 'conflict'
group by outcome
"""


def _range(row: tuple[int | None, int | None, int | None, int] | None) -> str:
    if row is None:
        return "no figure"
    low, best, high, n = row
    best_text = "best unknown" if best is None else f"{best:,}"
    bounds = f"low {'unknown' if low is None else format(low, ',')}, high {'open' if high is None else format(high, ',')}"
    return f"{best_text} ({bounds}; {n} event{'' if n == 1 else 's'} with a figure)"


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
