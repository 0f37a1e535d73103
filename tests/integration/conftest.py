"""Data folders on which the real job runs in a process of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.integration.newsroom import Newsroom
from tests.integration.tally import Tally


@pytest.fixture
def tally(tmp_path: Path) -> Tally:
    return Tally(tmp_path / "data")


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Newsroom]:
    """Opens an empty newsroom."""
    desk = tmp_path_factory.mktemp("desk")
    return lambda: Newsroom(tmp_path_factory.mktemp("newsroom") / "data", desk)


@pytest.fixture(scope="session")
def founding(tmp_path_factory: pytest.TempPathFactory) -> Tally:
    """The job's result on the two sample articles."""
    tally = Tally(tmp_path_factory.mktemp("founding") / "data")
    tally.run()
    return tally


@pytest.fixture
def own(founding: Tally, tally: Tally) -> Tally:
    """A copy of the founding data folder that a test may change."""
    shutil.copytree(founding.data, tally.data, symlinks=True)
    return tally
