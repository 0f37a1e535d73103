"""The command as a process, and one extractor for the session."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from orchestration.extract.extractor import Extractor

TALLYWIRE = Path(sys.executable).with_name("tallywire")
SECONDS = 120
Done = subprocess.CompletedProcess[str]


def make_environment(variables: dict[str, str]) -> dict[str, str]:
    removed = ("TALLYWIRE_", "FORCE_COLOR", "NO_COLOR", "COLUMNS", "TERM")
    return {k: v for k, v in os.environ.items() if not k.startswith(removed)} | variables


@pytest.fixture(scope="session")
def explain(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Done]:
    """Runs `tallywire explain` without a data folder, into a pipe."""

    data = tmp_path_factory.mktemp("explain") / "no-data"

    def call(*arguments: str | Path, stdin: bytes = b"", **variables: str) -> Done:
        env = make_environment({"TALLYWIRE_DATA_DIR": str(data)} | variables)
        done = subprocess.run(
            [TALLYWIRE, "explain", *map(str, arguments)], input=stdin, capture_output=True, timeout=SECONDS, env=env, check=False
        )
        assert not data.exists(), "it needs no data folder"
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


@pytest.fixture(scope="session")
def on_a_terminal() -> Callable[..., str]:
    """Runs `tallywire explain` on a terminal of 90 columns and returns what it writes."""

    def call(*arguments: str | Path, **variables: str) -> str:
        ours, theirs = pty.openpty()
        env = make_environment({"TERM": "xterm-256color", "COLUMNS": "90"} | variables)
        with subprocess.Popen([TALLYWIRE, "explain", *map(str, arguments)], stdin=theirs, stdout=theirs, env=env) as process:
            os.close(theirs)
            written = b""
            with suppress(OSError):  # the terminal closes with its last writer
                while chunk := os.read(ours, 65536):
                    written += chunk
            assert process.wait(SECONDS) == 0
        os.close(ours)
        return written.decode().replace("\r\n", "\n")

    return call


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor.load()
