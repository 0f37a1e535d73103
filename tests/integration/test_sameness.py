"""Same input, same marts, whatever the way there (design: identity)."""

from collections.abc import Callable
from pathlib import Path

import news
import pytest
from tally import Tally


def test_the_same_input_twice_lands_nothing_new(tally: Tally, tmp_path: Path) -> None:
    inbox = news.write(tmp_path / "inbox", news.DAY_ONE)
    tally.run(inbox)
    landed, digest, version = tally.landed(), tally.digest(), tally.published.resolve()
    assert tally.query("select count(*) from marts.articles") == [(2,)]
    assert tally.query("select count(*) > 0 from marts.events") == [(True,)]

    printed = tally.run(inbox)
    assert "0 of them new" in printed
    assert tally.landed() == landed
    assert tally.digest() == digest
    assert tally.published.resolve() == version, "nothing changed, so the published version stands"


def test_the_order_of_arrival_does_not_matter_and_the_warehouse_can_be_rebuilt(
    another_tally: Callable[[str], Tally], tmp_path: Path
) -> None:
    one = news.write(tmp_path / "one", news.DAY_ONE)
    two = news.write(tmp_path / "two", news.DAY_TWO)

    forward, backward, together = another_tally("forward"), another_tally("backward"), another_tally("together")
    forward.run(one, now="2025-06-10")
    first = forward.digest()
    forward.run(two, now="2025-06-11")
    backward.run(two, now="2025-06-10")
    backward.run(one, now="2025-06-11")
    together.run(one, two, now="2025-06-10")

    assert forward.digest() == backward.digest() == together.digest() != first
    days = "select distinct landed_on::varchar from marts.articles order by all"
    assert forward.query(days) == [("2025-06-10",), ("2025-06-11",)]
    assert together.query(days) == [("2025-06-10",)]

    # The warehouse is rebuilt from landing/ and history/: nothing else is needed, and nothing is said anew.
    remembered = ("articles", "event_id_changes", "events_history")
    before = {table: forward.query(f"select * from marts.{table} order by all") for table in remembered}
    assert len(before["events_history"]) > forward.query("select count(*) from marts.events")[0][0], "there is a history"
    (forward.data / "warehouse.duckdb").unlink()
    (tmp_path / "empty").mkdir()
    forward.run(tmp_path / "empty", now="2025-06-12")
    assert forward.digest() == together.digest()
    assert {table: forward.query(f"select * from marts.{table} order by all") for table in remembered} == before


@pytest.fixture
def report() -> dict[str, str]:
    return {
        "text": "An air strike killed four civilians in Raqqa on Sunday.",
        "published_at": "2025-06-02",
        "source": "Example Wire",
    }


def test_a_renamed_file_is_another_article_of_the_same_story(tally: Tally, tmp_path: Path) -> None:
    inbox = news.write(tmp_path / "inbox", news.DAY_ONE)
    tally.run(inbox)
    for name in ("strike.txt", "strike.txt.meta.json"):
        (inbox / name).rename(inbox / name.replace("strike", "renamed"))
    tally.run(inbox)
    assert tally.query("select count(*), count(distinct story_id) from marts.articles") == [(3, 2)]
    assert tally.query("select n_articles from marts.stories order by all") == [(1,), (2,)]


def test_equal_text_under_two_ids_is_two_articles_one_story_and_one_origin(
    tally: Tally, tmp_path: Path, report: dict[str, str]
) -> None:
    tally.run(news.write_lines(tmp_path / "in.jsonl", report | {"id": "a"}, report | {"id": "b"}))
    assert tally.query("select count(*), count(distinct story_id) from marts.articles") == [(2, 1)]
    assert tally.query("select count(*), max(n_articles), max(n_stories), max(n_origins) from marts.events") == [(1, 2, 1, 1)]
    assert tally.query("select killed_low, killed_best, killed_high from marts.events") == [(4, 4, 4)]


def test_a_changed_payload_is_a_new_revision(tally: Tally, tmp_path: Path, report: dict[str, str]) -> None:
    inbox = tmp_path / "in.jsonl"
    first, second = report | {"id": "a"}, report | {"id": "a", "text": report["text"].replace("four", "six")}
    toll = "select killed_best from marts.events"
    current = "select revision, text from marts.articles"

    tally.run(news.write_lines(inbox, first), now="2025-06-10")
    assert tally.query(toll) == [(4,)]
    tally.run(news.write_lines(inbox, second), now="2025-06-11")
    assert tally.query(current) == [(2, second["text"])]
    assert tally.query(toll) == [(6,)]
    assert tally.query("select count_best, is_counted, not_counted_reason from marts.claims order by all") == [
        (4, False, "superseded"),
        (6, True, None),
    ]
    assert tally.query("select revision, text from marts.article_revisions order by all") == [
        (1, first["text"]),
        (2, second["text"]),
    ]
    # The outlet takes its correction back: what was sighted last is current, and it keeps its number.
    tally.run(news.write_lines(inbox, first), now="2025-06-12")
    assert tally.query(current) == [(1, first["text"])]
    assert tally.query(toll) == [(4,)]


def test_a_repeated_id_is_one_article_with_two_revisions(
    another_tally: Callable[[str], Tally], tmp_path: Path, report: dict[str, str]
) -> None:
    lines = [report | {"id": "a"}, report | {"id": "a", "text": report["text"].replace("four", "six")}]
    tallies = another_tally("forward"), another_tally("backward")
    for tally, order in zip(tallies, (lines, lines[::-1]), strict=True):
        tally.run(news.write_lines(tmp_path / tally.data.name / "in.jsonl", *order))
        assert tally.query("select count(*) from marts.articles") == [(1,)]
        assert tally.query("select count(*) from marts.article_revisions") == [(2,)]
    assert tallies[0].digest() == tallies[1].digest()
