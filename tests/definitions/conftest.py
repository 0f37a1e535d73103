"""A data folder and an inbox of their own for what Dagster evaluates in this process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from orchestration.settings import Settings, get_settings


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Settings]:
    """The settings of this process, pointing into an empty folder."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    monkeypatch.setenv("TALLYWIRE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("TALLYWIRE_INBOX", str(inbox))
    monkeypatch.setenv("TALLYWIRE_NOW", "2026-03-09T12:00:00")
    get_settings.cache_clear()
    yield get_settings()
    get_settings.cache_clear()
