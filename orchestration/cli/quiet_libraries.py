"""Keeps what libraries and child processes print off the terminal.

Here belongs where standard output and standard error lead while a run is at work. What the run itself has to say goes to
its own console and is not touched.
"""

from __future__ import annotations

import io
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from orchestration.storage.lock import WAITING


@contextmanager
def libraries_silenced(log: Path, say: Callable[[str], None]) -> Iterator[None]:
    """In the block, all that is printed goes to the file `log`; only who waits for a lock is said.

    It redirects the descriptors, because dbt and other children print straight to them.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    inlet, outlet = os.pipe()
    reader = threading.Thread(target=_drain, args=(os.fdopen(inlet, "rb"), log, say), daemon=True)
    reader.start()
    kept = {number: os.dup(number) for number in (1, 2)}
    _flush()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)  # who waits is said at once
    for number in kept:
        os.dup2(outlet, number)
    os.close(outlet)
    try:
        yield
    except Exception:
        _lead_back(kept)
        raise
    _lead_back(kept)  # not after a BaseException: then the process ends, while its libraries may still be at work


def _lead_back(kept: dict[int, int]) -> None:
    _flush()
    for number, original in kept.items():
        os.dup2(original, number)
        os.close(original)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        stream.flush()


def _drain(printed: BinaryIO, log: Path, say: Callable[[str], None]) -> None:
    with printed, log.open("wb", buffering=0) as file:
        for line in printed:
            if line.startswith(WAITING.encode()):
                say(line.decode(errors="replace").rstrip())
            else:
                file.write(line)
