"""A published file and gold documents that a test puts together row by row. The tables are those of tests/contract.csv."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from orchestration.evaluate.bootstrap import Figure
from orchestration.evaluate.evaluation import EvaluationResult, evaluate_golds
from orchestration.evaluate.gold import read_file
from orchestration.settings import PROJECT_DIR

Counts = tuple[int | None, int | None, int | None]
UNKNOWN: Counts = (None, None, None)


READ = (
    *("articles", "article_events", "events", "event_mentions", "claims", "event_actors", "actors", "actor_mentions"),
    *("place_mentions", "places", "equipment_claims"),
)
"""The public tables that an evaluation reads."""


def tables() -> dict[str, list[str]]:
    """The public tables with their columns and types."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    with (PROJECT_DIR / "tests" / "contract.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found[row["table"]].append(f'"{row["column"]}" {row["type"]}')
    return found


@dataclass
class World:
    """What a test has put together so far."""

    folder: Path
    stem: str
    rows: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    gold: list[dict[str, Any]] = field(default_factory=list)

    def put(self, table: str, **row: Any) -> None:
        """A row of a public table; columns that are not given are NULL."""
        self.rows.append((table, row))

    def document(
        self,
        name: str,
        gold: dict[str, Any],
        *,
        text: str = "Some text.",
        ours: str | None = None,
        story: str = "s",
        title: str | None = None,
    ) -> None:
        """A gold document that became the article of its name, with the same text unless `ours` is given."""
        self.absent(name, gold, text=text, title=title)
        text_of_ours = text if ours is None else ours
        self.put("articles", article_id=name, external_id=f"{self.stem}:{name}", text=text_of_ours, story_id=story, title=title)

    def absent(self, name: str, gold: dict[str, Any], text: str = "Some text.", title: str | None = None) -> None:
        """A gold document that is not in the database."""
        self.gold.append({"id": name, "title": title, "text": text, "published_at": None, "source": None, "gold": gold})

    def event(
        self,
        article: str,
        event: str,
        *,
        killed: Counts = UNKNOWN,
        wounded: Counts = UNKNOWN,
        is_lead: bool = True,
        **of_event: Any,
    ) -> None:
        """An event of an article, with what the article states; the event itself comes with the first article that has it."""
        named = {
            f"{outcome}_{bound}": n
            for outcome, counts in (("killed", killed), ("wounded", wounded))
            for bound, n in zip(("low", "best", "high"), counts, strict=True)
        }
        self.put("article_events", article_id=article, event_id=event, is_lead=is_lead, **named)
        if not any(table == "events" and row["event_id"] == event for table, row in self.rows):
            self.put("events", event_id=event, **of_event)

    def write(self) -> tuple[Path, Path]:
        """The gold file and the published file."""
        gold, db = self.folder / f"{self.stem}.jsonl", self.folder / "tallywire.duckdb"
        gold.write_text("".join(json.dumps(document) + "\n" for document in self.gold), encoding="utf-8")
        db.unlink(missing_ok=True)
        with duckdb.connect(str(db)) as connection:
            connection.execute("create schema marts")
            connection.execute("create schema exports")
            columns = tables()
            connection.execute(";".join(f"create table marts.{table} ({', '.join(columns[table])})" for table in READ))
            for table, row in self.rows:
                marks = ", ".join("?" * len(row))
                connection.execute(f"insert into marts.{table} ({', '.join(row)}) values ({marks})", [*row.values()])
        return gold, db

    def result(self, errors: int = 0) -> EvaluationResult:
        """The evaluation of what was put together."""
        gold, db = self.write()
        said: list[str] = []
        [result] = evaluate_golds([read_file(gold)], self.folder / "runs", said.append, db=db, errors=errors)
        return result

    def scores(self) -> dict[str, tuple[Any, int]]:
        """Value and cases of each metric."""
        return {figure.name: (figure.value, figure.cases) for figure in self.result().figures}


def figure_of(result: EvaluationResult, name: str) -> Figure:
    """The figure of this name."""
    return next(figure for figure in result.figures if figure.name == name)
