"""Each invariant of the marts can fail: its dbt test finds what breaks it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from orchestration.settings import DBT_PROJECT_DIR
from tests.integration.tally import Tally

pytestmark = pytest.mark.xdist_group("founding")

BREAKS = {
    "assert_alias_keys_unambiguous": [
        "insert into intermediate.int_actor_aliases_keyed (name_key, actor_id) values ('blue guards', 'a'), ('blue guards', 'b')",
    ],
    "assert_casualty_ranges_ordered": [
        "update marts.claims set count_low = count_high + 1",
        "update marts.equipment_claims set count_best = -1",
        "update marts.casualty_votes set high = low - 1 where high is not null",
        "update marts.casualties set best = high + 1",
        "update marts.casualties_by_rule set low = -1 where rule = 'informative'",
        "insert into marts.casualties_by_side (event_id, outcome, victim_actor_id, low, high) values ('e', 'killed', 'a', 4, 3)",
        "update marts.equipment_losses set low = best + 1",
        "update marts.article_events set killed_best = killed_low - 1",
    ],
    "assert_claims_quote_their_article": [
        "update marts.claims set char_start = char_start + 1000000, char_end = char_end + 1000000",
        "update marts.claims set char_end = char_start",
        "update marts.claims set revision = 9",
        "update marts.claims set span_field = 'lead'",
        "update marts.equipment_claims set count_text = 'nine hundred'",
        "update marts.event_mentions set trigger = 'danced'",
    ],
    "assert_counted_claims_have_event": [
        "update marts.claims set event_id = null where is_counted",
        "update marts.claims set not_counted_reason = 'no event' where is_counted",
        "update marts.claims set is_counted = false",
    ],
    "assert_event_date_follows_precision": [
        "update marts.events set event_date = date_start + 1",
        "update marts.events set date_end = date_start - 1",
    ],
    "assert_events_equal_casualties": [
        "update marts.events set killed_best = killed_best + 1",
        "update marts.events set wounded_low = 1 where wounded_low is null",
        "update marts.events set civilians_killed_high = 99",
        "delete from marts.casualties where victim_group = 'total'",
    ],
    "assert_events_have_mentions": [
        "delete from marts.event_mentions",
        "update marts.event_mentions set is_current = false",
        "update marts.event_mentions set time_scope = 'background'",
    ],
    "assert_figures_have_claims": [
        "update marts.claims set is_counted = false",
        "update marts.claims set origin_id = 'somebody else'",
        "update marts.claims set event_id = 'another event'",
        "delete from marts.equipment_claims",
        "insert into marts.casualties_by_side select event_id, outcome, 'nobody', low, best, high from marts.casualties",
    ],
    "assert_groups_within_total": [
        "update marts.casualties_by_rule set low = 99, best = 99, high = null where victim_group = 'civilians'",
        "update marts.casualties_by_rule set low = null, best = 1 where victim_group = 'total'",
        "delete from marts.casualties_by_rule where victim_group = 'total'",
    ],
    "assert_no_veto_inside_event": [
        "insert into marts.event_links (mention_a, mention_b, score, veto) "
        "select min(incident_id), max(incident_id), 0, 'dates 9 days apart' from intermediate.int_event_mentions_assigned; "
        "update intermediate.int_event_mentions_assigned set event_id = 'one for all', is_incident = false",
        "update intermediate.int_event_mentions_assigned set event_id = 'one for all', is_incident = true",
    ],
    "assert_one_current_revision_per_article": [
        "update intermediate.int_revisions_ordered set is_current = false",
        "insert into intermediate.int_revisions_ordered from intermediate.int_revisions_ordered",
        "update marts.articles set is_story_lead = false",
        "update marts.article_events set is_lead = true",
    ],
    "assert_every_fetched_page_has_an_address": [
        "create or replace view staging.stg_fetches as select 'lost' as article_id, 'page' as purpose",
    ],
}


@pytest.fixture(scope="module")
def questions(founding: Tally, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The SQL of each singular test, as dbt runs it."""
    target = tmp_path_factory.mktemp("target")
    dbt = Path(sys.executable).with_name("dbt")
    subprocess.run(
        [dbt, "--quiet", "compile", "--select", "test_type:singular"],
        cwd=DBT_PROJECT_DIR,
        env=founding.environment() | {"DBT_TARGET_PATH": str(target), "DBT_LOG_PATH": str(target), "PATH": os.environ["PATH"]},
        check=True,
        timeout=300,
    )
    return {file.stem: file.read_text() for file in target.glob("compiled/tallywire/tests/*.sql")}


@pytest.fixture(scope="module")
def warehouse(founding: Tally, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the founding warehouse that a test may break."""
    copy = shutil.copy(founding.data / "warehouse.duckdb", tmp_path_factory.mktemp("broken"))
    with duckdb.connect(str(copy)) as db:
        yield db


def test_every_invariant_is_broken_here(questions: dict[str, str]) -> None:
    assert set(questions) == set(BREAKS)


@pytest.mark.parametrize("name", BREAKS)
def test_an_invariant_holds_and_can_fail(name: str, questions: dict[str, str], warehouse: duckdb.DuckDBPyConnection) -> None:
    assert warehouse.execute(questions[name]).fetchall() == []
    for breaking in BREAKS[name]:
        warehouse.execute("begin")
        warehouse.execute(breaking)
        found = warehouse.execute(questions[name]).fetchall()
        warehouse.execute("rollback")
        assert found, breaking
