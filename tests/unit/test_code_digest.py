"""The versions of parser and extractor change with every file of their rooms and of all rooms inside them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from orchestration import reference_lists
from orchestration.code_digest import digest_code
from orchestration.settings import PROJECT_DIR


@pytest.mark.parametrize("room", ["ingest", "extract"])
def test_a_byte_in_any_file_of_any_sub_room_changes_the_digest(room: str, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(PROJECT_DIR / "orchestration" / room, tmp_path / room))
    before = digest_code(copy)
    assert before == digest_code(PROJECT_DIR / "orchestration" / room)
    files = sorted(path for path in copy.rglob("*.py"))
    assert len({path.parent for path in files}) > 1, "the room has rooms inside it"
    for path in files:
        content = path.read_bytes()
        path.write_bytes(content + b"#")
        assert digest_code(copy) != before, path
        path.write_bytes(content)
    assert digest_code(copy) == before


def test_a_moved_file_changes_the_digest_and_compiled_files_do_not(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "rule.py").write_text("x = 1")
    before = digest_code(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "rule.pyc").write_text("compiled")
    assert digest_code(tmp_path) == before
    (tmp_path / "rule.py").rename(tmp_path / "inner" / "rule.py")
    assert digest_code(tmp_path) != before


@pytest.mark.parametrize("version", ["orchestration.extract.version", "orchestration.ingest.version"])
def test_the_versions_are_made_of_the_digest_of_their_room(version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib import import_module  # noqa: PLC0415

    from orchestration.extract.extractor import DEFAULT_MODEL, DEFAULT_REFERENCE  # noqa: PLC0415

    def current() -> str:
        module = import_module(version)
        if version.startswith("orchestration.ingest"):
            module.compute_parser_version.cache_clear()
            return str(module.compute_parser_version())
        return str(module.compute_extractor_version(DEFAULT_MODEL, DEFAULT_REFERENCE))

    before = current()
    monkeypatch.setattr(f"{version}.digest_code", lambda folder: folder.name.encode())
    assert current() != before
    monkeypatch.undo()
    assert current() == before


def test_the_version_of_the_extractor_changes_with_the_reader_of_its_lists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from orchestration.extract import compute_extractor_version  # noqa: PLC0415
    from orchestration.extract.extractor import DEFAULT_MODEL, DEFAULT_REFERENCE  # noqa: PLC0415

    before = compute_extractor_version(DEFAULT_MODEL, DEFAULT_REFERENCE)
    edited = tmp_path / "reference_lists.py"
    edited.write_bytes(Path(reference_lists.__file__).read_bytes() + b"#")
    monkeypatch.setattr(reference_lists, "__file__", str(edited))
    assert compute_extractor_version(DEFAULT_MODEL, DEFAULT_REFERENCE) != before
