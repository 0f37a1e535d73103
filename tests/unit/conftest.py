"""What the tests of several rooms share: the command as a process, a made-up published file, reference lists to edit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from orchestration.settings import REFERENCE_DIR

TALLYWIRE = Path(sys.executable).with_name("tallywire")


@pytest.fixture
def tallywire(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Calls `tallywire` with `data` of the test's own folder as its data folder, unless variables say otherwise."""

    def call(*arguments: str, stdin: bytes = b"", **variables: str) -> subprocess.CompletedProcess[str]:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("TALLYWIRE_")}
        env = clean | {"TALLYWIRE_DATA_DIR": str(tmp_path / "data")} | variables
        done = subprocess.run([TALLYWIRE, *arguments], input=stdin, capture_output=True, timeout=60, env=env, check=False)
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A published file with two events, and with three rejected documents of which one was repaired."""
    path = tmp_path / "data" / "published" / "tallywire.duckdb"
    path.parent.mkdir(parents=True)
    with duckdb.connect(str(path)) as db:
        db.execute("create schema marts")
        db.execute("create schema exports")
        db.execute("create table marts.events (event_id varchar, killed_best integer, summary varchar)")
        db.execute("insert into marts.events values ('a', 4, 'Four killed.'), ('b', null, 'A battle.')")
        db.execute("create table exports.acled_events (event_id_cnty varchar)")
        db.execute(
            "create table marts.rejected_documents (document_id varchar, uri varchar, stage varchar, reason varchar, "
            "message varchar, is_retriable boolean, is_superseded boolean, landed_on date)"
        )
        db.execute(
            "insert into marts.rejected_documents values "
            "('1', 'x.txt', 'parse', 'empty', 'x.txt: nothing in it.', false, false, '2025-06-02'), "
            "('2', 'y.gz', 'read', 'truncated', 'y.gz: it breaks off.', true, false, '2025-06-03'), "
            "('3', 'z.txt', 'parse', 'empty', 'z.txt: nothing in it.', false, true, '2025-06-01')"
        )
    return path


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    """A copy of seeds/reference."""
    return Path(shutil.copytree(REFERENCE_DIR, tmp_path / "reference"))
