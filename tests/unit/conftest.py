"""What the tests of several rooms share: a copy of the reference lists that a test may edit."""

import shutil
from pathlib import Path

import pytest

from orchestration.settings import REFERENCE_DIR


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    """A copy of seeds/reference."""
    return Path(shutil.copytree(REFERENCE_DIR, tmp_path / "reference"))
