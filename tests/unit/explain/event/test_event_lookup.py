"""Every id that was ever published leads to its current event, whatever changed in between."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from orchestration.explain.event.event_lookup import UnknownEventError, find_event
from orchestration.storage.history import History

Events = dict[str, list[str]]
T0 = datetime(2025, 6, 1)


class Newsroom:
    """Publishes one state after another, an hour apart. The id of an event contains its first mention."""

    def __init__(self, folder: Path) -> None:
        self._history = History(folder)
        self._now = T0
        self.db = duckdb.connect()
        self.db.execute("create schema marts")

    def publish(self, *groups: str) -> Events:
        """Publishes events: each group is an event, each letter a mention."""
        events = {f"event-{min(group)}": sorted(group) for group in groups}
        self.db.execute("create or replace table marts.events (event_id varchar, summary varchar)")
        self.db.execute(
            "create or replace table marts.event_mentions (mention_id varchar, event_id varchar, article_id varchar, "
            "sentence_start integer, place_id varchar, location varchar, event_type varchar, date_start date, "
            "incident_role varchar)"
        )
        for event_id, mentions in events.items():
            self.db.execute("insert into marts.events values (?, ?)", [event_id, f"Reported by {', '.join(mentions)}."])
            self.db.executemany(
                "insert into marts.event_mentions (mention_id, event_id) values (?, ?)",
                [[mention, event_id] for mention in mentions],
            )
        self._now += timedelta(hours=1)
        self._history.append_changes(self.db, self._now)
        self.db.execute("drop table if exists marts.events_history; drop table if exists marts.event_id_changes")
        self._history.create_tables(self.db, "marts")
        return events

    def find_current(self, event_id: str) -> str:
        return find_event(self.db, event_id).event_id


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path)


def test_an_id_that_was_split_and_merged_again_leads_to_the_one_event(newsroom: Newsroom) -> None:
    newsroom.publish("bcd")
    newsroom.publish("ac", "d")
    newsroom.publish("acd")
    assert newsroom.find_current("event-b") == "event-a"
    assert newsroom.find_current("event-d") == "event-a"


def test_an_event_that_returns_after_it_was_withdrawn_is_found(newsroom: Newsroom) -> None:
    newsroom.publish("b", "x")
    newsroom.publish("x")
    with pytest.raises(UnknownEventError, match="withdrawn"):
        newsroom.find_current("event-b")
    newsroom.publish("b", "x")
    assert newsroom.find_current("event-b") == "event-b"


@pytest.mark.parametrize("seed", range(5))
def test_no_id_is_ever_lost(newsroom: Newsroom, seed: int) -> None:
    random_groups = random.Random(seed)  # noqa: S311  (made-up news, no secret)
    published: set[str] = set()
    for _ in range(6):
        groups: dict[int, str] = {}
        for mention in "abcdef":
            place = random_groups.randrange(4)
            groups[place] = groups.get(place, "") + mention
        events = newsroom.publish(*groups.values())
        published |= set(events)
        for event_id in published:
            try:
                found = newsroom.find_current(event_id)
            except UnknownEventError as error:
                assert "was split into" in str(error), "its mentions are all there, so it cannot have been withdrawn"
                assert len(error.advice) > 1
            else:
                assert found in events
                assert event_id not in events or found == event_id
