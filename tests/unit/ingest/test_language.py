"""Which language code an article gets."""

from __future__ import annotations

import pytest

from orchestration.ingest.language import identify_language, read_language_tag


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("en", "en"),
        (" EN-gb", "en"),
        ("pt_BR", "pt"),
        ("bh", "bh"),  # withdrawn in 2021
        ("eng", None),
        ("English", None),
        ("xx", None),
        ("", None),
    ],
)
def test_a_given_tag_counts_where_it_has_a_code(given: str, code: str | None) -> None:
    assert read_language_tag(given) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("قتل ثلاثة أشخاص في غارة جوية على مدينة الرقة يوم الاثنين، بحسب المرصد السوري لحقوق الإنسان.", "ar"),
        ("Three people were killed when a shell hit the market of the town on Monday, officials said.", "en"),
        ("Raqqa", None),  # too few letters
    ],
)
def test_the_words_show_the_language(text: str, code: str | None) -> None:
    assert identify_language(None, text) == code
