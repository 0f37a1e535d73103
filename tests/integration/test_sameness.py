"""What is the same and what is not: articles, revisions, stories and origins of texts that come again, changed or renamed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from tests.integration import news
from tests.integration.newsroom import Newsroom
from tests.integration.tally import Tally

pytestmark = pytest.mark.xdist_group("sameness")

FIRST, SECOND, THIRD = (datetime(2025, 6, day, 12) for day in (10, 11, 12))


def make_report(key: str, n: str) -> dict[str, str]:
    """A report of a strike with `n` dead, with its own id."""
    text = f"An air strike killed {n} civilians in Daraa on Sunday."
    return {"id": key, "published_at": "2025-06-02", "source": "Example Wire", "text": text}


BLAST = {"published_at": "2025-06-02", "source": "Harbour Wire", "text": "A car bomb killed five people in Homs on Sunday."}
TWINS = [BLAST | {"id": "here"}, BLAST | {"id": "there"}]
ONE_ID = [
    {"id": "again", "published_at": "2025-06-02", "source": "The Lantern", "text": f"Shells killed {n} people in Hama on Sunday."}
    for n in ("three", "seven")
]
FOUR, SIX = make_report("changed", "four"), make_report("changed", "six")


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The inbox of the first day."""
    inbox = news.write(tmp_path_factory.mktemp("inbox"), news.DAY_ONE)
    news.write_lines(inbox / "wire.jsonl", *TWINS, *ONE_ID, FOUR)
    return inbox


@pytest.fixture(scope="module")
def first_day(inbox: Path, newsroom: Callable[[], Newsroom]) -> Newsroom:
    found = newsroom()
    found.take(FIRST, inbox)
    return found


def copy(of: Newsroom, newsroom: Callable[[], Newsroom]) -> Newsroom:
    found = newsroom()
    shutil.copytree(of.data, found.data, symlinks=True)
    return found


@pytest.fixture(scope="module")
def second_day(inbox: Path, first_day: Newsroom, newsroom: Callable[[], Newsroom]) -> Newsroom:
    """A file has another name, and an outlet corrected a toll."""
    found = copy(first_day, newsroom)
    for name in ("strike.txt", "strike.txt.meta.json"):
        (inbox / name).rename(inbox / name.replace("strike", "renamed"))
    news.write_lines(inbox / "wire.jsonl", *TWINS, *ONE_ID, SIX)
    found.take(SECOND, inbox)
    return found


@pytest.fixture(scope="module")
def third_day(inbox: Path, second_day: Newsroom, newsroom: Callable[[], Newsroom]) -> Newsroom:
    """The outlet takes its correction back."""
    found = copy(second_day, newsroom)
    news.write_lines(inbox / "wire.jsonl", *TWINS, *ONE_ID, FOUR)
    found.take(THIRD, inbox)
    return found


def of_town(town: str) -> str:
    return f"where event_id in (select event_id from marts.events where location like '%{town}%')"


def test_equal_text_under_two_ids_is_two_articles_one_story_and_one_origin(first_day: Tally) -> None:
    articles = "select count(*), count(distinct story_id) from marts.articles where external_id in ('here', 'there')"
    assert first_day.query(articles) == [(2, 1)]
    event = f"select n_articles, n_stories, n_origins, killed_low, killed_best, killed_high from marts.events {of_town('Homs')}"
    assert first_day.query(event) == [(2, 1, 1, 5, 5, 5)]


def test_a_renamed_file_is_another_article_of_the_same_story(first_day: Tally, second_day: Tally) -> None:
    stories = (
        "select n_articles from marts.stories where story_id in (select story_id from marts.articles where text like '%Raqqa%')"
    )
    assert first_day.query(stories) == [(1,)]
    assert second_day.query(stories) == [(2,)]
    articles = "select count(*) from marts.articles"
    assert second_day.query(articles)[0][0] == first_day.query(articles)[0][0] + 1


def test_a_changed_payload_is_a_new_revision(first_day: Tally, second_day: Tally) -> None:
    toll = f"select killed_best from marts.events {of_town('Daraa')}"
    current = "select revision, text from marts.articles where external_id = 'changed'"
    assert (first_day.query(toll), first_day.query(current)) == ([(4,)], [(1, FOUR["text"])])
    assert (second_day.query(toll), second_day.query(current)) == ([(6,)], [(2, SIX["text"])])
    article = "where article_id = (select article_id from marts.articles where external_id = 'changed')"
    assert second_day.query(f"select count_best, is_counted, not_counted_reason from marts.claims {article} order by all") == [
        (4, False, "superseded"),
        (6, True, None),
    ]
    assert second_day.query(f"select revision, text from marts.article_revisions {article} order by all") == [
        (1, FOUR["text"]),
        (2, SIX["text"]),
    ]


def test_a_correction_that_is_taken_back_leaves_the_first_words_with_their_number(third_day: Tally) -> None:
    assert third_day.query(f"select killed_best from marts.events {of_town('Daraa')}") == [(4,)]
    assert third_day.query("select revision, text from marts.articles where external_id = 'changed'") == [(1, FOUR["text"])]


def test_an_event_whose_toll_an_outlet_changes_leads_from_each_id_to_the_next(
    first_day: Tally, second_day: Tally, third_day: Tally
) -> None:
    ids = [day.query(f"select event_id from marts.events {of_town('Daraa')}")[0][0] for day in (first_day, second_day, third_day)]
    for day, old, new in ((second_day, ids[0], ids[1]), (third_day, ids[1], ids[2])):
        changes = day.query(f"select new_event_id from marts.event_id_changes where old_event_id = '{old}'")
        assert (new,) in changes if old != new else not changes


def test_a_repeated_id_is_one_article_with_two_revisions_in_whatever_order_it_comes(
    first_day: Newsroom, newsroom: Callable[[], Newsroom], tmp_path: Path
) -> None:
    backward = newsroom()
    inbox = news.write(tmp_path / "inbox", news.DAY_ONE)
    news.write_lines(inbox / "wire.jsonl", FOUR, *ONE_ID[::-1], *TWINS[::-1])
    backward.take(FIRST, inbox)
    for room in (first_day, backward):
        articles = room.query("select article_id from marts.articles where external_id = 'again'")
        assert len(articles) == 1
        assert room.query(f"select count(*) from marts.article_revisions where article_id = '{articles[0][0]}'") == [(2,)]
    assert backward.marts() == first_day.marts()
