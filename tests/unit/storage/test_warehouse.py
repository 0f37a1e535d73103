"""Loading landed days into schema raw."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from orchestration.extract.schema import ACTOR_MENTIONS, SCHEMAS
from orchestration.ingest.schema import SIGHTINGS
from orchestration.settings import Settings
from orchestration.storage.landing import Landing
from orchestration.storage.warehouse import (
    KINDS,
    DamagedWarehouseError,
    check_warehouse,
    list_stale_days,
    load_days,
    open_warehouse,
)

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


@pytest.mark.parametrize(
    "harm",
    [
        lambda content: b"",
        lambda content: content[: len(content) // 2],
        lambda content: b"no such format\n" * 1000,
        lambda content: bytes([*content[:100], content[100] ^ 1, *content[101:]]),
    ],
    ids=["emptied", "cut", "overwritten", "one bit changed"],
)
def test_a_warehouse_that_cannot_be_opened_is_set_aside_and_begun_again(
    tmp_path: Path, harm: Callable[[bytes], bytes], capfd: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(data_dir=tmp_path)
    with open_warehouse(settings, "a test") as db:
        db.execute("create table t as select i, hash(i) as h from range(300000) as r (i)")
    damaged = harm(settings.warehouse_file.read_bytes())
    settings.warehouse_file.write_bytes(damaged)
    with open_warehouse(settings, "a test") as db:
        assert db.execute("select count(*) from duckdb_tables()").fetchall() == [(0,)]
    assert (tmp_path / "warehouse.duckdb.damaged-1").read_bytes() == damaged
    assert "It is now warehouse.duckdb.damaged-1" in capfd.readouterr().err


def test_damage_inside_a_warehouse_is_found_and_the_next_start_begins_again(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    with open_warehouse(settings, "a test") as db:
        db.execute("create table t as select i, hash(i) as h from range(300000) as r (i)")
    check_warehouse(settings)
    content = bytearray(settings.warehouse_file.read_bytes())
    content[len(content) // 2] ^= 1
    settings.warehouse_file.write_bytes(content)
    with pytest.raises(DamagedWarehouseError, match=r"is now warehouse\.duckdb\.damaged-1\. Run again"):
        check_warehouse(settings)
    check_warehouse(settings)


def test_a_warehouse_that_another_program_has_open_is_not_damaged(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    code = (
        f"import duckdb, time; db = duckdb.connect({str(settings.warehouse_file)!r}); print('open', flush=True); time.sleep(60)"
    )
    other = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    try:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(duckdb.IOException, match="lock"), open_warehouse(settings, "a test"):
            pass
    finally:
        other.kill()
        other.communicate()
    assert not list(tmp_path.glob("*damaged*"))
