"""The command as a process, on a fictional published file."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.explain.event.fictional_event import World

TALLYWIRE = Path(sys.executable).with_name("tallywire")
Done = subprocess.CompletedProcess[str]


@pytest.fixture
def why(tmp_path: Path) -> Callable[..., Done]:
    """Publishes a world and runs `tallywire why` on it, into a pipe."""

    def call(world: World, *arguments: str, **variables: str) -> Done:
        if not (tmp_path / "published").exists():
            world.publish(tmp_path)
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("TALLYWIRE_", "COLUMNS", "FORCE_COLOR"))}
        env = clean | {"TALLYWIRE_DATA_DIR": str(tmp_path)} | variables
        done = subprocess.run([TALLYWIRE, "why", *arguments], capture_output=True, timeout=60, env=env, check=False)
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return call
