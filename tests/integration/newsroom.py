"""A data folder that is filled step by step like the job does it, but without Dagster, and with dbt's tests only on request.

Here belongs what tests of figures and identities need. Tests of the job itself use `tally`.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from orchestration.dbt_bridge.corrections import load_corrections
from orchestration.dbt_bridge.manifest import DBT_EXECUTABLE, hash_project
from orchestration.pipeline import steps
from orchestration.settings import DBT_PROJECT_DIR, REFERENCE_DIR, Settings
from orchestration.storage.publish import digest_marts, publish_marts
from orchestration.storage.warehouse import connect
from tests.integration.tally import Rows, Tally


class Newsroom(Tally):
    """A data folder of this process. Newsrooms with the same desk share dbt's parsed project."""

    def __init__(self, data: Path, desk: Path) -> None:
        super().__init__(data)
        self.settings = Settings(data_dir=data, workers=1)
        self._desk = desk

    def land(self, now: datetime, *paths: Path) -> None:
        """Lands, parses and extracts what is in the paths."""
        steps.discover_documents(self.settings, paths, now)
        steps.parse_day(self.settings, now.date())
        steps.extract_days(self.settings, [now.date()], lambda *_, **__: None)

    def build(self, days: Sequence[date], *, tests: bool = False) -> None:
        """Loads these days of the landing zone and builds the marts."""
        steps.load_raw(self.settings, days)
        load_corrections(self.settings, REFERENCE_DIR)
        link, target = self._desk / "data", self._desk / "target"
        link.unlink(missing_ok=True)
        link.symlink_to(self.data, target_is_directory=True)  # dbt parses its project again if the path changes
        variables = {"TALLYWIRE_DATA_DIR": link, "DBT_TARGET_PATH": target, "DBT_LOG_PATH": target}
        done = subprocess.run(
            [DBT_EXECUTABLE, "--no-use-colors", "build", "--exclude-resource-type", "unit_test", *([] if tests else ["test"])],
            cwd=DBT_PROJECT_DIR,
            env=os.environ
            | {name: str(value) for name, value in variables.items()}
            | {"TALLYWIRE_DBT_PROJECT_HASH": hash_project()},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stdout

    def publish(self, now: datetime) -> None:
        """Publishes the marts."""
        publish_marts(self.settings, now)

    def take(self, now: datetime, *paths: Path) -> None:
        """Processes what is in the paths up to the published version."""
        self.land(now, *paths)
        self.build([now.date()])
        self.publish(now)

    def marts(self) -> dict[str, str]:
        """The digest of each mart in the warehouse."""
        with connect(self.settings.warehouse_file, read_only=True) as db:
            return digest_marts(db)

    def built(self, sql: str) -> Rows:
        """The answer of the warehouse."""
        with connect(self.settings.warehouse_file, read_only=True) as db:
            return db.execute(sql).fetchall()
