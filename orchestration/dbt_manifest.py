"""The dbt project's manifest: made when it is missing or older than what it was made from."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from dagster_dbt import DbtProject

from orchestration.lock import lock
from orchestration.settings import DBT_PROJECT_DIR, REFERENCE_DIR

DBT_PROJECT = DbtProject(project_dir=DBT_PROJECT_DIR)
DBT = str(Path(sys.executable).with_name("dbt"))
"""dbt of the environment that this process runs in, whatever is on the PATH."""
_GENERATED = {"target", "logs"}


class DbtParseError(RuntimeError):
    """The dbt project cannot be read; the message is dbt's own."""


def _newest_source() -> float:
    folders = [DBT_PROJECT_DIR, REFERENCE_DIR]
    files = (f for folder in folders for f in folder.rglob("*") if not _GENERATED & set(f.relative_to(folder).parts))
    return max(f.stat().st_mtime for f in files)


def ensure_manifest() -> Path:
    """The path of a manifest that is newer than every file of the project; one process at a time makes it."""
    manifest = DBT_PROJECT.manifest_path
    with lock(DBT_PROJECT_DIR / "target" / "manifest.lock", timeout=300, purpose="dbt parse"):
        if not manifest.is_file() or manifest.stat().st_mtime <= _newest_source():
            where = ["--project-dir", str(DBT_PROJECT_DIR), "--profiles-dir", str(DBT_PROJECT_DIR)]
            done = subprocess.run(  # noqa: S603  our own executable and paths
                [DBT, "parse", "--quiet", *where], cwd=DBT_PROJECT_DIR, capture_output=True, text=True, check=False
            )
            if done.returncode != 0:
                raise DbtParseError(f"dbt could not read its project:\n{done.stdout}{done.stderr}")
            manifest.touch()
    return manifest
