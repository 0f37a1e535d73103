"""A reviewer edits seeds/reference and builds again: actors and figures follow, and no code is touched."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from orchestration.dbt_bridge.corrections import load_corrections
from orchestration.settings import DBT_PROJECT_DIR, REFERENCE_DIR
from tests.integration import news
from tests.integration.newsroom import Newsroom
from tests.integration.tally import RUN_SECONDS

REPORTS = [
    {
        "id": "a",
        "published_at": "2025-06-03",
        "text": "Fighters of the Crimson Dawn Brigade attacked an army post near Hama on Monday, killing three soldiers.",
    },
    {
        "id": "b",
        "published_at": "2025-06-04",
        "text": "The Crimson-Dawn Brigade shelled a market in Idlib on Tuesday, killing two people, residents said.",
    },
    {
        "id": "c",
        "published_at": "2025-06-03",
        "text": "Gunmen of the Islamic Statement Front attacked a checkpoint near Homs on Monday, killing one policeman. "
        "They had fought ISIL for years.",
    },
]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what a reviewer has before him: the models, which stay as they are, and the lists."""
    root = tmp_path / "checkout"
    shutil.copytree(DBT_PROJECT_DIR, root / "dbt_project", ignore=shutil.ignore_patterns("target", "logs", "__pycache__"))
    shutil.copytree(REFERENCE_DIR, root / "seeds" / "reference")
    return root


def build(tally: Newsroom, checkout: Path) -> None:
    load_corrections(tally.settings, checkout / "seeds" / "reference")
    target = {"DBT_TARGET_PATH": str(checkout / "target"), "DBT_LOG_PATH": str(checkout / "target")}
    done = subprocess.run(
        [Path(sys.executable).with_name("dbt"), "--no-use-colors", "build", "--exclude-resource-type", "unit_test"],
        cwd=checkout / "dbt_project",
        env=tally.environment() | target,
        capture_output=True,
        text=True,
        timeout=RUN_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def append(path: Path, *lines: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)


def test_a_reviewer_names_an_actor_splits_one_and_corrects_a_figure(
    newsroom: Callable[[], Newsroom], checkout: Path, tmp_path: Path
) -> None:
    room = newsroom()
    room.take(datetime(2025, 6, 5), news.write_lines(tmp_path / "in.jsonl", *REPORTS))
    agents = "select killed_best, actor1, is_listed, actor1_id from marts.events inner join marts.actors on actor1_id = actor_id"
    found = {killed: rest for killed, *rest in room.query(agents)}
    assert found[3] == found[2] == ["Crimson Dawn Brigade", False, found[3][2]], "one name, spelled in two ways"
    assert found[1][:2] == ["Islamic Statement Front", False], "never the listed look-alike"
    isil = "select distinct actor_id from marts.actor_mentions where text = 'ISIL'"
    assert room.query(isil) == [("islamic-state",)]
    (claim,) = room.query("select claim_id from marts.claims where count_best = 3 and outcome = 'killed'")

    lists = checkout / "seeds" / "reference"
    append(
        lists / "listed_actors.csv",
        "crimson-dawn,Crimson Dawn,Rebel group,SYR,,Reviewed,",
        "isil-remnants,Remnants of ISIL,Rebel group,,islamic-state,Reviewed,",
    )
    aliases = (lists / "actor_aliases.csv").read_text(encoding="utf-8")
    assert "\nISIL,,islamic-state\n" in aliases
    (lists / "actor_aliases.csv").write_text(aliases.replace("\nISIL,,islamic-state\n", "\nISIL,,isil-remnants\n"))
    append(lists / "actor_aliases.csv", "Crimson Dawn Brigade,,crimson-dawn")
    append(lists / "corrections.csv", f"claims,{claim[0]},count_best,4,one died later,A. Reviewer")
    build(room, checkout)

    with duckdb.connect(str(room.data / "warehouse.duckdb"), read_only=True) as db:
        named = db.execute(f"{agents} order by 1").fetchall()
        assert [row for row in named if row[3] == "crimson-dawn"] == [
            (2, "Crimson Dawn", True, "crimson-dawn"),
            (4, "Crimson Dawn", True, "crimson-dawn"),
        ]
        assert db.execute("select count(*) from marts.actors where name = 'Crimson Dawn Brigade'").fetchone() == (0,)
        assert db.execute(isil).fetchall() == [("isil-remnants",)], "the actor was split"
        corrected = db.execute("select count_best, correction from marts.claims where correction is not null").fetchall()
        assert corrected == [(4, "count_best 3 → 4: one died later (A. Reviewer)")]
