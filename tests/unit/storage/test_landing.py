from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from orchestration.storage.landing import Landing, LandingError

DAY = date(2026, 3, 1)
ROWS = pa.table({"document_id": ["a", "b"], "payload": [b"1", None]})


def test_the_same_rows_land_once(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    first = landing.write_table("documents", DAY, ROWS)
    again = landing.write_table("documents", DAY, pa.concat_tables([ROWS.slice(0, 1), ROWS.slice(1)]).combine_chunks())
    assert first == again
    assert landing.list_names("documents", DAY) == [first]
    assert landing.list_days("documents") == [DAY]
    assert landing.read_table("documents", DAY, first).to_pylist() == ROWS.to_pylist()
    assert landing.count_day_rows("documents", DAY) == landing.verify_files("documents", DAY) == 2


def test_other_rows_get_another_name(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    assert landing.write_table("documents", DAY, ROWS) != landing.write_table("documents", DAY, ROWS.slice(1))
    assert len(landing.list_names("documents", DAY)) == 2


def test_a_version_has_its_own_folder(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    landing.write_table("claims", DAY, ROWS, name="x", version="v1")
    assert landing.list_names("claims", DAY, "v1") == ["x"]
    assert landing.list_names("claims", DAY, "v2") == []
    assert landing.list_days("claims") == []


def test_a_killed_writer_leaves_nothing_that_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    landing = Landing(tmp_path)

    def die(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", die)
    with pytest.raises(KeyboardInterrupt):
        landing.write_table("documents", DAY, ROWS)
    assert landing.list_names("documents", DAY) == []
    # A process that is killed outright cannot even tidy up: what it leaves has a name that is never listed.
    (tmp_path / "documents" / "landed_on=2026-03-01" / ".half.parquet.0.tmp").write_bytes(b"PAR1")
    assert landing.list_names("documents", DAY) == []


def test_damage_is_named(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    name = landing.write_table("documents", DAY, ROWS)
    path = landing.get_path("documents", DAY, name)
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(LandingError, match=name):
        landing.verify_files("documents", DAY)
    with pytest.raises(LandingError, match=name):
        landing.read_table("documents", DAY, name)


def test_prune_keeps_what_it_is_told_to(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    for name in ("old", "new"):
        landing.write_table("articles", DAY, ROWS, name=name)
    assert landing.prune_files("articles", DAY, ["new", "not there"]) == 1
    assert landing.list_names("articles", DAY) == ["new"]
