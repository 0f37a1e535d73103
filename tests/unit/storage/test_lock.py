import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from orchestration.storage.lock import LockTimeoutError, hold_lock

HOLD = """
import sys, time
from pathlib import Path
from orchestration.storage.lock import hold_lock
with hold_lock(Path(sys.argv[1]), timeout=5, purpose="holding on"):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path / "x.lock")], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_waiting_names_the_holder_and_gives_up_with_a_reason(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    said: list[str] = []
    with (
        pytest.raises(LockTimeoutError, match=rf"process {holder.pid} .*TALLYWIRE_LOCK_TIMEOUT"),
        hold_lock(tmp_path / "x.lock", timeout=0.3, purpose="publishing", say=said.append),
    ):
        pytest.fail("two processes held one lock")
    assert len(said) == 1
    assert f"process {holder.pid}" in said[0]
    assert "holding on" in said[0]
    assert "publishing" in said[0]


def test_a_killed_holder_frees_the_lock(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    start = time.monotonic()
    with hold_lock(tmp_path / "x.lock", timeout=5, purpose="test"):
        assert time.monotonic() - start < 5


def test_a_lock_is_free_again_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), hold_lock(tmp_path / "x.lock", timeout=1, purpose="test"):
        _ = 1 // 0
    with hold_lock(tmp_path / "x.lock", timeout=0.1, purpose="test"):
        pass


HOLD_UNTIL_EXIT = """
import atexit, fcntl, sys
from pathlib import Path
from orchestration.storage.lock import hold_lock_until_exit

class Late:
    # Torn down after the module that holds the lock, as a database connection may be.
    def __init__(self, path, open=open, flock=fcntl.flock, flags=fcntl.LOCK_EX | fcntl.LOCK_NB, write=sys.stdout.write):
        self.path, self.open, self.flock, self.flags, self.write = path, open, flock, flags, write
    def __del__(self):
        with self.open(self.path) as file:
            try:
                self.flock(file, self.flags)
            except OSError:
                self.write("still held")
            else:
                self.write("free")

path = Path(sys.argv[1])
hold_lock_until_exit(path, timeout=5, purpose="test")
import builtins
builtins.late = Late(str(path))
"""


def test_a_lock_held_until_exit_outlives_everything_in_the_process(tmp_path: Path) -> None:
    path = tmp_path / "x.lock"
    done = subprocess.run([sys.executable, "-c", HOLD_UNTIL_EXIT, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout == "still held", done.stderr
    with hold_lock(path, timeout=1, purpose="test"):
        pass
