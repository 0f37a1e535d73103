"""dbt run by hand: its unit tests pass, it waits for its turn, and what it breaks is not published."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from orchestration.settings import DBT_PROJECT_DIR
from orchestration.storage.lock import hold_lock
from tests.integration.tally import Tally

pytestmark = pytest.mark.xdist_group("founding")


def dbt(tally: Tally, target: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    where = {"DBT_TARGET_PATH": str(target), "DBT_LOG_PATH": str(target)}
    return subprocess.run(
        [Path(sys.executable).with_name("dbt"), "--no-use-colors", *arguments],
        cwd=DBT_PROJECT_DIR,
        env=tally.environment() | where | variables,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def build_status(tally: Tally) -> str:
    with duckdb.connect(str(tally.data / "warehouse.duckdb"), read_only=True) as db:
        return str(db.execute("select status from raw.dbt_builds").fetchall()[0][0])


def test_the_unit_tests_of_the_models_pass(own: Tally, tmp_path: Path) -> None:
    done = dbt(own, tmp_path / "target", "test", "--select", "test_type:unit")
    assert done.returncode == 0, done.stdout
    assert "ERROR=0" in done.stdout
    passed = int(done.stdout.split("PASS=")[1].split()[0])
    assert passed >= 10


def test_dbt_waits_for_its_turn_and_names_the_holder_of_the_lock(own: Tally, tmp_path: Path) -> None:
    with hold_lock(own.data / "warehouse.lock", timeout=1, purpose="loading"):
        done = dbt(own, tmp_path / "target", "run", "--select", "stg_articles", TALLYWIRE_LOCK_TIMEOUT="1")
    assert done.returncode != 0
    assert f"held by process {os.getpid()}" in done.stdout + done.stderr


def test_a_failed_build_is_remembered_until_a_complete_one_succeeds(own: Tally, tmp_path: Path) -> None:
    assert build_status(own) == "success"
    with duckdb.connect(str(own.data / "warehouse.duckdb")) as db:
        db.execute("create table raw.kept as from raw.claims")
        db.execute("update raw.claims set outcome = 'spirited away'")
    assert dbt(own, tmp_path / "target", "build", "--exclude-resource-type", "unit_test").returncode != 0
    assert build_status(own) == "failed"
    assert dbt(own, tmp_path / "target", "run", "--select", "stg_articles").returncode == 0
    assert build_status(own) == "failed", "a partial build that succeeds does not make up for the failed one"
    with duckdb.connect(str(own.data / "warehouse.duckdb")) as db:
        db.execute("delete from raw.claims; insert into raw.claims from raw.kept")
    assert dbt(own, tmp_path / "target", "build", "--exclude-resource-type", "unit_test", "test").returncode == 0
    assert build_status(own) == "success"
