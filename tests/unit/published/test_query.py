"""`tallywire query`: it answers, it is read-only, and its output is safe. Also `tallywire rejected`."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from orchestration.published.query import WrongSqlError, open_published, run_query

Call = Callable[..., subprocess.CompletedProcess[str]]
TALLYWIRE = Path(sys.executable).with_name("tallywire")
pytestmark = pytest.mark.usefixtures("published")


def parse_csv(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_a_pipe_gets_csv(tallywire: Call) -> None:
    done = tallywire("query", "select event_id, killed_best, summary from events order by all")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "event_id,killed_best,summary\r\na,4,Four killed.\r\nb,,A battle.\r\n"


def test_a_table_shows_nulls_and_the_number_of_rows(tallywire: Call) -> None:
    lines = tallywire("query", "from events order by event_id", "--format", "table").stdout.splitlines()
    text = "\n".join(lines)
    assert "NULL" in text
    assert "2 rows" in text
    number = next(line for line in lines if "Four killed." in line)
    header = next(line for line in lines if "killed_best" in line)
    assert number.index("4") == header.index("killed_best") + len("killed_best") - 1, "numbers are right-aligned"


def test_many_columns_are_printed_one_below_the_other(tallywire: Call) -> None:
    wide = ", ".join(f"'value {n}' as column_number_{n}" for n in range(20))
    printed = tallywire("query", f"select {wide}", "--format", "table").stdout
    assert [line.split() for line in printed.splitlines() if "column_number_7 " in line] == [["column_number_7", "value", "7"]]


def test_a_long_cell_is_wrapped_and_complete(tallywire: Call) -> None:
    printed = tallywire("query", "select repeat('x', 300) as a, 1 as b", "--format", "table").stdout
    assert printed.count("x") == 300


def test_json_is_one_array_with_a_name_for_each_column(tallywire: Call) -> None:
    sql = "select 1 as a, 2 as a, [1, null] as l, date '2025-06-02' as d, 1.5::decimal(4, 2) as n, null as z, 'nan'::double as f"
    assert json.loads(tallywire("query", sql, "--format", "json").stdout) == [
        {"a": 1, "a_1": 2, "l": [1, None], "d": "2025-06-02", "n": 1.5, "z": None, "f": None}
    ]
    assert json.loads(tallywire("query", "from events where false", "--format", "json").stdout) == []


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-cmd|' /C calc'!A0", "@sum(a)", "\t=1", "\r=1", "\n=1", "＝1+1"])
def test_no_cell_is_a_formula(tallywire: Call, text: str) -> None:
    codes = ", ".join(str(ord(c)) for c in text)
    sql = f"select list_reduce([chr(c) for c in [{codes}]], lambda a, b: a || b) as cell"
    assert parse_csv(tallywire("query", sql).stdout) == [["cell"], [f"'{text}"]]


def test_numbers_are_not_changed(tallywire: Call) -> None:
    printed = tallywire("query", "select -5 as a, -1.25::decimal(4, 2) as b, '-7' as c, '+12.5' as d, 'a=b' as e").stdout
    assert parse_csv(printed)[1] == ["-5", "-1.25", "-7", "+12.5", "a=b"]


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_no_escape_sequence_leaves_the_command(tallywire: Call, form: str) -> None:
    printed = tallywire("query", "select chr(27) || '[31m' || chr(155) || '2J' || chr(7) || chr(0) as a", "--format", form).stdout
    assert "[31m" in printed
    assert not {c for c in printed if (ord(c) < 32 and c not in "\r\n") or 127 <= ord(c) < 160}


def test_a_character_that_turns_the_text_is_shown_as_a_sign(tallywire: Call) -> None:
    sql = "select 'kills' || chr(8238) || ' 3' as a, ['Ho' || chr(8203) || 'ms'] as b"
    for form in ("table", "csv"):
        printed = tallywire("query", sql, "--format", form).stdout
        assert "kills‹RLO› 3" in printed
        assert not {"\u202e", "\u200b"} & set(printed)
    printed = tallywire("query", sql, "--format", "json").stdout
    assert printed.isascii()
    assert json.loads(printed) == [{"a": "kills\u202e 3", "b": ["Ho\u200bms"]}], "a program reads what is stored"


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_text('{secret}')",
        "select * from read_csv('{secret}')",
        "from '{secret}'",
        "select * from glob('{folder}/*')",
        "attach '{secret}' as other",
        "attach ':memory:' as other",
        "copy (select 1) to '{folder}/written'",
        "explain analyze copy (select 1) to '{folder}/written'",
        "import database '{folder}'",
        "select 1; import database '{folder}'",
        "from sniff_csv('{secret}')",
        "select 1 where exists (from read_text('{secret}'))",
        "from query('from read_text(''{secret}'')')",
        "select getenv('HOME')",
        "call enable_logging('QueryLog', storage = 'file', storage_path = '{folder}/log')",
        "pragma enable_profiling",
        "pragma profiling_output = '{folder}/written'",
        "checkpoint",
        "use main",
        "set variable a = 1",
        "prepare a as select 1",
        "create temp table other as select 1 as a; select 2",
        "create secret (type s3)",
        "export database '{folder}/written'",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "insert into events values ('c', 1, 'x')",
        "drop table marts.events",
        "delete from events",
        "create table marts.other as select 1 as a",
        "select 1; select 2",
        "",
        "/* nothing */",
        "from nowhere",
        "selekt 1",  # codespell:ignore selekt
        "select cast(summary as integer) from events",
    ],
)
def test_a_statement_that_is_not_a_query_of_the_published_file_is_refused(tmp_path: Path, published: Path, sql: str) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    secret = folder / "secret.csv"
    secret.write_text("the secret\n1\n")
    for name in ("schema.sql", "load.sql"):
        (folder / name).write_text("create table secret (a integer);")
    files = sorted(folder.iterdir())
    before = published.read_bytes()
    with open_published(published) as db, pytest.raises(WrongSqlError) as refused:
        list(run_query(db, sql.format(secret=secret, folder=folder)).rows)
    assert len(str(refused.value).splitlines()) == 1
    assert sorted(folder.iterdir()) == files
    assert published.read_bytes() == before


def test_import_database_does_not_say_which_files_exist(published: Path, tmp_path: Path) -> None:
    (tmp_path / "schema.sql").write_text("select 1")
    said = set()
    for folder in (tmp_path, tmp_path / "none"):
        with open_published(published) as db, pytest.raises(WrongSqlError) as refused:
            run_query(db, f"import database '{folder}'")
        said.add(str(refused.value).replace(str(folder), "FOLDER"))
    assert len(said) == 1


@pytest.mark.parametrize(
    "sql",
    [
        "pivot events on event_id using sum(killed_best)", "from events", "table events", "values (1)", "summarize events",
        "show tables", "describe select 1", "explain select 1", "explain analyze select 1",
        "with a as (select 1) from a", "; select 1;", "pragma table_info('events')",
    ],
)  # fmt: skip
def test_each_statement_that_reads_is_answered(published: Path, sql: str) -> None:
    with open_published(published) as db:
        assert list(run_query(db, sql).rows)


@pytest.mark.parametrize("sql", ["from nowhere", "select cast(summary as integer) as n from events", "attach 'x' as x", "\udcff"])
def test_wrong_sql_is_exit_code_2_with_one_line_and_a_hint(tallywire: Call, sql: str) -> None:
    done = tallywire("query", sql)
    assert done.returncode == 2
    what, hint = done.stderr.splitlines()
    assert what.startswith("tallywire: ")
    assert "show tables" in hint


def test_sql_comes_from_a_file_or_from_standard_input(tallywire: Call, tmp_path: Path) -> None:
    (tmp_path / "q.sql").write_text("-- how many?\nselect count(*) as n from marts.events;\n", encoding="utf-8-sig")
    assert tallywire("query", "--file", str(tmp_path / "q.sql")).stdout == "n\r\n2\r\n"
    assert tallywire("query", "-", stdin=b"select 'a' as n").stdout == "n\r\na\r\n"
    for wrong in ([], ["select 1", "--file", "q.sql"], ["--file", str(tmp_path / "none.sql")]):
        assert tallywire("query", *wrong).returncode == 2
    assert tallywire("query", "-", stdin=b"\xff\xfe").returncode == 2


def test_tables_are_found_without_their_schema(tallywire: Call) -> None:
    assert tallywire("query", "select count(*) as n from acled_events").stdout == "n\r\n0\r\n"
    assert "events" in tallywire("query", "show tables").stdout
    assert "killed_best" in tallywire("query", "describe events").stdout


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    for form in ("csv", "json", "table"):
        sql = f"select range as n, repeat('x', 100) as x from range(200000) -- {form}"
        command = f'set -o pipefail; "{TALLYWIRE}" query "{sql}" --format {form} | head -n 2'
        env = os.environ | {"TALLYWIRE_DATA_DIR": str(tmp_path / "data")}
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60, env=env, check=False)
        assert (done.returncode, done.stderr) == (0, ""), form


def test_memory_stays_flat_over_a_large_answer(tmp_path: Path) -> None:
    def peak(n: int) -> int:
        sql = f"select range as n, repeat('x', 200) as x from range({n})"
        code = (
            "import resource, sys; from orchestration.cli.app import app\n"
            "try: app(sys.argv[1:])\n"
            "finally: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
        )
        env = os.environ | {"TALLYWIRE_DATA_DIR": str(tmp_path / "data")}
        command: list[str | Path] = [TALLYWIRE.with_name("python"), "-c", code, "query", sql]
        return int(subprocess.run(command, capture_output=True, text=True, timeout=120, env=env, check=True).stderr)

    assert peak(400_000) - peak(1_000) < 40_000, "80 MB of rows pass through; only kilobytes stay in memory"


def test_rejected_documents_are_counted_by_reason_and_listed(tallywire: Call) -> None:
    assert parse_csv(tallywire("rejected").stdout) == [
        ["landed_on", "reason", "name", "message", "retry_helps"],
        ["2025-06-02", "empty", "x.txt", "x.txt: nothing in it.", "false"],
        ["2025-06-03", "truncated", "y.gz", "y.gz: it breaks off.", "true"],
    ]
    table = tallywire("rejected", "--all", "--format", "table").stdout
    counts, listed = table.split("2 rows", 1)
    assert ["empty", "false", "2"] in [line.split() for line in counts.splitlines()]
    assert "z.txt" in listed
    assert [r[2] for r in parse_csv(tallywire("rejected", "--reason", "truncated").stdout)[1:]] == ["y.gz"]


def test_a_file_of_an_earlier_version_gives_advice(tallywire: Call, published: Path) -> None:
    with duckdb.connect(str(published)) as db:
        db.execute("alter table marts.rejected_documents drop column is_superseded")
    done = tallywire("rejected")
    assert done.returncode == 1
    assert "tallywire run" in done.stderr


def test_a_file_that_is_not_a_database_is_named(tallywire: Call, published: Path) -> None:
    published.write_bytes(b"no database" * 1000)
    for command in (["query", "select 1"], ["rejected"], ["digest"]):
        done = tallywire(*command)
        assert done.returncode == 1
        assert str(published) in done.stderr
        assert "Traceback" not in done.stderr
