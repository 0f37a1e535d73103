"""A data folder with a list of sources, crawled by the function that the asset calls."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from orchestration.ingest.web.client import Limits
from orchestration.ingest.web.retry_times import RetryPolicy
from orchestration.ingest.web.sources import COLUMNS
from orchestration.pipeline import steps
from orchestration.pipeline.crawl import CrawlConditions, CrawlResult, crawl_outlets
from orchestration.settings import Settings
from orchestration.storage.landing import Landing
from tests.made_up.outlets import Web

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass
class Desk:
    """One data folder and its list of sources."""

    folder: Path
    web: Web
    limits: Limits = field(default_factory=Limits)
    retries: RetryPolicy = field(default_factory=lambda: RetryPolicy(first_seconds=0.05, factor=2.0, max_tries=4, wait_seconds=5))
    private_hosts: str = ""
    delay: float = 0.0

    def follow(self, *addresses: str, kind: str = "feed", name: str = "The Outlet", every_hours: float = 1) -> None:
        """Writes the list of sources."""
        with (self.folder / "sources.csv").open("w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(COLUMNS)
            names = [name, *(f"{name} {n}" for n in range(2, len(addresses) + 1))]
            facts = ["SYR", "en", "private", every_hours, "yes"]
            rows.writerows([called, kind, address, *facts] for called, address in zip(names, addresses, strict=True))

    def settings(self, hours: float = 0) -> Settings:
        return Settings(
            data_dir=self.folder / "data",
            sources=self.folder / "sources.csv",
            now=NOON + timedelta(hours=hours),
            private_hosts=self.private_hosts or ",".join({h for h, _ in self.web._answers}),
            crawl_delay=self.delay,
            workers=1,
        )

    def crawl(self, hours: float = 0) -> CrawlResult:
        """A crawl so many hours after the first one."""
        return crawl_outlets(self.settings(hours), conditions=CrawlConditions(self.web.resolve, self.limits, self.retries))

    def rows(self, kind: str, columns: str, where: Callable[[dict[str, Any]], bool] = lambda _: True) -> list[tuple[Any, ...]]:
        """Landed rows of all days."""
        names = columns.split()
        landing = Landing(self.settings().landing_dir)
        files = [(day, name) for day in landing.list_days(kind) for name in landing.list_names(kind, day)]
        found = [row for day, name in files for row in landing.read_table(kind, day, name).to_pylist()]
        return [tuple(row[name] for name in names) for row in found if where(row)]

    def pages(self) -> dict[str, str]:
        """The outcome of the last fetch of each page, by path."""
        fetches = sorted(self.rows("fetches", "asked_at url outcome problem", lambda row: row["purpose"] == "page"))
        return {
            url.partition(f":{self.web.port}")[2]: outcome if outcome != "rejected" else problem.partition(":")[0]
            for _, url, outcome, problem in fetches
        }

    def articles(self, hours: float = 0) -> list[dict[str, Any]]:
        """The articles of the day on which that crawl landed, by address."""
        day = (NOON + timedelta(hours=hours)).date()
        steps.parse_day(self.settings(hours), day)
        landing = Landing(self.settings().landing_dir)
        found = [
            row for name in landing.list_names("articles", day) for row in landing.read_table("articles", day, name).to_pylist()
        ]
        return sorted(found, key=lambda row: row["url"])
