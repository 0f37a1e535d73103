"""The published file keeps its promise: tests/contract.csv lists every public table and column with its type."""

import csv
import re
from pathlib import Path

import duckdb
import pytest

from orchestration.published.summary import summarize_published
from orchestration.settings import PROJECT_DIR
from tests.integration.tally import Tally

CONTRACT = PROJECT_DIR / "tests" / "contract.csv"
QUERIES = sorted((PROJECT_DIR / "warehouse" / "queries").glob("*.sql"))

pytestmark = pytest.mark.xdist_group("founding")


def test_every_promised_column_is_there_with_its_type(founding: Tally) -> None:
    with CONTRACT.open(encoding="utf-8") as file:
        promised = {(row["table"], row["column"]): row["type"] for row in csv.DictReader(file)}
    columns = founding.query(
        "select table_name, column_name, data_type from duckdb_columns() "
        "where schema_name = 'marts' and database_name = current_database()"
    )
    found = {(table, column): kind for table, column, kind in columns}
    assert len(promised) > 250
    assert found == promised, "the left has what is published, the right what tests/contract.csv promises"


def test_every_table_states_its_grain_and_every_column_what_it_means(founding: Tally) -> None:
    for schema in ("marts", "exports"):
        tables = founding.query(f"select table_name, comment from duckdb_tables() where schema_name = '{schema}'")
        assert tables
        assert not [table for table, comment in tables if not (comment or "").startswith("One row per ")]
        silent = founding.query(
            f"select table_name, column_name from duckdb_columns() where schema_name = '{schema}' and coalesce(comment, '') = ''"
        )
        assert not silent


def test_every_span_quotes_the_field_that_it_names(founding: Tally) -> None:
    revisions = {
        (article, revision): {"title": title, "text": text}
        for article, revision, title, text in founding.query(
            "select article_id, revision, title, text from marts.article_revisions"
        )
    }
    spans = [
        ("claims", "revision", "char_start", "char_end", "count_text"),
        ("equipment_claims", "revision", "char_start", "char_end", "count_text"),
        ("event_mentions", "revision", "trigger_start", "trigger_end", "trigger"),
        ("event_mentions", "revision", "sentence_start", "sentence_end", "sentence"),
        ("actor_mentions", "1", "char_start", "char_end", "text"),
        ("place_mentions", "1", "char_start", "char_end", "text"),
    ]
    for table, revision, start, end, words in spans:
        rows = founding.query(f"select article_id, {revision}, span_field, {start}, {end}, {words} from marts.{table}")
        assert rows, table
        for article, which, field, a, b, quoted in rows:
            said = revisions[article, which][field][a:b]
            assert said, (table, quoted)
            if words == "count_text":  # the span may hold more than the figure: a name has no figure at all
                assert quoted is None or quoted in said, table
            else:
                assert said == quoted, table


@pytest.mark.parametrize("path", QUERIES, ids=lambda p: p.stem)
def test_every_query_of_the_cookbook_runs(founding: Tally, path: Path) -> None:
    sql = path.read_text(encoding="utf-8")
    assert sql.startswith("--"), "a query begins by saying what it answers"
    with duckdb.connect(str(founding.published), read_only=True) as db:
        assert db.execute(sql).description


def test_the_queries_of_the_readme_run(founding: Tally) -> None:
    readme = (PROJECT_DIR / "README.md").read_text(encoding="utf-8")
    queries = [q.strip() for block in re.findall(r"```sql\n(.*?)```", readme, re.DOTALL) for q in block.split(";") if q.strip()]
    assert len(queries) >= 5
    for sql in queries:
        assert founding.query(sql) is not None


def test_the_readme_shows_what_a_run_of_the_sample_articles_says(founding: Tally) -> None:
    readme = (PROJECT_DIR / "README.md").read_text(encoding="utf-8")
    shown = [line.strip() for line in readme.partition("ends with\n\n```\n")[2].partition("```")[0].splitlines()]
    assert [re.split(r"  +", line) for line in shown] == [list(pair) for pair in summarize_published(founding.published)]
    events = re.findall(r"^\| (.+?\.) \|", readme.partition("| summary |")[2], re.MULTILINE)
    assert len(events) == 3
    assert set(events) <= {summary for (summary,) in founding.query("select summary from marts.events")}
