"""Gold files are read whole and checked: whoever wrote one learns the file, the line and what is wrong."""

import json
from pathlib import Path
from typing import Any

import pytest

from orchestration.evaluate.gold import KINDS, GoldError, read_folder
from orchestration.evaluate.scorers.catalog import LOOKUP_KIND, SCORERS
from orchestration.settings import PROJECT_DIR

GOOD: dict[str, Any] = {
    "id": "a",
    "title": None,
    "text": "In Gao.",
    "published_at": None,
    "source": None,
    "gold": {"killed": 1, "wounded": 0, "killed_names": [], "date": None},
}


def write(folder: Path, stem: str, *lines: object) -> Path:
    path = folder / f"{stem}.jsonl"
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines), encoding="utf-8")
    return path


def changed(**gold: Any) -> dict[str, Any]:
    return GOOD | {"id": "b", "gold": GOOD["gold"] | gold}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{not json", "JSON"),
        ("[1, 2]", "object"),
        ({"text": "x", "gold": {}}, "id"),
        (GOOD | {"id": "b", "text": None}, "text"),
        (GOOD | {"id": "b", "gold": {}}, "gold.killed"),
        (changed(killed=-1), "gold.killed"),
        (changed(killed="3"), "gold.killed"),
        (changed(killed_names="Ann"), "gold.killed_names"),
        (changed(date="yesterday"), "gold.date"),
        (GOOD, "the id 'a' is already in line 1"),
    ],
)
def test_a_broken_line_is_named_with_file_and_line(tmp_path: Path, line: object, said: str) -> None:
    path = write(tmp_path, "casualties_gvdb", GOOD, "", line)
    with pytest.raises(GoldError) as error:
        read_folder(tmp_path)
    assert f"{path}, line 3: " in str(error.value)
    assert said in str(error.value)


def test_a_span_that_does_not_quote_the_text_is_shown_with_both(tmp_path: Path) -> None:
    toponym = {"text": "Gao", "start": 2, "end": 5, "lat": 1.0, "lon": 1.0}
    write(tmp_path, "places", GOOD | {"gold": {"toponyms": [toponym]}})
    with pytest.raises(GoldError, match=r"line 1: characters 2 to 5 of the text are ' Ga', the gold says 'Gao'"):
        read_folder(tmp_path)


def test_an_exact_template_needs_its_numbers(tmp_path: Path) -> None:
    template: dict[str, Any] = {"killed": None, "wounded": 0, "exact": True, "optional": False, "date": None}
    template |= {"perpetrators": [], "perpetrator_organisations": []}
    write(tmp_path, "casualties_muc4", GOOD | {"gold": {"templates": [template]}})
    with pytest.raises(GoldError, match="exact template needs numbers"):
        read_folder(tmp_path)


def test_a_name_that_no_kind_has_is_named_with_the_kinds(tmp_path: Path) -> None:
    write(tmp_path, "casualties_mars", GOOD)
    with pytest.raises(GoldError, match=r"casualties_mars\.jsonl: no kind .* casualties_gvdb, "):
        read_folder(tmp_path)
    with pytest.raises(GoldError, match="--only mars"):
        read_folder(tmp_path / "..", ["mars"])


def test_nothing_to_score_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("no gold")
    with pytest.raises(GoldError, match="no gold files in it"):
        read_folder(tmp_path)
    with pytest.raises(GoldError, match="no such folder"):
        read_folder(tmp_path / "nowhere")
    path = write(tmp_path, "casualties_gvdb", "")
    with pytest.raises(GoldError, match=f"{path}: no document in it"):
        read_folder(tmp_path)
    with pytest.raises(GoldError, match=r"no file places\.jsonl in it"):
        read_folder(tmp_path, ["places"])


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    (tmp_path / "places.jsonl").write_bytes(b'{"id": "\xff"}')
    with pytest.raises(GoldError, match=r"places\.jsonl: not UTF-8 text \(byte 8\)"):
        read_folder(tmp_path)


def test_only_gold_files_of_the_folder_itself_are_read(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    write(tmp_path / "below", "casualties_mars", "broken")
    write(tmp_path, "casualties_gvdb", GOOD)
    (tmp_path / "notes.txt").write_text("no gold")
    (tmp_path / ".places.jsonl").write_text("an editor's own")
    [gold] = read_folder(tmp_path)
    assert gold.stem == "casualties_gvdb"
    assert gold.documents[0].gold.killed == 1


def test_only_the_files_asked_for_are_read(tmp_path: Path) -> None:
    write(tmp_path, "casualties_gvdb", GOOD)
    write(tmp_path, "places", "broken")
    assert [gold.stem for gold in read_folder(tmp_path, ["casualties_gvdb"])] == ["casualties_gvdb"]


def test_every_kind_has_a_scorer_and_an_open_file_and_a_row_in_the_documentation() -> None:
    assert set(KINDS) == {*SCORERS, LOOKUP_KIND}
    assert {gold.kind for gold in read_folder(PROJECT_DIR / "tests" / "gold")} == set(KINDS)
    page = (PROJECT_DIR / "docs" / "evaluation.md").read_text(encoding="utf-8")
    assert [stem for stem in KINDS if f"`{stem}`" not in page] == []
