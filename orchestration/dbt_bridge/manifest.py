"""The dbt project as a whole: its hash, and its manifest, which is made again when the hash changes.

What the models mean belongs to dbt_project/.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

from dagster_dbt import DbtProject

from orchestration.settings import DBT_PROJECT_DIR, REFERENCE_DIR
from orchestration.storage.atomic_files import write_durably
from orchestration.storage.lock import hold_lock

DBT_PROJECT = DbtProject(project_dir=DBT_PROJECT_DIR)
DBT_EXECUTABLE = str(Path(sys.executable).with_name("dbt"))
"""dbt of the environment that this process runs in, whatever is on the PATH."""
_GENERATED_FOLDERS = {"target", "logs", "__pycache__"}
_LIBRARIES = ("dbt-core", "dbt-duckdb", "duckdb")


class DbtParseError(RuntimeError):
    """dbt cannot read the project. The message is from dbt."""


@cache
def hash_project() -> str:
    """A hash of every file and library version that a build depends on, apart from the raw rows."""
    digest = hashlib.sha256()
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    for folder in (DBT_PROJECT_DIR, REFERENCE_DIR):
        for file in sorted(folder.rglob("*")):
            name = file.relative_to(folder)
            if file.is_file() and not _GENERATED_FOLDERS & set(name.parts) and not name.name.startswith("."):
                digest.update(f"{name}\n{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def ensure_manifest() -> Path:
    """The path of an up-to-date manifest. One process at a time makes it."""
    manifest = DBT_PROJECT.manifest_path
    made_from = manifest.with_name("manifest.made_from")
    with hold_lock(manifest.with_name("manifest.lock"), timeout=300, purpose="dbt parse"):
        if not (manifest.is_file() and made_from.is_file() and made_from.read_text() == hash_project()):
            where = ["--project-dir", str(DBT_PROJECT_DIR), "--profiles-dir", str(DBT_PROJECT_DIR)]
            done = subprocess.run(  # noqa: S603  our own executable and paths
                [DBT_EXECUTABLE, "parse", "--quiet", *where], cwd=DBT_PROJECT_DIR, capture_output=True, text=True, check=False
            )
            if done.returncode != 0:
                raise DbtParseError(f"dbt could not read the project:\n{done.stdout}{done.stderr}")
            write_durably(made_from, hash_project().encode())
    return manifest
