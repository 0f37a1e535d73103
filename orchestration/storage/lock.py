"""Locks between processes: one for the warehouse, one for discovery.

A lock is a file lock of the operating system. The kernel frees it when its holder ends, even after a crash. A note next to it
names the holder, so that a waiting process can show who holds the lock. The note is for people; no code depends on it.
"""

from __future__ import annotations

import fcntl
import json
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

_POLL_SECONDS = 0.1
WAITING_PREFIX = "Waiting"
"""Start of the line that a waiting process prints."""


class LockTimeoutError(RuntimeError):
    """Another process held the lock longer than the time-out. The message names the process."""


def _print_line(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def _get_note_path(path: Path) -> Path:
    return path.with_name(path.name + ".json")


def _write_note(path: Path, purpose: str) -> None:
    facts = {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "command": " ".join([Path(sys.argv[0]).name, *sys.argv[1:]])[:120],
        "purpose": purpose,
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    note = _get_note_path(path)
    tmp = note.with_name(f".{note.name}.{os.getpid()}.tmp")
    tmp.write_text(json.dumps(facts))
    tmp.replace(note)


def describe_holder(path: Path) -> str:
    """One line about the process that took the lock last."""
    try:
        who = json.loads(_get_note_path(path).read_text())
        return f"process {who['pid']} on {who['host']}, {who['purpose']} since {who['since']} ({who['command']})"
    except (OSError, ValueError, KeyError):
        return "another process"


def _wait_for_lock(path: Path, attempt: Callable[[], bool], timeout: float, purpose: str, say: Callable[[str], None]) -> None:
    """Calls `attempt` until it succeeds, and reports who holds the lock. Raises `LockTimeoutError`."""
    give_up = time.monotonic() + timeout
    announced = ""
    while not attempt():
        who = describe_holder(path)
        if time.monotonic() > give_up:
            raise LockTimeoutError(
                f"Gave up after {timeout:g} s: {path} is held by {who}. "
                "Wait until it ends, or set TALLYWIRE_LOCK_TIMEOUT to more seconds."
            )
        if who != announced:
            say(f"{WAITING_PREFIX} ({purpose}): {path.name} is held by {who}.")
            announced = who
        time.sleep(_POLL_SECONDS)
    _write_note(path, purpose)


@contextmanager
def hold_lock(path: Path, *, timeout: float, purpose: str, say: Callable[[str], None] = _print_line) -> Iterator[None]:
    """Holds the lock `path` during the block. Waits up to `timeout` seconds, then raises `LockTimeoutError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    guard = FileLock(path)

    def attempt() -> bool:
        try:
            guard.acquire(timeout=0)
        except Timeout:
            return False
        return True

    _wait_for_lock(path, attempt, timeout, purpose, say)
    try:
        yield
    finally:
        guard.release()


_held_until_exit: set[Path] = set()


def hold_lock_until_exit(path: Path, *, timeout: float, purpose: str) -> None:
    """Holds the lock `path` until this process ends. Raises `LockTimeoutError`.

    It is the same kernel lock that `hold_lock` takes. A FileLock would free it while Python shuts down, when DuckDB may
    still have the file open. The kernel closes a bare file descriptor last.
    """
    if path in _held_until_exit:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)

    def attempt() -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    try:
        _wait_for_lock(path, attempt, timeout, purpose, _print_line)
    except BaseException:
        os.close(descriptor)
        raise
    _held_until_exit.add(path)
