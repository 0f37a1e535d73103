"""What was published before: append-only Parquet files that are never rebuilt.

Here belong reading the history, finding what new marts change in it, and following old event ids to current ones.
`history/events_history/` has one row per change of an event (or a tombstone), `history/event_id_changes/` one row per
change of an event id. One step writes one file of the same name into each, id changes first. After a crash, id changes
may lack their file in events_history: they are not read, and the repeated step writes them again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa

from orchestration.storage.atomic_files import encode_parquet, name_by_origin, write_durably

_EVENTS = "events_history"
_CHANGES = "event_id_changes"

_LIKENESS = """(
    4 * coalesce(earlier.place_id = later.place_id, earlier.location = later.location, false)::integer
    + 2 * coalesce(earlier.event_type = later.event_type, false)::integer
    + 2 * coalesce(earlier.date_start = later.date_start, false)::integer
    + coalesce(earlier.incident_role = 'lead' and later.incident_role = 'lead', false)::integer
)"""
"""How much two mentions in different revisions of one article agree."""
_MIN_LIKENESS = 5
"""Place and one thing more, or type, day and the role of the lead: a page that now reports another event leads nowhere."""

COMMENTS: dict[str, tuple[str, dict[str, str]]] = {
    _CHANGES: (
        "One row per change of an event id: an event id that is no longer in use, or from which an event was split, and the "
        "event id that replaced it. Every event id that was ever published can be followed here to the current one.",
        {
            "old_event_id": "The event id that was published before.",
            "new_event_id": "The event id that has the same mentions since the change. NULL: no event has them any more.",
            "reason": "re-anchored (another report or a new revision became the anchor), merged, split, or withdrawn.",
            "changed_at": "Time of the run that published the change, in UTC.",
        },
    ),
    _EVENTS: (
        "One row per event and period in which its figures and facts stayed the same: what was published on any given day.",
        {
            "event_id": "The event.",
            "valid_from": "Time of the run that first published this version of the event, in UTC.",
            "valid_to": "Time when the version was replaced or withdrawn, in UTC. NULL: the version is current.",
            "mention_ids": "The mentions that the event consisted of.",
        },
    ),
}


@dataclass(frozen=True)
class History:
    """The history below one folder."""

    root: Path

    def _list_steps(self) -> list[str]:
        folder = self.root / _EVENTS
        return sorted(f.stem for f in folder.glob("*.parquet")) if folder.is_dir() else []

    def _list_files(self, kind: str) -> list[str]:
        return [str(f) for f in (self.root / kind / f"{step}.parquet" for step in self._list_steps()) if f.is_file()]

    def append_changes(self, db: duckdb.DuckDBPyConnection, now: datetime) -> int:
        """Appends what changed in `marts` of the open warehouse since the last step. Returns the number of rows added.

        Needs `marts.events` and `marts.event_mentions`. A repeat adds nothing. If `now` is not after the last step, the
        step gets a time just after it, so that the times of the history only increase.
        """
        self._fold_changes(db)
        last = db.execute("select max(valid_from) from folded").fetchone()
        if last and last[0] and now <= last[0]:
            now = last[0] + timedelta(microseconds=1)
        db.execute(
            """
            create or replace temp table fresh as
            select e.*, m.mention_ids, false as is_tombstone
            from marts.events as e
            left join (
                select event_id, list(mention_id order by mention_id) as mention_ids
                from marts.event_mentions where event_id is not null group by event_id
            ) as m using (event_id)
            """
        )
        shared = [c for c, *_ in db.execute("describe fresh").fetchall()]
        known = {c for c, *_ in db.execute("describe folded").fetchall()}
        # A column that is new to the history counts as a change only where it is not NULL.
        same = " and ".join(f'f."{c}" is not distinct from n."{c}"' if c in known else f'n."{c}" is null' for c in shared)
        db.execute(
            f"""
            create or replace temp table step as
            select n.*, ?::timestamp as valid_from
            from fresh as n
            where not exists (select 1 from folded as f where not f.is_tombstone and {same})
            union all by name
            select f.event_id, true as is_tombstone, ?::timestamp as valid_from
            from folded as f
            where not f.is_tombstone and not exists (select 1 from fresh as n where n.event_id = f.event_id)
            """,
            [now, now],
        )
        rows = db.execute("select * from step order by event_id").to_arrow_table()
        if rows.num_rows:
            changes = _find_id_changes(db, now)
            name = f"{len(self._list_steps()):08d}-{name_by_origin(str(now), str(rows.num_rows))[:8]}"
            if changes.num_rows:
                write_durably(self.root / _CHANGES / f"{name}.parquet", encode_parquet(changes))
            write_durably(self.root / _EVENTS / f"{name}.parquet", encode_parquet(rows))
        return int(rows.num_rows)

    def _fold_changes(self, db: duckdb.DuckDBPyConnection) -> None:
        """Creates temp table `folded`: the last row of every event that was ever published."""
        files = self._list_files(_EVENTS)
        if files:
            db.execute(
                """
                create or replace temp table folded as
                select * from read_parquet(?, union_by_name = true, hive_partitioning = false)
                qualify row_number() over (partition by event_id order by valid_from desc) = 1
                """,
                [files],
            )
        else:
            db.execute(
                """
                create or replace temp table folded as
                select event_id, []::varchar[] as mention_ids, true as is_tombstone, null::timestamp as valid_from
                from marts.events where false
                """
            )

    def create_tables(self, db: duckdb.DuckDBPyConnection, schema: str) -> None:
        """Creates both public tables in `schema` from the files, with `valid_to` and the columns of `marts.events`."""
        files = self._list_files(_EVENTS)
        columns = [(c, t) for c, t, *_ in db.execute("describe marts.events").fetchall() if c != "event_id"]
        recorded = set()
        if files:
            source = "read_parquet(?, union_by_name = true, hive_partitioning = false)"
            recorded = {c for c, *_ in db.execute(f"describe select * from {source}", [files]).fetchall()}
        listed = ", ".join(f'"{c}"::{t} as "{c}"' if c in recorded else f'null::{t} as "{c}"' for c, t in columns)
        if files:
            db.execute(
                f"""
                create table {schema}.{_EVENTS} as
                with steps as (
                    select *, lead(valid_from) over (partition by event_id order by valid_from) as valid_to from {source}
                )
                select event_id, valid_from, valid_to, {listed}, mention_ids::varchar[] as mention_ids
                from steps where not is_tombstone order by event_id, valid_from
                """,
                [files],
            )
        else:
            empty = ", ".join(f'null::{t} as "{c}"' for c, t in columns)
            db.execute(
                f"create table {schema}.{_EVENTS} as select null::varchar as event_id, null::timestamp as valid_from, "
                f"null::timestamp as valid_to, {empty}, null::varchar[] as mention_ids where false"
            )
        changes = self._list_files(_CHANGES)
        db.execute(
            f"create table {schema}.{_CHANGES} (old_event_id varchar, new_event_id varchar, reason varchar, changed_at timestamp)"
        )
        if changes:
            db.execute(
                f"insert into {schema}.{_CHANGES} select old_event_id, new_event_id, reason, changed_at "
                "from read_parquet(?, hive_partitioning = false) order by changed_at, old_event_id, new_event_id",
                [changes],
            )


def _find_id_changes(db: duckdb.DuckDBPyConnection, now: datetime) -> pa.Table:
    """The events that now have the mentions of vanished and split events. Reads temp tables `folded` and `fresh`.

    A new revision of an article has mentions of its own. So an event that only superseded revisions report leads to
    the event that the current revision reports instead.
    """
    return db.execute(
        f"""
        with was as (
            select event_id, unnest(mention_ids) as mention_id from folded where not is_tombstone
        ),
        stands as (
            select event_id, unnest(mention_ids) as mention_id from fresh
        ),
        shared as (
            select distinct was.event_id as old_event_id, stands.event_id as new_event_id
            from was inner join stands using (mention_id)
            where was.event_id <> stands.event_id
        ),
        vanished as (
            select f.event_id as old_event_id
            from folded as f
            where not f.is_tombstone and not exists (select 1 from fresh as n where n.event_id = f.event_id)
        ),
        revised as (
            select was.event_id as old_event_id, later.event_id as new_event_id
            from was
            inner join vanished on was.event_id = vanished.old_event_id
            inner join marts.event_mentions as earlier using (mention_id)
            inner join marts.event_mentions as later on earlier.article_id = later.article_id and later.event_id is not null
            where earlier.event_id is null and not exists (select 1 from shared where shared.old_event_id = was.event_id)
              and {_LIKENESS} >= {_MIN_LIKENESS}
            qualify row_number() over (
                partition by was.event_id
                order by {_LIKENESS} desc, abs(earlier.sentence_start - later.sentence_start), later.event_id
            ) = 1
        ),
        moves as (
            select * from shared union all select * from revised
        ),
        led as (
            select
                vanished.old_event_id,
                moves.new_event_id,
                case
                    when moves.new_event_id is null then 'withdrawn'
                    when count(*) over (partition by vanished.old_event_id) > 1 then 'split'
                    when exists (select 1 from folded as f where f.event_id = moves.new_event_id and not f.is_tombstone)
                        then 'merged'
                    when count(*) over (partition by moves.new_event_id) > 1 then 'merged'
                    else 're-anchored'
                end as reason
            from vanished left join moves using (old_event_id)
        ),
        parted as (
            select moves.old_event_id, moves.new_event_id, 'split' as reason
            from moves
            where exists (select 1 from fresh as n where n.event_id = moves.old_event_id)
              and not exists (select 1 from folded as f where f.event_id = moves.new_event_id and not f.is_tombstone)
        )
        select *, ?::timestamp as changed_at from led
        union all
        select *, ?::timestamp as changed_at from parted
        order by old_event_id, new_event_id
        """,
        [now, now],
    ).to_arrow_table()
