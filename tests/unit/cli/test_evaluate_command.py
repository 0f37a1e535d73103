"""`tallywire evaluate` as a process, without a run of the job. Tests with a run are in tests/integration."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Call = Callable[..., subprocess.CompletedProcess[str]]
NAME = {"name": "Timbuktu city", "admin1": "Tombouctou", "country": "Mali", "lat": 16.77, "lon": -3.01}
GOOD = {"id": "a", "text": "Timbuktu city", "gold": NAME}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "gazetteer_ucdp.jsonl").write_text(json.dumps(GOOD) + "\n")
    return folder


def test_wrong_gold_is_exit_code_2_and_names_file_and_line(tallywire: Call, gold: Path) -> None:
    broken = gold / "gazetteer_ucdp.jsonl"
    broken.write_text(json.dumps(GOOD) + "\n{oh dear\n")
    done = tallywire("evaluate", str(gold))
    assert done.returncode == 2
    assert f"{broken}, line 2: " in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["evaluate", "{gold}/none"], "no such folder"),
        (["evaluate", "{gold}/.."], "no gold files in it"),
        (["evaluate", "{gold}", "--only", "casualties_mars"], "casualties_mars"),
        (["evaluate", "{gold}", "--only", "places"], "no file places.jsonl"),
        (["evaluate", "{gold}", "--db", "{gold}/none.duckdb"], "none.duckdb"),
        (["evaluate", "{gold}", "--errors", "-1"], "--errors"),
    ],
)
def test_wrong_use_is_exit_code_2_and_names_the_wrong_input(
    tallywire: Call, gold: Path, arguments: list[str], expected: str
) -> None:
    done = tallywire(*(argument.format(gold=gold) for argument in arguments))
    assert done.returncode == 2
    assert expected in " ".join(done.stderr.split())
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_a_published_file_without_the_gold_articles_is_named(tallywire: Call, gold: Path, published: Path) -> None:
    (gold / "gazetteer_ucdp.jsonl").rename(gold / "near_duplicates.jsonl")
    copy = GOOD | {"gold": {"group": "g", "variant": "base", "expect": "same"}}
    (gold / "near_duplicates.jsonl").write_text(json.dumps(copy))
    done = tallywire("evaluate", str(gold), "--db", str(published))
    assert done.returncode == 2
    assert "articles" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_report_is_printed_and_written_as_json_and_markdown_side_by_side(tallywire: Call, gold: Path, tmp_path: Path) -> None:
    done = tallywire("evaluate", str(gold), "--errors", "1")
    assert done.returncode == 0, done.stderr
    assert "acc_25km" in done.stdout
    folder = tmp_path / "data" / "evaluation"
    assert {path.name for path in folder.iterdir()} == {"evaluation.json", "evaluation.md"}
    written = json.loads((folder / "evaluation.json").read_text())
    assert written["files"]["gazetteer_ucdp"]["metrics"]["acc_25km"]["cases"] == 1
    assert "| gazetteer_ucdp | acc_25km |" in (folder / "evaluation.md").read_text()


def test_help_says_where_the_report_goes(tallywire: Call) -> None:
    done = tallywire("evaluate", "--help")
    assert done.returncode == 0
    assert "TALLYWIRE_DATA_DIR or" in " ".join(done.stdout.split())
    assert "tallywire evaluate tests/gold" in done.stdout
