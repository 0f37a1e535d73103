"""The lists of the lexicon: all that it reads are in `LISTS`, which the version of the extractor is made of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.lexicon.lists import LISTS
from orchestration.reference_lists import ReferenceListError, read_list
from orchestration.settings import REFERENCE_DIR


def test_the_lexicon_reads_the_lists_that_the_version_covers(monkeypatch: pytest.MonkeyPatch) -> None:
    models = []

    def note(path: Path, model: Any, known: Any) -> Any:
        models.append(model)
        return read_list(path, model, known)

    monkeypatch.setattr("orchestration.extract.lexicon.lexicon.read_list", note)
    Lexicon(REFERENCE_DIR)
    assert sorted(model.file for model in models) == sorted(model.file for model in LISTS)


@pytest.mark.parametrize(
    ("name", "line", "message"),
    [
        ("victim_nouns.csv", "monk,holy,", r"victim_nouns\.csv, line \d+: victim_group is 'holy'; expected one of"),
        ("victim_nouns.csv", ",civilians,", r"victim_nouns\.csv, line \d+: noun is empty"),
        ("victim_nouns.csv", "monk", r"victim_nouns\.csv, line \d+: expected 3 cells"),
        ("event_triggers.csv", "zap,verb,Zapping,conflict,,", r"event_triggers\.csv, line \d+: sub_event_type is 'Zapping'"),
        (
            "number_words.csv",
            "umpteen,many,,,vague",
            r"number_words\.csv, line \d+: low is 'many'; expected a whole number or nothing",
        ),
    ],
)
def test_a_bad_line_in_a_list_is_named(reference: Path, name: str, line: str, message: str) -> None:
    with (reference / name).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    with pytest.raises(ReferenceListError, match=message):
        Lexicon(reference)


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReferenceListError, match=r"event_types\.csv: cannot be read"):
        Lexicon(tmp_path)
