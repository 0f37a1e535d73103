"""Publishing marts made by hand."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.settings import Settings
from orchestration.storage.publish import MAX_KEPT_VERSIONS, PublishError, digest_marts, publish_marts
from orchestration.storage.warehouse import connect

NOW = datetime(2026, 3, 1, 12)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path)


def build(settings: Settings, killed: int, *, status: str = "success", first_seen: str = "2026-03-01") -> None:
    with connect(settings.warehouse_file) as db:
        db.execute(
            """
            create schema if not exists raw; create schema if not exists marts; create schema if not exists exports;
            create or replace table raw.dbt_builds (status varchar);
            create or replace table marts.events (event_id varchar, killed_best integer);
            create or replace table marts.articles (article_id varchar, first_seen_at timestamp);
            create or replace table marts.event_mentions (
                mention_id varchar, event_id varchar, article_id varchar, sentence_start integer, place_id varchar,
                location varchar, event_type varchar, date_start date, incident_role varchar
            );
            insert into marts.event_mentions (mention_id, event_id) values ('m1', 'e1');
            comment on table marts.events is 'One row per event: it''s real.';
            comment on column marts.events.killed_best is 'People killed.';
            """
        )
        db.execute("insert into raw.dbt_builds values (?)", [status])
        db.execute("insert into marts.events values ('e1', ?)", [killed])
        db.execute("insert into marts.articles values ('a1', ?)", [first_seen])


def published(settings: Settings, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(settings.published_file), read_only=True) as db:
        return db.execute(sql).fetchall()


def test_a_published_file_holds_marts_history_and_descriptions(settings: Settings) -> None:
    build(settings, 3)
    result = publish_marts(settings, NOW)
    assert result.is_new
    assert settings.published_link.is_symlink()
    assert published(settings, "select * from marts.events") == [("e1", 3)]
    assert published(settings, "select event_id, valid_from, valid_to from marts.events_history") == [("e1", NOW, None)]
    comment = "select comment from duckdb_tables() where table_name = "
    assert published(settings, comment + "'events'") == [("One row per event: it's real.",)]
    assert published(settings, comment + "'event_id_changes'")[0][0].startswith("One row per")
    column = "select comment from duckdb_columns() where column_name = 'killed_best' order by table_name"
    assert published(settings, column) == [("People killed.",), ("People killed.",)], "events and events_history"


def test_nothing_new_leaves_the_version_as_it_stands(settings: Settings) -> None:
    build(settings, 3)
    first = publish_marts(settings, NOW).path.resolve()
    again = publish_marts(settings, NOW.replace(hour=13))
    assert not again.is_new
    assert again.path.resolve() == first
    assert again.n_history_rows == 0


def test_old_versions_go_but_an_open_reader_keeps_its_own(settings: Settings) -> None:
    build(settings, 0)
    publish_marts(settings, NOW)
    with duckdb.connect(str(settings.published_file), read_only=True) as reader:
        for killed in range(1, MAX_KEPT_VERSIONS + 3):
            build(settings, killed)
            publish_marts(settings, NOW.replace(hour=13 + killed))
        assert reader.execute("select killed_best from marts.events").fetchall() == [(0,)]
    assert len(list(settings.versions_dir.iterdir())) == MAX_KEPT_VERSIONS
    assert published(settings, "select killed_best from marts.events") == [(MAX_KEPT_VERSIONS + 2,)]


@pytest.mark.parametrize("status", ["failed", "running"])
def test_half_built_marts_are_not_published(settings: Settings, status: str) -> None:
    build(settings, 3)
    publish_marts(settings, NOW)
    build(settings, 9, status=status)
    with pytest.raises(PublishError, match=status):
        publish_marts(settings, NOW)
    assert published(settings, "select killed_best from marts.events") == [(3,)]


def test_marts_that_were_never_built_are_not_published(settings: Settings) -> None:
    with pytest.raises(PublishError, match="never built"):
        publish_marts(settings, NOW)
    assert not settings.published_file.exists()


def test_a_killed_publication_leaves_a_draft_that_the_next_one_sweeps_up(settings: Settings) -> None:
    build(settings, 3)
    (settings.versions_dir / ".dead.tmp").mkdir(parents=True)
    publish_marts(settings, NOW)
    assert [d.name[0] for d in settings.versions_dir.iterdir()] == ["2"]


def test_the_digest_sees_figures_and_not_arrival_times(settings: Settings) -> None:
    digests = []
    for killed, first_seen in ((3, "2026-03-01"), (3, "2026-03-09"), (4, "2026-03-01")):
        build(settings, killed, first_seen=first_seen)
        publish_marts(settings, NOW)
        with duckdb.connect(str(settings.published_file), read_only=True) as db:
            digests.append(digest_marts(db))
    assert digests[0] == digests[1]
    assert {t for t in digests[0] if digests[0][t] != digests[2][t]} == {"events"}
    assert set(digests[0]) == {"articles", "events", "event_mentions"}, "without the history tables"


@pytest.mark.parametrize(
    "harm",
    [
        lambda content: b"",
        lambda content: content[: len(content) // 2],
        lambda content: b"no such format\n" * 100,
        lambda content: content[:-5000] + bytes([content[-5000] ^ 1]) + content[-4999:],
    ],
    ids=["emptied", "cut", "overwritten", "one bit changed"],
)
def test_a_published_file_that_is_damaged_is_made_again(
    settings: Settings, harm: Callable[[bytes], bytes], capfd: pytest.CaptureFixture[str]
) -> None:
    build(settings, 3)
    publish_marts(settings, NOW)
    file = settings.published_file.resolve()
    file.write_bytes(harm(file.read_bytes()))
    assert publish_marts(settings, NOW).is_new
    assert "is not as it was written" in capfd.readouterr().err
    assert published(settings, "select killed_best from marts.events") == [(3,)]
    assert not publish_marts(settings, NOW).is_new
