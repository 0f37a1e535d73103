"""From a folder of files to landed documents and articles, by the functions that the assets call."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from orchestration.pipeline import steps
from orchestration.settings import Settings
from orchestration.storage.landing import Landing, LandingError

NOW = datetime(2026, 3, 1, 12)
DAY = NOW.date()


class Heard:
    """What was said, with the counts."""

    def __init__(self) -> None:
        self.said: list[tuple[str, int | None, int | None]] = []

    def __call__(self, message: str, /, *, done: int | None = None, total: int | None = None) -> None:
        self.said.append((message, done, total))


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every turn of a loop may speak."""
    monkeypatch.setattr("orchestration.pipeline.progress._MIN_SECONDS_BETWEEN_REPORTS", 0)


def write_lines(path: Path, numbers: range) -> None:
    lines = (json.dumps({"url": f"https://example.org/{n}", "text": f"Shelling killed {n} civilians in Raqqa."}) for n in numbers)
    path.write_text("\n".join(lines) + "\n")


def table_of(settings: Settings, kind: str, column: str) -> list[str]:
    return sorted(
        value for _, table in Landing(settings.landing_dir).scan_tables(kind, [column]) for value in table[column].to_pylist()
    )


def test_a_folder_seen_before_lands_only_what_is_new(settings: Settings, inbox: Path) -> None:
    write_lines(inbox / "one.jsonl", range(700))
    assert steps.discover_documents(settings, [inbox], NOW) == steps.DiscoveryCounts(700, 700, 0)
    write_lines(inbox / "two.jsonl", range(690, 710))
    assert steps.discover_documents(settings, [inbox], NOW.replace(hour=13)) == steps.DiscoveryCounts(720, 10, 0)
    assert len(table_of(settings, "documents", "document_id")) == len(table_of(settings, "sightings", "document_id")) == 710


def test_a_discovery_that_died_before_its_sightings_is_made_good(settings: Settings, inbox: Path) -> None:
    write_lines(inbox / "one.jsonl", range(5))
    steps.discover_documents(settings, [inbox], NOW)
    landing = Landing(settings.landing_dir)
    landing.prune_files("sightings", DAY, [])
    assert steps.discover_documents(settings, [inbox], NOW).n_new == 0
    assert table_of(settings, "sightings", "document_id") == table_of(settings, "documents", "document_id")


def test_landing_files_stay_small_whatever_one_document_weighs(
    settings: Settings, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "MAX_BATCH_BYTES", 10_000)
    for name, size in (("a", 6_000), ("b", 6_000), ("c", 50_000), ("d", 10), ("e", 10)):
        (inbox / f"{name}.txt").write_text(name * size)
    steps.discover_documents(settings, [inbox], NOW)
    landing = Landing(settings.landing_dir)
    files = [landing.read_table("documents", DAY, name)["payload"].to_pylist() for name in landing.list_names("documents", DAY)]
    assert sorted([len(payload) for payload in file] for file in files) == [[10, 10], [6_000], [6_000], [50_000]]


@pytest.mark.parametrize("workers", [1, 2])
def test_every_document_is_parsed_once_with_any_number_of_workers(
    settings: Settings, inbox: Path, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "MAX_BATCH_DOCUMENTS", 10)
    write_lines(inbox / "one.jsonl", range(250))
    (inbox / "empty.txt").write_text("")
    steps.discover_documents(settings, [inbox], NOW)
    chosen = settings.model_copy(update={"workers": workers})
    assert steps.parse_day(chosen, DAY) == (250, 1)
    landing = Landing(settings.landing_dir)
    written = {path: path.stat().st_mtime_ns for path in settings.landing_dir.glob("articles/*/*")}
    assert len(written) == len(landing.list_names("documents", DAY)) > 20
    assert steps.parse_day(chosen, DAY) == (250, 1)
    assert {path: path.stat().st_mtime_ns for path in settings.landing_dir.glob("articles/*/*")} == written


@pytest.mark.usefixtures("impatient")
def test_progress_is_reported_in_counts(settings: Settings, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "MAX_BATCH_DOCUMENTS", 500)
    write_lines(inbox / "one.jsonl", range(1_200))
    found, parsed = Heard(), Heard()
    steps.discover_documents(settings, [inbox], NOW, found)
    assert found.said[-1] == ("1,200 documents found, 1,200 of them new", 1_200, None)
    steps.parse_day(settings, DAY, parsed)
    assert parsed.said[-1] == ("1,200 of 1,200 documents parsed", 1_200, 1_200)
    assert [done for _, done, _ in parsed.said] == sorted(done or 0 for _, done, _ in parsed.said)


def test_a_quick_step_does_not_chatter(settings: Settings, inbox: Path) -> None:
    write_lines(inbox / "one.jsonl", range(20))
    heard = Heard()
    steps.discover_documents(settings, [inbox], NOW, heard)
    steps.parse_day(settings, DAY, heard)
    assert len(heard.said) <= 20


def test_a_damaged_documents_file_is_named(settings: Settings, inbox: Path) -> None:
    write_lines(inbox / "one.jsonl", range(3))
    steps.discover_documents(settings, [inbox], NOW)
    landing = Landing(settings.landing_dir)
    (name,) = landing.list_names("documents", DAY)
    path = landing.get_path("documents", DAY, name)
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(LandingError, match=name):
        steps.parse_day(settings, DAY)
