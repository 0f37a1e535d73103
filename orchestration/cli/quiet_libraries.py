"""Keeps the output of libraries and child processes off the terminal.

Here belongs the redirection of standard output and standard error during a run. The run prints its own lines on a console that
is not redirected.
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

from orchestration.storage.lock import WAITING_PREFIX
from orchestration.storage.notices import NOTICE_PREFIX


@contextmanager
def silence_libraries(log: Path, print_line: Callable[[str], None]) -> Iterator[None]:
    """Redirects all output in the block to the file `log`. Only notices and lines about waiting for a lock are printed.

    It redirects the descriptors, because dbt and other child processes write directly to them.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    inlet, outlet = os.pipe()
    reader = threading.Thread(target=_copy_lines, args=(os.fdopen(inlet, "rb"), log, print_line), daemon=True)
    reader.start()
    saved = {number: os.dup(number) for number in (1, 2)}
    _flush_output()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)  # so that waiting for a lock is reported at once
    for number in saved:
        os.dup2(outlet, number)
    os.close(outlet)
    try:
        yield
    except Exception:
        _restore_descriptors(saved)
        raise
    _restore_descriptors(saved)  # not after a BaseException: the process ends then, and its libraries may still print


def _restore_descriptors(saved: dict[int, int]) -> None:
    _flush_output()
    for number, original in saved.items():
        os.dup2(original, number)
        os.close(original)


def _flush_output() -> None:
    for stream in (sys.stdout, sys.stderr):
        stream.flush()


def _copy_lines(printed: BinaryIO, log: Path, print_line: Callable[[str], None]) -> None:
    with printed, log.open("wb", buffering=0) as file:
        for line in printed:
            if line.startswith((WAITING_PREFIX.encode(), NOTICE_PREFIX.encode())):
                print_line(line.decode(errors="replace").rstrip())
            else:
                file.write(line)
