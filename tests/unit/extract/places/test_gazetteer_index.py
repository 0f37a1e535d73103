"""The kept index of the gazetteer: when it is built, and when it is built again."""

import shutil
from pathlib import Path

import pytest

from orchestration.extract.places import gazetteer_index


class Builds:
    """A stand-in for reading the libraries that counts its calls."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, reference: Path) -> bytes:
        self.count += 1
        return gazetteer_index._make_image([], [("Syrian", "SYR")], set())


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> Builds:
    stand_in = Builds()
    monkeypatch.setattr(gazetteer_index, "_build_image", stand_in)
    return stand_in


def demonyms(cache_dir: Path | None, reference: Path = gazetteer_index.REFERENCE_DIR) -> list[tuple[str, str]]:
    return gazetteer_index.open_index(reference, cache_dir).execute("select * from demonyms").fetchall()


def test_the_index_is_built_once_and_again_when_it_is_damaged(tmp_path: Path, builds: Builds) -> None:
    assert demonyms(tmp_path) == demonyms(tmp_path) == [("Syrian", "SYR")]
    assert builds.count == 1
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:-100])
    assert demonyms(tmp_path) == [("Syrian", "SYR")]
    assert builds.count == 2
    assert demonyms(tmp_path) == [("Syrian", "SYR")]
    assert builds.count == 2
    assert [path.name for path in tmp_path.iterdir()] == [kept.name]  # no half-written file is left


def test_an_edited_reference_row_makes_a_new_index_and_deletes_the_old_one(tmp_path: Path, builds: Builds) -> None:
    reference = tmp_path / "reference"
    reference.mkdir()
    for name in ("countries.csv", "places.csv", "districts.csv"):
        shutil.copy(gazetteer_index.REFERENCE_DIR / name, reference / name)
    before = gazetteer_index.compute_fingerprint(reference)
    assert before == gazetteer_index.compute_fingerprint()
    demonyms(tmp_path / "cache", reference)
    with (reference / "places.csv").open("a", encoding="utf-8") as file:
        file.write("ref:here,Here,,town,SYR,,35.0,38.0,0,test\n")
    assert gazetteer_index.compute_fingerprint(reference) != before
    demonyms(tmp_path / "cache", reference)
    assert builds.count == 2
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_a_folder_that_cannot_be_written_to_costs_only_time(tmp_path: Path, builds: Builds) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert demonyms(tmp_path / "file" / "cache") == [("Syrian", "SYR")]
    assert demonyms(None) == [("Syrian", "SYR")]
    assert builds.count == 2
