"""The dateline in front of a text, and where it ends."""

import pytest

from orchestration.extract.parsing.dateline import find_dateline_end


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("SPRINGFIELD, Ohio (AP) — A man was shot.", "A man was shot."),
        ("Lima, 10 Mar 89 (EFE) -- A bomb exploded.", "A bomb exploded."),
        ("PORTLAND (Jan. 2, 2016)–Police were called.", "Police were called."),
        ("BEIRUT (Reuters) - Shells fell.", "Shells fell."),
        ("(WXQZ) -A man was shot.", "A man was shot."),
        ("Quito, 4 Sep 89 (Radio) -- Guayaquil -- A bomb exploded.", "A bomb exploded."),
        ("A raid on Monday - the worst of the year - killed two.", "A raid on Monday - the worst of the year - killed two."),
        ("Two men were shot -- police were called.", "Two men were shot -- police were called."),
        ("", ""),
    ],
)
def test_the_text_begins_after_the_dateline(text: str, rest: str) -> None:
    assert text[find_dateline_end(text) :] == rest
