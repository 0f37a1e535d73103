"""Text from anyone is shown so that a reader sees every character that hides, or turns the direction of the text."""

import unicodedata

import pytest

from orchestration.terminal.console import escape_controls
from orchestration.terminal.sanitize import sanitize_text


def test_no_character_that_hides_or_turns_the_text_stays() -> None:
    visible = {
        0x600,
        0x601,
        0x602,
        0x603,
        0x604,
        0x605,
        0x6DD,
        0x70F,
        0x890,
        0x891,
        0x8E2,
        0x110BD,
        0x110CD,
    }  # signs before numbers
    hiding = [
        chr(code)
        for code in (*range(0x13430), *range(0x13456, 0x110000))  # between them: the signs that place hieroglyphs
        if unicodedata.category(chr(code)) in ("Cf", "Zl", "Zp") and code not in visible
    ]
    assert len(hiding) > 130
    for character in hiding:
        for show in (escape_controls, sanitize_text):
            assert character not in show(f"a{character}b"), f"U+{ord(character):04X}"


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        ("kills\u202e 3", "kills‹RLO› 3"),
        ("\u2067rebels\u2069", "‹RLI›rebels‹PDI›"),
        ("Al\u200beppo", "Al‹ZWSP›eppo"),
        ("Al\u200deppo", "Al‹U+200D›eppo"),
        ("Al\ufe0feppo", "Al‹U+FE0F›eppo"),
        ("\ufeffHoms", "‹BOM›Homs"),
        ("Ho\u00adms", "Ho‹SHY›ms"),
        ("Homs\U000e0041", "Homs‹U+E0041›"),
        ("Ho\u3164ms", "Ho‹U+3164›ms"),
    ],
)
def test_a_hidden_character_is_shown_by_its_name(hidden: str, shown: str) -> None:
    assert escape_controls(hidden) == shown
    assert sanitize_text(hidden) == shown


@pytest.mark.parametrize(
    "text", ["🧑\u200d🚒", "❤\ufe0f", "🏳\ufe0f\u200d🌈", "می\u200cخواهم", "क्\u200dष", "حلب", "Kyїv, Ağrı – “é”"]
)
def test_letters_and_emoji_stay_as_they_are(text: str) -> None:
    assert escape_controls(text) == text


def test_text_on_one_line_keeps_its_words_apart() -> None:
    assert sanitize_text("Homs\u2028Hama\r\n\tIdlib") == "Homs Hama Idlib"
