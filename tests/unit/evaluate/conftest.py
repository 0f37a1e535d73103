"""An empty world for each kind of gold file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.evaluate.world import World


@pytest.fixture
def world(tmp_path: Path) -> Callable[[str], World]:
    return lambda stem: World(tmp_path, stem)
