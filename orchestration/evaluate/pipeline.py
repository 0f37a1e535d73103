"""A gold file through the whole job: its documents without the gold in, a published file out.

Each gold file gets a data folder of its own, made anew, because events are matched across everything in one folder.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from orchestration.evaluate.gold import Document, GoldFile
from orchestration.evaluate.published import external_id


class PipelineError(RuntimeError):
    """The job failed on a gold file; what it said stands on standard error."""


def publish(gold: GoldFile[Any], folder: Path) -> Path:
    """Runs the job on the documents of `gold` in `folder`, which is made anew; returns the published file.

    Raises `PipelineError`.
    """
    shutil.rmtree(folder, ignore_errors=True)
    inputs, data = folder / f"{gold.stem}.jsonl", folder / "data"
    folder.mkdir(parents=True)
    inputs.write_text("".join(f"{_line(gold.stem, document)}\n" for document in gold.documents), encoding="utf-8")
    # A process of its own, as for a user: settings and Dagster's home are those of one data folder for a process's life.
    command = [sys.executable, "-m", "orchestration.cli", "run", str(inputs), "--data-dir", str(data)]
    if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode:  # noqa: S603  # our own command
        raise PipelineError(f"{gold.path}: the run on its documents failed; the reason stands above.")
    return data / "published" / "tallywire.duckdb"


def _line(stem: str, document: Document[Any]) -> str:
    given = {"title": document.title, "text": document.text, "published_at": document.published_at, "source": document.source}
    known = {name: value for name, value in given.items() if value is not None}
    return json.dumps({"id": external_id(stem, document.id), **known}, ensure_ascii=False)
