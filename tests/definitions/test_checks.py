"""The checks of the last landing day, on days that were really landed and parsed."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import dagster as dg
import pytest

from orchestration.defs.checks import articles_as_usual, articles_read, outlets_as_usual
from orchestration.extract.rows import make_rejection, make_tables
from orchestration.ingest.schema import ADDRESSES
from orchestration.ingest.tables import make_table
from orchestration.ingest.web.records import Address
from orchestration.ingest.web.sources import read_sources
from orchestration.pipeline import steps
from orchestration.settings import Settings, get_settings
from orchestration.storage.landing import Landing

FIRST = datetime(2026, 3, 2, 12)
ENGLISH = (
    "Shells hit the town of Douma on Monday and killed three people, said the mayor, "
    "who visited the wounded in the hospital later."
)
RUSSIAN = (
    "В понедельник снаряды попали в город Дума, погибли три человека, сообщил мэр города, "
    "который посетил раненых в больнице вечером."
)


def land(chosen: Settings, day: int, *texts: str) -> None:
    """One JSON line for each text, on the n-th day."""
    now = FIRST + timedelta(days=day)
    file = chosen.inbox / f"{day}.jsonl"
    file.write_text("".join(json.dumps({"id": f"{day}-{i}", "text": text}) + "\n" for i, text in enumerate(texts)))
    steps.discover_documents(chosen, [file], now)
    steps.parse_day(chosen, now.date())


def results() -> dict[str, dg.AssetCheckEvaluation]:
    """The checks as a run evaluates them."""
    with dg.DagsterInstance.ephemeral() as instance:
        run = dg.materialize([articles_as_usual], instance=instance, selection=dg.AssetSelection.checks(articles_as_usual))
    return {check.check_name: check for check in run.get_asset_check_evaluations()}


def test_a_usual_day_passes_every_check(chosen: Settings) -> None:
    for day in range(5):
        land(chosen, day, *(f"{ENGLISH} Report {n}." for n in range(5)))
    assert [name for name, result in results().items() if not result.passed] == []


def test_an_outlet_that_has_gone_silent_against_its_own_rhythm_is_named(chosen: Settings, tmp_path: Path) -> None:
    lines = ["name,kind,address,country_iso3,language,owner_type,every_hours,active"]
    names = {"Hourly": 2, "Weekly": 7 * 24, "Retired": 2, "Newcomer": 2}
    lines += [f"{n},feed,https://{n}.test/f,,,,1,{'no' if n == 'Retired' else 'yes'}" for n in names]
    (tmp_path / "sources.csv").write_text("\n".join(lines))
    sources = read_sources(tmp_path / "sources.csv")
    now, landing = chosen.clock(), Landing(chosen.landing_dir)
    last = now - timedelta(hours=30)
    found = [
        Address(f"{source.name}{n}", f"https://{source.name}.test/{n}", source.source_id, source.name, at, None, None)
        for source in sources
        for n in range(3 if source.name == "Newcomer" else 9)
        for at in [last - timedelta(hours=n * names[source.name])]
    ]
    landing.write_table("addresses", last.date(), make_table(found, ADDRESSES))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TALLYWIRE_SOURCES", str(tmp_path / "sources.csv"))
        get_settings.cache_clear()
        with dg.DagsterInstance.ephemeral() as instance:
            run = dg.materialize([outlets_as_usual], instance=instance, selection=dg.AssetSelection.checks(outlets_as_usual))
    (check,) = run.get_asset_check_evaluations()
    assert not check.passed
    assert check.severity == dg.AssetCheckSeverity.WARN
    assert check.description == "Hourly has been silent for 30 hours; its usual pause is at most 2 hours."


def test_nothing_landed_is_no_alarm(chosen: Settings) -> None:
    assert all(result.passed for result in results().values())


def test_a_day_of_many_more_or_far_fewer_articles_is_unusual(chosen: Settings) -> None:
    for day in range(4):
        land(chosen, day, *(f"{ENGLISH} Report {day}-{n}." for n in range(8)))
    land(chosen, 4, ENGLISH)
    volume = results()["volume"]
    assert not volume.passed
    assert volume.severity == dg.AssetCheckSeverity.WARN
    assert "Articles on 2026-03-06: 1. The median of the earlier days is 8." in str(volume.description)


def test_rejected_documents_unread_languages_and_short_texts_are_reported(chosen: Settings) -> None:
    land(chosen, 0, ENGLISH, RUSSIAN, RUSSIAN + " Ещё.", "Three dead", "")
    found = results()
    day = date(2026, 3, 2)
    assert f"Rejected documents on {day}: 1 of 5." in str(found["rejected_share"].description)
    assert found["rejected_share"].passed, "a fifth is still usual"
    assert "in a language that is not read yet: 2 of 4." in str(found["language"].description)
    assert found["language"].passed, "half is still usual"
    assert not found["empty_bodies"].passed
    assert "fewer than 20 words" in str(found["empty_bodies"].description)


def test_too_many_of_them_warn(chosen: Settings) -> None:
    land(chosen, 0, RUSSIAN, "", " ")
    found = results()
    assert not found["rejected_share"].passed
    assert not found["language"].passed


def test_articles_that_could_not_be_read_are_counted_by_reason(chosen: Settings) -> None:
    land(chosen, 0, *(f"{ENGLISH} Report {n}." for n in range(3)))
    version = steps.get_extractor_version(chosen)

    def evaluate() -> dg.AssetCheckEvaluation:
        with dg.DagsterInstance.ephemeral() as instance:
            run = dg.materialize([articles_read], instance=instance, selection=dg.AssetSelection.checks(articles_read))
        (result,) = run.get_asset_check_evaluations()
        return result

    assert evaluate().passed
    landing = Landing(chosen.landing_dir)
    (name,) = landing.list_names("articles", FIRST.date())
    about = {"article_id": "a", "document_id": "d"}
    errors = [make_rejection(about, error, version) for error in (KeyError("x"), TimeoutError("x"), MemoryError())]
    rejected = make_tables({"rejected_articles": errors})["rejected_articles"]
    landing.write_table("rejected_articles", FIRST.date(), rejected, name=name, version=version)
    found = evaluate()
    assert (found.passed, found.severity) == (False, dg.AssetCheckSeverity.WARN)
    assert {name: value.value for name, value in found.metadata.items()} == {
        "articles not read": 3,
        "too_costly": 2,
        "rule_failed": 1,
    }
