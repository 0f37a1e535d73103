"""A fictional published file: the tables of tests/contract.csv with the rows of a test. All text is invented."""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

CONTRACT = Path(__file__).parents[3] / "contract.csv"
TITLE = "Strike on Tal Hadar"
SENTENCE = "An air strike killed 12 people in Tal Hadar on Monday, the mayor said."
OTHER_SENTENCE = "At least 15 people died when jets struck Tal Hadar, a hospital said."
DAY = date(2025, 6, 2)


def make_event_id(mention: str) -> str:
    """Makes the id of an event whose earliest mention is `mention`."""
    return hashlib.sha256(f"event\x1f{mention}".encode()).hexdigest()[:16]


EVENT, NEIGHBOUR = make_event_id("m1"), make_event_id("n1")


class World:
    """Rows by table. Missing columns are NULL."""

    def __init__(self) -> None:
        self._rows: dict[str, list[dict[str, Any]]] = defaultdict(list)

    def add(self, table: str, **values: Any) -> None:
        self._rows[table].append(values)

    def change(self, table: str, **values: Any) -> None:
        """Changes all rows of a table."""
        for row in self._rows[table]:
            row.update(values)

    def publish(self, data: Path) -> Path:
        """Writes the published file of the data folder."""
        path = data / "published" / "tallywire.duckdb"
        path.parent.mkdir(parents=True)
        tables: dict[str, dict[str, str]] = defaultdict(dict)
        with CONTRACT.open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                tables[row["table"]][row["column"]] = row["type"]
        with duckdb.connect(str(path)) as db:
            db.execute("create schema marts; create schema exports")
            for table, columns in tables.items():
                db.execute(f"create table marts.{table} ({', '.join(f'{name} {kind}' for name, kind in columns.items())})")
                for given in self._rows[table]:
                    names = ", ".join(given)
                    db.execute(
                        f"insert into marts.{table} ({names}) values ({', '.join('?' * len(given))})", list(given.values())
                    )
        return path

    def event(self, event_id: str, summary: str, **values: Any) -> None:
        made = {"context": "conflict", "event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike"}
        day = {"event_date": DAY, "date_start": DAY, "date_end": DAY, "date_prec": 1}
        counts = {"n_articles": 2, "n_stories": 2, "n_claims": 2, "n_origins": 2}
        self.add("events", **({"event_id": event_id, "summary": summary} | made | day | counts | values))

    def article(self, article_id: str, event_id: str, published_at: datetime, title: str) -> None:
        self.add("articles", article_id=article_id, title=title, published_at=published_at, story_id=article_id, revision=1)
        self.add("article_events", article_id=article_id, event_id=event_id, is_lead=True, n_mentions=1)

    def mention(self, mention_id: str, article_id: str, event_id: str | None, sentence: str, trigger: str) -> None:
        start = sentence.index(trigger)
        self.add(
            "event_mentions",
            mention_id=mention_id,
            article_id=article_id,
            event_id=event_id,
            span_field="text",
            sentence=sentence,
            sentence_start=100,
            sentence_end=100 + len(sentence),
            trigger=trigger,
            trigger_start=100 + start,
            trigger_end=100 + start + len(trigger),
            sub_event_type="Air/drone strike",
            context="conflict",
            time_scope="incident",
            incident_id=mention_id,
            incident_role="lead",
            incident_rule="opens the article",
            location="Tal Hadar",
            date_start=DAY,
            date_end=DAY,
        )

    def claim(self, claim_id: str, mention_id: str, article_id: str, sentence: str, **values: Any) -> None:
        made = {"outcome": "killed", "victim_group": "total", "qualifier": "exact", "is_counted": True, "is_additional": False}
        place = {"span_field": "text", "char_start": 100, "event_id": EVENT, "sentence": sentence, "is_update": False}
        ids = {"claim_id": claim_id, "mention_id": mention_id, "article_id": article_id}
        self.add("claims", **(ids | made | place | values))

    def add_to_incident(self, mention_id: str, rule: str) -> None:
        """Makes the last event mention a part of the incident of an earlier one."""
        self._rows["event_mentions"][-1] |= {"incident_id": mention_id, "incident_rule": rule}


def make_strike() -> World:
    """Makes two reports of one strike (a mayor says 12, a hospital at least 15), and a separate strike nearby."""
    world = World()
    world.event(
        EVENT, "Air/drone strike in Tal Hadar: at least 12 killed.", grade="corroborated", location="Tal Hadar", where_prec=1
    )
    world.event(NEIGHBOUR, "Air/drone strike in Zerqa.", n_articles=1, n_stories=1, n_claims=0, n_origins=0)
    world.article("a1", EVENT, datetime(2025, 6, 3), TITLE)
    world.article("a2", EVENT, datetime(2025, 6, 4), "Toll rises")
    world.article("a3", NEIGHBOUR, datetime(2025, 6, 4), "Another strike")
    world.mention("m1", "a1", EVENT, SENTENCE, "air strike")
    world.mention("m2", "a2", EVENT, OTHER_SENTENCE, "struck")
    world.mention("n1", "a3", NEIGHBOUR, "Jets struck Zerqa.", "struck")
    mayor = {"origin_id": "mayor", "attributed_to": "the mayor", "attribution_type": "government"}
    hospital = {"origin_id": "hospital", "attributed_to": "a hospital", "attribution_type": "medical"}
    twelve, fifteen = {"low": 12, "best": 12, "high": 12}, {"low": 15, "best": 15, "high": None}
    world.claim(
        "c1", "m1", "a1", SENTENCE, count_text="12", **mayor, **{f"count_{bound}": value for bound, value in twelve.items()}
    )
    world.claim(
        "c2",
        "m2",
        "a2",
        OTHER_SENTENCE,
        count_text="At least 15",
        **(hospital | {"qualifier": "at least"} | {f"count_{bound}": value for bound, value in fifteen.items()}),
    )
    for article, origin, vote in (("a1", mayor, twelve), ("a2", hospital, fifteen)):
        derived = {"article_id": article, "is_derived": False, "is_bounding": True}
        world.add("casualty_votes", event_id=EVENT, outcome="killed", victim_group="total", **origin, **vote, **derived)
    figure = {
        "event_id": EVENT,
        "outcome": "killed",
        "victim_group": "total",
        "low": 12,
        "high": None,
        "n_claims": 2,
        "n_origins": 2,
    }
    world.add("casualties", **figure, best=12, rule="representative")
    for rule, best in (("representative", 12), ("conservative", 12), ("informative", 15)):
        world.add("casualties_by_rule", **figure, best=best, rule=rule)
    world.add("event_links", mention_a="m1", mention_b="m2", score=0.68, reason="same date and place")
    world.add("event_links", mention_a="m1", mention_b="n1", score=0.0, reason="same agent and target", veto="places 40 km apart")
    return world
