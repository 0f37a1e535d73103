"""PDF, Word and Excel files, read in a process of their own. A hostile file can only end that process.

Here belong the limits of time, memory and size, and how a failure becomes a rejection. What is read from the files belongs to
office_files.py, which runs in the process.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from orchestration.ingest.reasons import ProblemError

MAX_SECONDS = 120
"""Wall time for one file, in case that it waits. The processor time has a limit of its own."""
MAX_CPU_SECONDS = 60
MAX_MEMORY_BYTES = 2 * 1024**3
_MAX_LINE_BYTES = 64 * 1024**2
_MAX_BYTES_BEFORE_SIGN = 1024
_SIGNS = {"pdf": (b"%PDF",), "docx": (b"PK", b"\xd0\xcf\x11\xe0"), "xlsx": (b"PK", b"\xd0\xcf\x11\xe0")}
"""What such files begin with; an encrypted Office file is of another kind."""
_PROJECT = Path(__file__).resolve().parents[2]


def read_contained(kind: str, payload: bytes) -> Iterator[Any]:
    """What office_files.py reads from a file of this kind, one JSON value after the other. Raises ProblemError."""
    if not any(sign in payload[:_MAX_BYTES_BEFORE_SIGN] for sign in _SIGNS[kind]):
        raise ProblemError("unreadable_file", f"it is no {kind.upper()} file, whatever its name says. Save its text as .txt.")
    with tempfile.TemporaryFile() as given:
        given.write(payload)
        given.seek(0)
        arguments = [sys.executable, "-m", "orchestration.ingest.office_files", kind, str(MAX_CPU_SECONDS), str(MAX_MEMORY_BYTES)]
        process = subprocess.Popen(  # noqa: S603  our own module
            arguments, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=_PROJECT
        )
    timer = threading.Timer(MAX_SECONDS, process.kill)
    timer.start()
    try:
        yield from _read_answers(process)
    finally:
        timer.cancel()
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _read_answers(process: subprocess.Popen[bytes]) -> Iterator[Any]:
    is_complete = False
    while process.stdout is not None and (line := process.stdout.readline(_MAX_LINE_BYTES)):
        if not line.endswith(b"\n"):
            break
        name, value = json.loads(line)
        if name == "problem":
            raise ProblemError(*value)
        is_complete = name == "end"
        if not is_complete:
            yield value
    if not is_complete:
        raise ProblemError(
            "unreadable_file",
            f"it is damaged, or needs more than {MAX_CPU_SECONDS} seconds or {MAX_MEMORY_BYTES // 1024**3} GB of memory. "
            "Open it in its program, save its text as .txt (a table as .csv) and use that file.",
        )
