"""Gold files through the whole job: their documents without the gold in, a published file out.

Events are matched across everything in one data folder: gold files that may tell of one incident go through it one by one.
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
from orchestration.evaluate.published import external_id


class PipelineError(RuntimeError):
    """The job failed on a gold file; what it said stands on standard error."""


def publish(golds: Sequence[GoldFile[Any]], folder: Path) -> Path:
    """Runs the job on the documents of `golds` in `folder`, which is made anew; returns the published file.

    Raises `PipelineError`.
    """
    shutil.rmtree(folder, ignore_errors=True)
    inputs, data = folder / "input", folder / "data"
    inputs.mkdir(parents=True)
    for gold in golds:
        lines = (f"{_line(gold.stem, document)}\n" for document in gold.documents)
        (inputs / f"{gold.stem}.jsonl").write_text("".join(lines), encoding="utf-8")
    # A process of its own, as for a user: settings and Dagster's home are those of one data folder for a process's life.
    command = [sys.executable, "-m", "orchestration.cli.app", "run", str(inputs), "--data-dir", str(data)]
    if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode:  # noqa: S603  # our own command
        raise PipelineError(f"the run on {', '.join(gold.stem for gold in golds)} failed; the reason stands above.")
    return data / "published" / "tallywire.duckdb"


def _line(stem: str, document: GoldDocument[Any]) -> str:
    given = {"title": document.title, "text": document.text, "published_at": document.published_at, "source": document.source}
    known = {name: value for name, value in given.items() if value is not None}
    return json.dumps({"id": external_id(stem, document.id), **known}, ensure_ascii=False)
