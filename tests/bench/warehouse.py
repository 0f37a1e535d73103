"""The warehouse of the measures: generated days landed and loaded without extraction, and dbt run on them as the job runs it."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from orchestration.dbt_bridge.manifest import DBT_EXECUTABLE, hash_project
from orchestration.settings import DBT_PROJECT_DIR, Settings
from orchestration.storage.landing import Landing
from orchestration.storage.warehouse import connect, load_days, open_warehouse
from tests.bench.history import day_rows, tables

TODAY = date(2026, 3, 1)
ARTICLES_A_DAY = 1_000
BANDS = (42, 3)
"""Of the signature: how many, and of how many places each (see int_text_bands_cut)."""
_VERSION = "bench"


@dataclass(frozen=True)
class Warehouse:
    """A data folder with generated days."""

    data: Path

    def land(self, days: list[date], n_articles: int = ARTICLES_A_DAY) -> None:
        """Writes the landing files of the days and loads them."""
        settings = Settings(data_dir=self.data)
        landing = Landing(settings.landing_dir)
        for day in days:
            for kind, version, table in tables(day_rows(day, n_articles), _VERSION):
                name = None if kind in ("documents", "sightings") else "bench"
                landing.write_table(kind, day, table, name=name, version=version)
        with open_warehouse(settings, "loading") as db:
            load_days(db, landing, days, _VERSION)

    def build(self, *arguments: str) -> list[dict[str, Any]]:
        """`dbt build` as the job calls it. Returns dbt's results by model and test."""
        target = self.data / "target"
        where = {"TALLYWIRE_DATA_DIR": self.data, "DBT_TARGET_PATH": target, "DBT_LOG_PATH": target}
        variables = {name: str(value) for name, value in where.items()} | {"TALLYWIRE_DBT_PROJECT_HASH": hash_project()}
        command = [DBT_EXECUTABLE, "--no-use-colors", "build", "--exclude-resource-type", "unit_test", *arguments]
        done = subprocess.run(
            command, cwd=DBT_PROJECT_DIR, env=os.environ | variables, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise SystemExit(done.stdout[-5_000:] + done.stderr)
        results: list[dict[str, Any]] = json.loads((target / "run_results.json").read_text())["results"]
        return results

    def texts(self) -> list[str]:
        """The texts of all articles that are loaded."""
        with connect(Settings(data_dir=self.data).warehouse_file, read_only=True) as db:
            return [text for (text,) in db.execute("select text from raw.articles order by document_id").fetchall()]

    def n_copies(self) -> int:
        """Pairs of texts that are copies of one another."""
        with connect(Settings(data_dir=self.data).warehouse_file, read_only=True) as db:
            found = db.execute("select count(*) from intermediate.int_text_pairs_compared where veto is null").fetchone()
        return int(found[0]) if found else 0


def days_before(day: date, n: int) -> list[date]:
    """The n days before a day, the oldest first."""
    return [day - timedelta(days=back) for back in range(n, 0, -1)]
