"""What the history remembers, on marts made by hand: an event is an id, a figure and its mentions."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.storage.history import History

T0 = datetime(2026, 3, 1, 12)
Events = dict[str, tuple[int, list[str]]]


class Marts:
    """Publishes one state after the other, an hour apart."""

    def __init__(self, folder: Path) -> None:
        self.history = History(folder)
        self.db = duckdb.connect()
        self.db.execute("create schema marts; create schema copy")
        self.now = T0 - timedelta(hours=1)

    def set(self, events: Events) -> None:
        self.db.execute("create or replace table marts.events (event_id varchar, killed_best integer)")
        self.db.execute(
            "create or replace table marts.event_mentions (mention_id varchar, event_id varchar, article_id varchar, "
            "sentence_start integer, "
            "place_id varchar, location varchar, event_type varchar, date_start date, incident_role varchar)"
        )
        for event_id, (killed, mentions) in events.items():
            self.db.execute("insert into marts.events values (?, ?)", [event_id, killed])
            for mention in mentions:
                self.db.execute("insert into marts.event_mentions (mention_id, event_id) values (?, ?)", [mention, event_id])

    def publish(self, events: Events) -> int:
        self.now += timedelta(hours=1)
        self.set(events)
        return self.history.append_changes(self.db, self.now)

    def rows(self, table: str, columns: str) -> list[tuple[Any, ...]]:
        self.db.execute("drop schema copy cascade; create schema copy")
        self.history.create_tables(self.db, "copy")
        return self.db.execute(f"select {columns} from copy.{table} order by all").fetchall()


@pytest.fixture
def marts(tmp_path: Path) -> Marts:
    return Marts(tmp_path)


def hour(n: int) -> datetime:
    return T0 + timedelta(hours=n)


def test_a_rising_toll_can_be_read_back(marts: Marts) -> None:
    assert marts.publish({"e1": (3, ["m1"])}) == 1
    assert marts.publish({"e1": (3, ["m1"])}) == 0, "a repeat adds nothing"
    assert marts.publish({"e1": (5, ["m1"])}) == 1
    assert marts.rows("events_history", "event_id, killed_best, valid_from, valid_to") == [
        ("e1", 3, hour(0), hour(2)),
        ("e1", 5, hour(2), None),
    ]
    assert marts.rows("event_id_changes", "*") == []


def test_a_withdrawn_event_ends_and_may_return(marts: Marts) -> None:
    marts.publish({"e1": (3, ["m1"])})
    marts.publish({})
    marts.publish({"e1": (3, ["m1"])})
    assert marts.rows("events_history", "valid_from, valid_to") == [(hour(0), hour(1)), (hour(2), None)]
    assert marts.rows("event_id_changes", "*") == [("e1", None, "withdrawn", hour(1))]


def test_an_earlier_report_re_anchors(marts: Marts) -> None:
    marts.publish({"e2": (3, ["m2"])})
    marts.publish({"e1": (3, ["m1", "m2"])})
    assert marts.rows("event_id_changes", "*") == [("e2", "e1", "re-anchored", hour(1))]


def test_two_events_become_one(marts: Marts) -> None:
    marts.publish({"e1": (3, ["m1"]), "e2": (3, ["m2"])})
    marts.publish({"e1": (3, ["m1", "m2"])})
    assert marts.rows("event_id_changes", "*") == [("e2", "e1", "merged", hour(1))]


def test_one_event_becomes_two(marts: Marts) -> None:
    marts.publish({"e1": (3, ["m1", "m2"])})
    marts.publish({"e1": (3, ["m1"]), "e2": (3, ["m2"])})
    assert marts.rows("event_id_changes", "*") == [("e1", "e2", "split", hour(1))]


def revise(marts: Marts, *mentions: tuple[str, str | None, str, str, str, str]) -> None:
    """Publishes events of one article: mention, event, place, type, day, role. A mention without an event is superseded."""
    marts.now += timedelta(hours=1)
    marts.set({event: (3, []) for _, event, *_ in mentions if event})
    marts.db.executemany(
        "insert into marts.event_mentions by name select ? as mention_id, ? as event_id, 'page' as article_id, "
        "0 as sentence_start, ? as place_id, ? as event_type, ?::date as date_start, ? as incident_role",
        [list(mention) for mention in mentions],
    )
    marts.history.append_changes(marts.db, marts.now)


DARAA = ("daraa", "strike", "2026-02-01", "lead")
HAMA = ("hama", "clash", "2026-02-02", "other")


def test_a_new_revision_leads_to_the_event_that_it_reports_instead(marts: Marts) -> None:
    revise(marts, ("m1", "e1", *DARAA), ("n1", "f1", *HAMA))
    revise(marts, ("m1", None, *DARAA), ("n1", None, *HAMA), ("n2", "f2", *HAMA), ("m2", "e2", *DARAA))
    revise(marts, ("m1", "e1", *DARAA), ("n1", "f1", *HAMA), ("n2", None, *HAMA), ("m2", None, *DARAA))  # the first words again
    assert marts.rows("event_id_changes", "*") == [
        ("e1", "e2", "re-anchored", hour(1)),
        ("e2", "e1", "re-anchored", hour(2)),
        ("f1", "f2", "re-anchored", hour(1)),
        ("f2", "f1", "re-anchored", hour(2)),
    ]


def test_a_revision_that_corrects_the_place_of_the_lead_keeps_the_trail(marts: Marts) -> None:
    revise(marts, ("m1", "e1", *DARAA))
    revise(marts, ("m1", None, *DARAA), ("m2", "e2", "izra", *DARAA[1:]))
    assert marts.rows("event_id_changes", "*") == [("e1", "e2", "re-anchored", hour(1))]


@pytest.mark.parametrize("other", [HAMA, ("daraa", "protest", "2026-02-09", "other"), ("hama", "strike", "2026-02-09", "lead")])
def test_a_page_that_now_reports_another_event_leads_nowhere(marts: Marts, other: tuple[str, str, str, str]) -> None:
    revise(marts, ("m1", "e1", *DARAA))
    revise(marts, ("m1", None, *DARAA), ("m2", "e2", *other))
    assert marts.rows("event_id_changes", "*") == [("e1", None, "withdrawn", hour(1))]


def test_a_revision_whose_event_another_article_reports_is_merged(marts: Marts) -> None:
    revise(marts, ("m1", "e1", *DARAA), ("x", "known", *HAMA))
    revise(marts, ("m1", None, *DARAA), ("x", "known", *HAMA), ("m2", "known", *DARAA))
    assert marts.rows("event_id_changes", "*") == [("e1", "known", "merged", hour(1))]


def test_a_crash_between_the_two_files_is_repeated_whole(marts: Marts, tmp_path: Path) -> None:
    marts.publish({"e2": (3, ["m2"])})
    marts.publish({"e1": (3, ["m1", "m2"])})
    last = max((tmp_path / "events_history").iterdir())
    last.unlink()  # the trail was written, its rows were not
    assert marts.rows("event_id_changes", "*") == []
    assert marts.publish({"e1": (3, ["m1", "m2"])}) == 2
    assert marts.rows("event_id_changes", "*") == [("e2", "e1", "re-anchored", hour(2))]


def test_time_only_goes_forward(marts: Marts) -> None:
    marts.publish({"e1": (3, ["m1"])})
    marts.now -= timedelta(days=9)  # somebody's clock is wrong
    marts.publish({"e1": (4, ["m1"])})
    assert marts.rows("events_history", "killed_best, valid_from, valid_to") == [
        (3, hour(0), hour(0) + timedelta(microseconds=1)),
        (4, hour(0) + timedelta(microseconds=1), None),
    ]


def test_a_new_column_of_events_is_null_in_older_rows(marts: Marts) -> None:
    marts.publish({"e1": (3, ["m1"])})
    marts.set({"e1": (3, ["m1"])})
    marts.db.execute("alter table marts.events add column grade varchar; update marts.events set grade = 'contested'")
    assert marts.history.append_changes(marts.db, hour(1)) == 1
    assert marts.rows("events_history", "event_id, grade, valid_to") == [("e1", "contested", None), ("e1", None, hour(1))]
