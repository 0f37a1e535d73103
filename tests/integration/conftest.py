"""Data folders on which the real job runs in a process of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tally import Tally


@pytest.fixture
def tally(tmp_path: Path) -> Tally:
    return Tally(tmp_path / "data")


@pytest.fixture
def another_tally(tmp_path: Path) -> Callable[[str], Tally]:
    return lambda name: Tally(tmp_path / name)


@pytest.fixture(scope="session")
def founding(tmp_path_factory: pytest.TempPathFactory) -> Tally:
    """The job's result on the two sample articles."""
    tally = Tally(tmp_path_factory.mktemp("founding") / "data")
    tally.run()
    return tally
