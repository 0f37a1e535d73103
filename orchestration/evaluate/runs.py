"""Runs of the whole job on gold files: their documents go in without the gold, a published file comes out.

Events are matched across everything in one data folder. Gold files that may report the same incident need separate runs.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from orchestration.evaluate.gold import GoldDocument, GoldFile
from orchestration.evaluate.published import make_external_id


class RunError(RuntimeError):
    """The job failed on a gold file. Its own message is on standard error."""


def run_golds(golds: Sequence[GoldFile[Any]], folder: Path) -> Path:
    """Empties `folder` and runs the job there on the documents of `golds`; returns the published file.

    Raises `RunError`.
    """
    shutil.rmtree(folder, ignore_errors=True)
    inputs, data = folder / "input", folder / "data"
    inputs.mkdir(parents=True)
    for gold in golds:
        lines = (f"{_write_line(gold.stem, document)}\n" for document in gold.documents)
        (inputs / f"{gold.stem}.jsonl").write_text("".join(lines), encoding="utf-8")
    # A process of its own, as for a user: settings and Dagster's home are those of one data folder for a process's life.
    command = [sys.executable, "-m", "orchestration.cli.app", "run", str(inputs), "--data-dir", str(data)]
    if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode:  # noqa: S603  # our own command
        raise RunError(f"the run on {', '.join(gold.stem for gold in golds)} failed. See the message above.")
    return data / "published" / "tallywire.duckdb"


def _write_line(stem: str, document: GoldDocument[Any]) -> str:
    given = {"title": document.title, "text": document.text, "published_at": document.published_at, "source": document.source}
    known = {name: value for name, value in given.items() if value is not None}
    return json.dumps({"id": make_external_id(stem, document.id), **known}, ensure_ascii=False)
