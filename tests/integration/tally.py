"""The real job in its own process, on its own data folder."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

TALLYWIRE = Path(sys.executable).with_name("tallywire")
RUN_SECONDS = 600  # for a whole run: seconds on an idle machine, minutes beside other work
"""No run of a handful of articles takes this long; a run that hangs fails instead of blocking the suite."""
Rows = list[tuple[Any, ...]]


@dataclass
class Tally:
    """One data folder and the commands on it."""

    data: Path

    def environment(self, now: str | None = None) -> dict[str, str]:
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("TALLYWIRE_", "DAGSTER_", "DBT_"))}
        return clean | {"TALLYWIRE_DATA_DIR": str(self.data)} | ({"TALLYWIRE_NOW": now} if now else {})

    def start(self, *paths: Path, now: str | None = None) -> subprocess.Popen[str]:
        """Starts `tallywire run` in a process group of its own."""
        return subprocess.Popen(
            [TALLYWIRE, "run", *map(str, paths)],
            env=self.environment(now),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def run(self, *paths: Path, now: str | None = None) -> str:
        """Runs `tallywire run` until it succeeds. Returns what it printed."""
        process = self.start(*paths, now=now)
        printed, _ = process.communicate(timeout=RUN_SECONDS)
        assert process.returncode == 0, printed
        return printed

    def digest(self) -> str:
        return subprocess.run(
            [TALLYWIRE, "digest"], env=self.environment(), capture_output=True, text=True, check=True, timeout=60
        ).stdout

    @property
    def published(self) -> Path:
        return self.data / "published" / "tallywire.duckdb"

    def query(self, sql: str) -> Rows:
        """The answer of the published file."""
        with duckdb.connect(str(self.published), read_only=True) as db:
            return db.execute(sql).fetchall()

    def landed(self) -> set[str]:
        """Every file of the landing zone."""
        return {str(f.relative_to(self.data)) for f in (self.data / "landing").rglob("*") if f.is_file()}
