from datetime import datetime
from pathlib import Path

import pytest

from orchestration import settings as module
from orchestration.settings import PROJECT_DIR, Settings, SettingsError


def test_the_defaults_are_the_ones_the_readme_names() -> None:
    chosen = Settings()
    assert chosen.data_dir == PROJECT_DIR / "warehouse" / "data"
    assert chosen.inbox == PROJECT_DIR / "seeds" / "articles"
    assert 1 <= chosen.workers <= 4


def test_a_relative_folder_is_of_the_folder_one_stands_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TALLYWIRE_DATA_DIR", "here")
    assert Settings().published_file == tmp_path / "here" / "published" / "tallywire.duckdb"


def test_the_clock_can_be_set_and_is_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALLYWIRE_NOW", "2026-03-01T02:00:00+03:00")
    assert Settings().clock() == datetime(2026, 2, 28, 23)


@pytest.mark.parametrize(("name", "value"), [("WORKERS", "0"), ("WORKERS", "many"), ("NOW", "soon"), ("LOCK_TIMEOUT", "-1")])
def test_a_wrong_variable_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"TALLYWIRE_{name}", value)
    module.get_settings.cache_clear()
    try:
        with pytest.raises(SettingsError, match=f"TALLYWIRE_{name}=.*{value}"):
            module.get_settings()
    finally:
        module.get_settings.cache_clear()
