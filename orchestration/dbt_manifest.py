"""The dbt project's manifest: made when it is missing or older than what it was made from."""

from __future__ import annotations

from pathlib import Path

from dagster_dbt import DagsterDbtProjectPreparer, DbtProject

from orchestration.lock import lock
from orchestration.settings import DBT_PROJECT_DIR, REFERENCE_DIR

DBT_PROJECT = DbtProject(project_dir=DBT_PROJECT_DIR)
_GENERATED = {"target", "logs", "dbt_packages"}


def _newest_source() -> float:
    folders = [DBT_PROJECT_DIR, REFERENCE_DIR]
    files = (f for folder in folders for f in folder.rglob("*") if not _GENERATED & set(f.relative_to(folder).parts))
    return max(f.stat().st_mtime for f in files)


def ensure_manifest() -> Path:
    """The path of a manifest that is newer than every file of the project; one process at a time makes it."""
    manifest = DBT_PROJECT.manifest_path
    with lock(DBT_PROJECT_DIR / "target" / "manifest.lock", timeout=300, purpose="dbt parse"):
        if not manifest.is_file() or manifest.stat().st_mtime <= _newest_source():
            DagsterDbtProjectPreparer().prepare(DBT_PROJECT)
            manifest.touch()
    return manifest
