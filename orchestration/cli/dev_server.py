"""`tallywire dev`: the Dagster UI and its daemon for one data folder, from start to a clean end.

Here belongs what starts, watches and ends their processes. What the UI shows belongs to `defs`.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from orchestration.cli.dagster_home import end_abandoned_runs, note_unused_doors, open_instance
from orchestration.settings import PROJECT_DIR, Settings
from orchestration.storage.lock import LockTimeoutError, holder, lock

HOST = "127.0.0.1"
_DG = Path(sys.executable).with_name("dg")
_POLL_SECONDS = 0.25
_START_SECONDS = 180
_END_SECONDS = 60
_SHOWN_LINES = 15


class DevError(RuntimeError):
    """The UI cannot be served; the message says why and what to do."""


def serve(chosen: Settings, port: int, say: Callable[[str], None]) -> None:
    """Serves the UI of `chosen.data_dir` on 127.0.0.1 until this process is told to end. Raises `DevError`."""
    front = chosen.dagster_home.with_name("dev.lock")
    try:
        with lock(front, timeout=0, purpose="serving the Dagster UI"):
            _serve(chosen, port, say)
    except LockTimeoutError:
        raise DevError(f"this data folder has its Dagster UI already: {holder(front)}. Use its page, or end it.") from None


def _serve(chosen: Settings, port: int, say: Callable[[str], None]) -> None:
    _refuse_taken(port)
    with open_instance(chosen.dagster_home) as instance:
        end_abandoned_runs(instance)
        note_unused_doors(instance)
    address = f"http://{HOST}:{port}"
    log = chosen.dagster_home / "dev.log"
    say(f"Starting Dagster for {chosen.data_dir} …")
    with _told_to_end() as ending:
        services = _start(port, log)
        try:
            _wait_until_up(services, address, ending)
            if not ending():
                say(f"Dagster UI: {address}   (Ctrl-C ends it)")
            while not ending() and services.poll() is None:
                time.sleep(_POLL_SECONDS)
        finally:
            died = services.poll()
            _end(services)
    if died is not None and not ending():
        raise DevError(f"Dagster ended by itself:\n{_last_lines(log)}\nAll it said is in {log}")
    say("Dagster has ended.")


def _refuse_taken(port: int) -> None:
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((HOST, port))
        except OSError as error:
            raise DevError(
                f"port {port} of {HOST} cannot be used ({error.strerror}). "
                "Choose another: tallywire dev --port 3001, or make dev PORT=3001"
            ) from None


def _start(port: int, log: Path) -> subprocess.Popen[bytes]:
    """Webserver, daemon and code server, in a session of their own: a Ctrl-C reaches them through us, once.

    What they and the runs print goes to `log`, which holds the latest start only; runs keep their logs themselves.
    """
    with log.open("wb") as out:
        return subprocess.Popen(  # noqa: S603  our own executable, no shell
            [_DG, "dev", "--host", HOST, "--port", str(port), "--no-check-yaml"],
            cwd=PROJECT_DIR,
            env={**os.environ, "DAGSTER_DISABLE_TELEMETRY": "1"},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _last_lines(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-_SHOWN_LINES:])


def _wait_until_up(services: subprocess.Popen[bytes], address: str, ending: Callable[[], bool]) -> None:
    give_up = time.monotonic() + _START_SECONDS
    while not ending() and services.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/server_info", timeout=1):  # noqa: S310  our own address
                return
        except (urllib.error.URLError, OSError):
            if time.monotonic() > give_up:
                raise DevError(f"Dagster did not answer on {address} within {_START_SECONDS} s.") from None
            time.sleep(_POLL_SECONDS)


def _end(services: subprocess.Popen[bytes]) -> None:
    """Ends the services and every run that they started; returns when no process is left."""
    for how in (signal.SIGINT, signal.SIGKILL):
        try:
            os.killpg(services.pid, how)
        except ProcessLookupError:
            break
        if _is_over(services):
            break


def _is_over(services: subprocess.Popen[bytes]) -> bool:
    give_up = time.monotonic() + _END_SECONDS
    while time.monotonic() < give_up:
        services.poll()
        try:
            os.killpg(services.pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(_POLL_SECONDS)
    return False


@contextmanager
def _told_to_end() -> Iterator[Callable[[], bool]]:
    """Turns Ctrl-C and a termination signal into an answer, so that the end is always the same orderly one."""
    told = False

    def tell(_number: int, _frame: FrameType | None) -> None:
        nonlocal told
        told = True

    before = {number: signal.signal(number, tell) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield lambda: told
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
