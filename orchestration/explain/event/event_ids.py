"""From what was asked, a prefix of an event's id of today or of earlier, to the one event that stands today.

Here belongs finding it and saying why it cannot be found. Reads the published file only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import duckdb

_LISTED = 8
HINT = 'To find one: tallywire query "select event_id, summary from events"'


class UnknownEventError(LookupError):
    """No event is meant, or several; `advice` holds further lines."""

    def __init__(self, message: str, advice: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.advice = list(advice)


@dataclass(frozen=True, slots=True)
class Change:
    """One step from an id that was published to the one that stood for it since."""

    old: str
    new: str | None
    reason: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """The id of an event of today, and the steps that led to it from the id that was asked for."""

    event_id: str
    trail: tuple[Change, ...]


def find(db: duckdb.DuckDBPyConnection, asked: str) -> Found:
    """The event that `asked` begins the id of. Raises `UnknownEventError`."""
    prefix = asked.strip().lower()
    if not prefix:
        raise UnknownEventError("the event's id is empty.", [HINT])
    known = _column(
        db,
        """
        select event_id from marts.events where starts_with(event_id, $prefix)
        union
        select old_event_id from marts.event_id_changes where starts_with(old_event_id, $prefix)
        order by all
        """,
        prefix=prefix,
    )
    if prefix in known:
        known = [prefix]
    if not known:
        raise UnknownEventError(f"no event was ever published whose id begins with {asked.strip()}.", [HINT])
    if len(known) > 1:
        raise UnknownEventError(f"{len(known):,} ids of events begin with {prefix}: give more of it.", _named(db, known))
    return _follow(db, known[0])


def _follow(db: duckdb.DuckDBPyConnection, asked: str) -> Found:
    """Goes from change to change, the latest of each id, until events of today are reached."""
    today, trail, seen, ahead = list[str](), list[Change](), {asked}, [asked]
    while ahead:
        event_id = ahead.pop(0)
        if _column(db, "select event_id from marts.events where event_id = $event_id", event_id=event_id):
            today.append(event_id)
            continue
        for step in _latest_changes(db, event_id):
            trail.append(step)
            if step.new is not None and step.new not in seen:
                seen.add(step.new)
                ahead.append(step.new)
    if not today:
        raise UnknownEventError(
            f"the event {asked} was withdrawn on {trail[-1].changed_at:%Y-%m-%d}: no report tells of it any more.",
            [f"What was said of it: tallywire query \"select * from events_history where event_id = '{trail[-1].old}'\""],
        )
    if len(today) > 1:
        raise UnknownEventError(
            f"the event {asked} was split into {len(today)} on {trail[0].changed_at:%Y-%m-%d}: ask for one of them.",
            _named(db, today),
        )
    return Found(today[0], tuple(trail))


def _latest_changes(db: duckdb.DuckDBPyConnection, event_id: str) -> list[Change]:
    rows = db.execute(
        """
        select old_event_id, new_event_id, reason, changed_at from marts.event_id_changes
        where old_event_id = $event_id
        qualify changed_at = max(changed_at) over ()
        order by new_event_id
        """,
        {"event_id": event_id},
    ).fetchall()
    return [Change(*row) for row in rows]


def _named(db: duckdb.DuckDBPyConnection, ids: list[str]) -> list[str]:
    rows = db.execute(
        """
        select ids.id || '  ' || coalesce(events.summary, 'an earlier id')
        from unnest($ids::varchar[]) as ids (id) left join marts.events on events.event_id = ids.id
        order by events.event_id is null, ids.id limit $most
        """,
        {"ids": ids, "most": _LISTED},
    ).fetchall()
    more = [f"… and {len(ids) - _LISTED:,} more"] if len(ids) > _LISTED else []
    return [line for (line,) in rows] + more


def _column(db: duckdb.DuckDBPyConnection, sql: str, **values: str) -> list[str]:
    return [value for (value,) in db.execute(sql, values).fetchall()]
