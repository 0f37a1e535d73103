"""A run that finds nothing new builds nothing, and the pages still show the current results; any change is built again."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg
import pytest

from orchestration.settings import DBT_PROJECT_DIR
from tests.integration.tally import Tally

pytestmark = pytest.mark.xdist_group("founding")

NOTHING_CHANGED = "dbt: nothing changed since the last build"
EVENTS = dg.AssetKey(["marts", "events"])


def metadata(tally: Tally) -> dict[str, dg.MetadataValue]:
    """What the page of marts/events shows."""
    with dg.DagsterInstance.from_config(str(tally.data / "dagster_home")) as instance:
        event = instance.get_latest_materialization_event(EVENTS)
    assert event is not None
    assert event.asset_materialization is not None
    return dict(event.asset_materialization.metadata)


def dbt(tally: Tally, target: Path, *arguments: str) -> None:
    subprocess.run(
        [Path(sys.executable).with_name("dbt"), *arguments],
        cwd=DBT_PROJECT_DIR,
        env=tally.environment() | {"DBT_TARGET_PATH": str(target), "DBT_LOG_PATH": str(target)},
        check=True,
        timeout=120,
        capture_output=True,
    )


def test_a_repeated_run_lands_and_builds_nothing_and_still_shows_rows_and_lineage(own: Tally) -> None:
    landed, digest, version, shown = own.landed(), own.digest(), own.published.resolve(), metadata(own)
    assert shown["rebuilt"].value is True
    assert shown["dagster/row_count"].value == own.query("select count(*) from marts.events")[0][0]
    lineage = shown["dagster/column_lineage"].value
    assert isinstance(lineage, dg.TableColumnLineage)
    below = {(dep.asset_key.to_user_string(), dep.column_name) for dep in lineage.deps_by_column["killed_low"]}
    assert ("marts/casualties", "low") in below

    printed = own.run()
    assert "0 of them new" in printed
    assert NOTHING_CHANGED in printed
    assert own.landed() == landed
    assert own.published.resolve() == version, "nothing changed, so the published version stays current"
    repeated = metadata(own)
    assert repeated.pop("rebuilt").value is False
    assert repeated == {name: value for name, value in shown.items() if name != "rebuilt"}

    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    assert NOTHING_CHANGED in own.run(now=tomorrow), "a new day on which nothing is landed changes nothing"

    shutil.rmtree(own.data / "versions")
    (own.data / "published").unlink()
    assert NOTHING_CHANGED in own.run(), "what was lost after the build is made from what the build left"
    assert own.digest() == digest


def test_a_dbt_command_by_hand_makes_the_next_run_build(own: Tally, tmp_path: Path) -> None:
    digest = own.digest()
    dbt(own, tmp_path / "target", "run", "--select", "events", "--vars", "{near_km: 1}")
    assert NOTHING_CHANGED not in own.run()
    assert own.digest() == digest
