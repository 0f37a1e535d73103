"""`tallywire dev`: starts, watches and stops the Dagster UI and its daemon for one data folder.

Here belong their processes. Which requests the UI answers belongs to `web_guard`; what it shows belongs to `defs`.
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
from http import HTTPStatus
from pathlib import Path
from types import FrameType

from orchestration.cli.dagster_home import fail_abandoned_runs, mark_unused_inputs, open_instance
from orchestration.settings import PROJECT_DIR, Settings
from orchestration.storage.lock import LockTimeoutError, describe_holder, hold_lock

HOST = "127.0.0.1"
_STRANGE_HOST = "tallywire.invalid"
_POLL_SECONDS = 0.25
_MAX_START_SECONDS = 180
_MAX_STOP_SECONDS = 60
_MAX_LOG_LINES = 15


class DevServerError(RuntimeError):
    """The UI cannot be served. The message says why and what to do."""


def serve_ui(chosen: Settings, port: int, print_line: Callable[[str], None]) -> None:
    """Serves the UI of `chosen.data_dir` on 127.0.0.1 until this process is asked to stop. Raises `DevServerError`."""
    lock_file = chosen.dagster_home.with_name("dev.lock")
    try:
        with hold_lock(lock_file, timeout=0, purpose="serving the Dagster UI"):
            _serve_locked(chosen, port, print_line)
    except LockTimeoutError:
        raise DevServerError(
            f"the Dagster UI of this data folder is already running: {describe_holder(lock_file)}. Use it or stop it."
        ) from None


def _serve_locked(chosen: Settings, port: int, print_line: Callable[[str], None]) -> None:
    _check_port(port)
    with open_instance(chosen.dagster_home) as instance:
        fail_abandoned_runs(instance)
        mark_unused_inputs(instance)
    address = f"http://{HOST}:{port}"
    log = chosen.dagster_home / "dev.log"
    print_line(f"Starting Dagster for {chosen.data_dir} …")
    with _catch_stop_signals() as is_stopping:
        services = _start_services(port, log)
        try:
            _wait_until_up(services, address, is_stopping)
            if not is_stopping() and services.poll() is None:
                _check_guard(address)
                print_line(f"Dagster UI: {address}   (Ctrl-C stops it)")
            while not is_stopping() and services.poll() is None:
                time.sleep(_POLL_SECONDS)
        finally:
            died = services.poll()
            _stop_services(services)
    if died is not None and not is_stopping():
        raise DevServerError(f"Dagster stopped unexpectedly:\n{_read_last_lines(log)}\nFull log: {log}")
    print_line("Dagster stopped.")


def _check_port(port: int) -> None:
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((HOST, port))
        except OSError as error:
            raise DevServerError(
                f"port {port} of {HOST} cannot be used ({error.strerror}). "
                "Choose another one: tallywire dev --port 3001, or make dev PORT=3001"
            ) from None


def _start_services(port: int, log: Path) -> subprocess.Popen[bytes]:
    """Starts webserver, daemon and code server in a separate session. So Ctrl-C reaches only this process, which stops them once.

    Their output goes to `log`, which contains the latest start only. Runs keep their own logs.
    """
    with log.open("wb") as out:
        return subprocess.Popen(  # noqa: S603  our own executable, no shell
            [
                sys.executable,
                "-m",
                "orchestration.cli.guarded_dagster",
                "dev",
                "--host",
                HOST,
                "--port",
                str(port),
                "--no-check-yaml",
            ],
            cwd=PROJECT_DIR,
            env={**os.environ, "DAGSTER_DISABLE_TELEMETRY": "1"},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _read_last_lines(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-_MAX_LOG_LINES:])


def _wait_until_up(services: subprocess.Popen[bytes], address: str, is_stopping: Callable[[], bool]) -> None:
    give_up = time.monotonic() + _MAX_START_SECONDS
    while not is_stopping() and services.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/server_info", timeout=1):  # noqa: S310  our own address
                return
        except (urllib.error.URLError, OSError):
            if time.monotonic() > give_up:
                raise DevServerError(f"Dagster did not answer on {address} within {_MAX_START_SECONDS} s. Try again.") from None
            time.sleep(_POLL_SECONDS)


def _check_guard(address: str) -> None:
    """Raises `DevServerError` if the page answers another host's name: a version of Dagster may have bypassed the guard."""
    request = urllib.request.Request(f"{address}/server_info", headers={"Host": _STRANGE_HOST})  # noqa: S310  our own address
    try:
        with urllib.request.urlopen(request, timeout=_MAX_START_SECONDS):  # noqa: S310
            pass
    except urllib.error.HTTPError as refusal:
        if refusal.code == HTTPStatus.FORBIDDEN:
            return
    raise DevServerError(
        "the Dagster UI answers requests of other web sites. Install the versions of requirements.lock (make setup). Try again."
    )


def _stop_services(services: subprocess.Popen[bytes]) -> None:
    """Stops the services and every run that they started. Returns when no process is left."""
    for number in (signal.SIGINT, signal.SIGKILL):
        try:
            os.killpg(services.pid, number)
        except ProcessLookupError:
            break
        if _wait_until_gone(services):
            break


def _wait_until_gone(services: subprocess.Popen[bytes]) -> bool:
    give_up = time.monotonic() + _MAX_STOP_SECONDS
    while time.monotonic() < give_up:
        services.poll()
        try:
            os.killpg(services.pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(_POLL_SECONDS)
    return False


@contextmanager
def _catch_stop_signals() -> Iterator[Callable[[], bool]]:
    """Yields a function that says whether Ctrl-C or a termination signal arrived, so that every stop is orderly."""
    is_stopping = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal is_stopping
        is_stopping = True

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield lambda: is_stopping
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
