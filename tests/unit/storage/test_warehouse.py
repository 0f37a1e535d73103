"""Loading landed days into schema raw."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from orchestration.extract.schema import ACTOR_MENTIONS, SCHEMAS
from orchestration.ingest.schema import SIGHTINGS
from orchestration.storage.landing import Landing
from orchestration.storage.warehouse import KINDS, list_stale_days, load_days

DAY, NEXT = date(2026, 3, 1), date(2026, 3, 2)


def sighting(document_id: str) -> pa.Table:
    row = {"document_id": document_id, "article_id": "a", "seen_at": datetime(2026, 3, 1)}
    return pa.Table.from_pylist([row], schema=SIGHTINGS)


def actor_mention(text: str) -> pa.Table:
    return pa.Table.from_pylist([{"article_id": "a", "text": text}], schema=ACTOR_MENTIONS)


@pytest.fixture
def landing(tmp_path: Path) -> Landing:
    return Landing(tmp_path)


@pytest.fixture
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def test_a_day_is_loaded_once_and_again_when_it_changed(landing: Landing, db: duckdb.DuckDBPyConnection) -> None:
    landing.write_table("sightings", DAY, sighting("d1"))
    assert list_stale_days(db, landing, "v1") == [DAY]
    assert load_days(db, landing, [DAY], "v1") == {DAY: 1}
    assert load_days(db, landing, [DAY], "v1") == {}
    assert list_stale_days(db, landing, "v1") == []

    landing.write_table("sightings", DAY, sighting("d2"))
    landing.write_table("sightings", NEXT, sighting("d3"))
    assert list_stale_days(db, landing, "v1") == [DAY, NEXT]
    assert load_days(db, landing, [DAY], "v1") == {DAY: 2}, "a day that was not asked for waits"
    assert db.execute("select document_id, landed_on from raw.sightings order by all").fetchall() == [("d1", DAY), ("d2", DAY)]


def test_a_day_on_which_nothing_was_landed_leaves_no_trace(landing: Landing, db: duckdb.DuckDBPyConnection) -> None:
    landing.write_table("sightings", DAY, sighting("d1"))
    load_days(db, landing, [DAY], "v1")
    assert load_days(db, landing, [DAY, NEXT], "v1") == {}
    assert db.execute("select landed_on from raw.loaded_days").fetchall() == [(DAY,)]


def test_raw_holds_the_current_version_only(landing: Landing, db: duckdb.DuckDBPyConnection) -> None:
    for version in ("v1", "v2"):
        landing.write_table("actor_mentions", DAY, actor_mention(version), name="x", version=version)
    landing.write_table("sightings", DAY, sighting("d1"))
    load_days(db, landing, [DAY], "v1")
    load_days(db, landing, [DAY], "v2")
    assert db.execute("select text from raw.actor_mentions").fetchall() == [("v2",)]


def test_a_day_that_is_gone_from_the_landing_zone_goes(landing: Landing, db: duckdb.DuckDBPyConnection) -> None:
    name = landing.write_table("sightings", DAY, sighting("d1"))
    load_days(db, landing, [DAY], "v1")
    landing.get_path("sightings", DAY, name).unlink()
    landing.get_path("sightings", DAY, name).parent.rmdir()
    assert list_stale_days(db, landing, "v1") == [DAY]
    load_days(db, landing, [], "v1")
    assert db.execute("select count(*) from raw.sightings").fetchall() == [(0,)]


def test_a_failed_load_leaves_the_day_as_it_was(landing: Landing, db: duckdb.DuckDBPyConnection) -> None:
    landing.write_table("sightings", DAY, sighting("d1"))
    load_days(db, landing, [DAY], "v1")
    bad = landing.write_table("sightings", DAY, sighting("d2"))
    landing.get_path("sightings", DAY, bad).write_bytes(b"not parquet")
    with pytest.raises(duckdb.Error):
        load_days(db, landing, [DAY], "v1")
    assert db.execute("select document_id from raw.sightings").fetchall() == [("d1",)]


def test_payloads_stay_in_the_landing_zone(landing: Landing, db: duckdb.DuckDBPyConnection) -> None:
    list_stale_days(db, landing, "v1")
    columns = {c for c, *_ in db.execute("describe raw.documents").fetchall()}
    assert {"document_id", "sha256", "landed_on"} <= columns
    assert not {"payload", "sidecar"} & columns
    assert {kind.name for kind in KINDS} > set(SCHEMAS)
