"""corrections.csv: good lines are loaded, each wrong one is named, and neither stops the other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from orchestration.dbt_bridge.corrections import OUTCOMES, VICTIM_GROUPS, load_corrections
from orchestration.reference_lists import ReferenceListError
from orchestration.settings import DBT_PROJECT_DIR, Settings
from orchestration.storage.warehouse import connect

HEADER = "table_name,key,column_name,value,reason,author"
GOOD = ["claims,c1,count_best,4,misread,R. Ader", "equipment_claims,q1,outcome,shot down,seen on video,"]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data")


def load(settings: Settings, folder: Path, *lines: str) -> tuple[list[str], list[tuple[str | None, ...]]]:
    """What is said of the lines of a file, and what is loaded."""
    (folder / "corrections.csv").write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")
    wrong = load_corrections(settings, folder)
    with connect(settings.warehouse_file, read_only=True) as db:
        return wrong, db.execute("select * from raw.corrections").fetchall()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("events,e1,count_best,3,seen,me", "table_name is 'events'; expected one of claims, equipment_claims"),
        ("claims,c1,count_beast,3,seen,me", "column_name is 'count_beast'; expected one of"),
        ("claims,c1,count_low,3,,me", "reason is empty"),
        ("claims,,count_low,3,seen,me", "key is empty"),
        ("claims,c1,count_low,many,seen,me", "value is 'many'; expected a whole number"),
        ("claims,c1,count_low,-1,seen,me", "value is '-1'; expected a whole number"),
        ("claims,c1,count_low,٣,seen,me", "value is '٣'; expected a whole number"),
        ("claims,c1,count_low,2147483648,seen,me", "value is '2147483648'; expected a whole number"),
        (f"claims,c1,count_low,{'9' * 310},seen,me", "expected a whole number"),
        ("claims,c1,count_low,,seen,me", "value is None; expected a whole number"),
        ("claims,c1,is_counted,perhaps,seen,me", "value is 'perhaps'; expected true or false"),
        ("claims,c1,outcome,destroyed,seen,me", "value is 'destroyed'; expected one of killed, "),
        ("equipment_claims,q1,outcome,killed,seen,me", "value is 'killed'; expected one of destroyed, "),
        ("claims,c1,victim_group,soldiers,seen,me", "value is 'soldiers'; expected one of total, "),
        ("claims,c1,count_low", "expected 6 cells, as in line 1; found 3"),
        ("claims,c1,count_best,5,another slip,me", "'count_best' is already in line 2; keep one of the two lines"),
        ('claims,c1,count_low,"4 dead,seen,me', "it is not CSV"),
    ],
)
def test_a_wrong_line_is_named_and_the_good_ones_are_loaded(settings: Settings, tmp_path: Path, line: str, message: str) -> None:
    (wrong,), loaded = load(settings, tmp_path, *GOOD, line)
    assert "corrections.csv, line 4: " in wrong
    assert message in wrong
    assert loaded == [
        ("claims", "c1", "count_best", "4", "misread", "R. Ader"),
        ("equipment_claims", "q1", "outcome", "shot down", "seen on video", None),
    ]


def test_lines_of_empty_cells_as_spreadsheets_write_them_are_no_fault(settings: Settings, tmp_path: Path) -> None:
    wrong, loaded = load(settings, tmp_path, ",,,,,", *GOOD, "", ",,,,,")
    assert (wrong, len(loaded)) == ([], 2)


def test_a_file_that_is_no_list_of_corrections_is_refused(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "corrections.csv").write_text("claim,figure\n")
    with pytest.raises(ReferenceListError, match=r"corrections\.csv, line 1: column table_name, .* is missing"):
        load_corrections(settings, tmp_path)


def test_the_words_are_those_of_the_tables() -> None:
    described = (DBT_PROJECT_DIR / "models" / "marts" / "claims.yml").read_text(encoding="utf-8")
    for column, words in (("outcome", OUTCOMES["claims"]), ("victim_group", VICTIM_GROUPS)):
        (listed,) = re.findall(rf"- name: {column}\n(?:(?!- name).*\n)*?.*values: \[(.*)\]", described)
        assert listed == ", ".join(words)
