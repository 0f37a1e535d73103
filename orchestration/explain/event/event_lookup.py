"""Finds the current event for an id or a prefix of one. The id may be current or earlier.

Here belongs following the changes of ids, and the error if no single event is found. Reads the published file only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import duckdb

_MAX_LISTED = 8
FIND_HINT = 'Find one with: tallywire query "select event_id, summary from events"'


class UnknownEventError(LookupError):
    """No event has this id, or several do. `advice` contains further lines."""

    def __init__(self, message: str, advice: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.advice = list(advice)


@dataclass(frozen=True, slots=True)
class IdChange:
    """One change of a published id: the old id, and the new id that replaced it."""

    old: str
    new: str | None
    reason: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """The id of a current event, and the changes that led to it from the requested id."""

    event_id: str
    trail: tuple[IdChange, ...]


def find_event(db: duckdb.DuckDBPyConnection, requested: str) -> FoundEvent:
    """Finds the event whose id starts with `requested`. Raises `UnknownEventError`."""
    prefix = requested.strip().lower()
    if not prefix:
        raise UnknownEventError("the event id is empty.", [FIND_HINT])
    known = _query_column(
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
        raise UnknownEventError(f"no published event has an id that starts with {requested.strip()}.", [FIND_HINT])
    if len(known) > 1:
        raise UnknownEventError(
            f"{len(known):,} event ids start with {prefix}. Give more characters of the id.", _list_events(db, known)
        )
    return _follow_changes(db, known[0])


def _follow_changes(db: duckdb.DuckDBPyConnection, requested: str) -> FoundEvent:
    """Follows the latest changes of each id until it reaches current events."""
    current, trail, seen, ahead = list[str](), list[IdChange](), {requested}, [requested]
    while ahead:
        event_id = ahead.pop(0)
        if _query_column(db, "select event_id from marts.events where event_id = $event_id", event_id=event_id):
            current.append(event_id)
            continue
        for step in _read_latest_changes(db, event_id):
            trail.append(step)
            if step.new is not None and step.new not in seen:
                seen.add(step.new)
                ahead.append(step.new)
    if not current:
        raise UnknownEventError(
            f"event {requested} was withdrawn on {trail[-1].changed_at:%Y-%m-%d}: no article reports it any more.",
            [f"See its history with: tallywire query \"select * from events_history where event_id = '{trail[-1].old}'\""],
        )
    if len(current) > 1:
        raise UnknownEventError(
            f"event {requested} was split into {len(current)} events on {trail[0].changed_at:%Y-%m-%d}. Choose one of them.",
            _list_events(db, current),
        )
    return FoundEvent(current[0], tuple(trail))


def _read_latest_changes(db: duckdb.DuckDBPyConnection, event_id: str) -> list[IdChange]:
    rows = db.execute(
        """
        select old_event_id, new_event_id, reason, changed_at from marts.event_id_changes
        where old_event_id = $event_id
        qualify changed_at = max(changed_at) over ()
        order by new_event_id
        """,
        {"event_id": event_id},
    ).fetchall()
    return [IdChange(*row) for row in rows]


def _list_events(db: duckdb.DuckDBPyConnection, ids: list[str]) -> list[str]:
    rows = db.execute(
        """
        select ids.id || '  ' || coalesce(events.summary, 'an earlier id')
        from unnest($ids::varchar[]) as ids (id) left join marts.events on events.event_id = ids.id
        order by events.event_id is null, ids.id limit $most
        """,
        {"ids": ids, "most": _MAX_LISTED},
    ).fetchall()
    more = [f"… and {len(ids) - _MAX_LISTED:,} more"] if len(ids) > _MAX_LISTED else []
    return [line for (line,) in rows] + more


def _query_column(db: duckdb.DuckDBPyConnection, sql: str, **values: str) -> list[str]:
    return [value for (value,) in db.execute(sql, values).fetchall()]
