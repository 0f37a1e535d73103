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
        ("Upton, June 5 (XYZ) Ten farmers were killed.", "Ten farmers were killed."),
        ("Upton, (XYZ - 3rd May, 2024) At least nine died.", "At least nine died."),
        ("(XYZ) An attack killed two men.", "An attack killed two men."),
        ("UPTON, July 28. /XYZNEWS/. The village was hit.", "The village was hit."),
        ("UPTON: The toll of the blast has risen.", "The toll of the blast has risen."),
        ("UPTON, Westland\n\nSeven people died.", "Seven people died."),
        ("Border News / Upton, May 16\n\nTwenty people died.", "Twenty people died."),
        ("UPTON /\n\nA car bomb went off.", "A car bomb went off."),
        ("The Upton Group (UG) said on Monday that two men died.", "The Upton Group (UG) said on Monday that two men died."),
        (
            "Two men, Ray Lane and Tom Hill, died.\n\nThe police came.",
            "Two men, Ray Lane and Tom Hill, died.\n\nThe police came.",
        ),
        ("", ""),
    ],
)
def test_the_text_begins_after_the_dateline(text: str, rest: str) -> None:
    assert text[find_dateline_end(text) :] == rest
