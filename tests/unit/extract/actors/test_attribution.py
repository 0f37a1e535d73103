"""Who states a figure, and what kind of speaker that is. One made-up sentence for each rule."""

import pytest

from tests.unit.extract.reading import Read


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("The hospital said two rebels were killed.", None, "medical"),
        ("Two rebels were killed, a witness said.", None, "witness"),
        ("Two rebels were killed, according to the defence ministry.", "defence ministry", "military"),
        ("Two rebels were killed by shelling, police said.", "police", "government"),
        ("Two rebels were killed.", None, "unattributed"),
        ("A leading Iraqi opposition figure Omar Haddad said the attack had killed two rebels.", "Omar Haddad", "unattributed"),
        ("Local sources said two rebels were killed.", None, "unattributed"),
        ("Iraqi state media said two rebels were killed.", None, "media"),
        ("Iraqi officials said two rebels were killed.", "Iraq", "government"),
        ("Two rebels were killed, a monitor said.", None, "monitor"),
        ("Two rebels were killed in Hama. That is what the witness reported.", None, "unattributed"),
    ],
)
def test_a_claim_is_attributed_to_its_speaker(read: Read, sentence: str, name: str | None, kind: str) -> None:
    (claim,) = read(sentence)["claims"]
    assert (claim["attributed_to"], claim["attribution_type"]) == (name, kind)


def test_an_attribution_has_the_fullest_name_of_the_speaker(read: Read) -> None:
    claims = read(
        "The Northern Observatory for Human Rights said two men were killed. Nine rebels were wounded, the Observatory reported."
    )["claims"]
    assert {claim["attributed_to"] for claim in claims} == {"Northern Observatory for Human Rights"}
    assert {claim["attribution_type"] for claim in claims} == {"monitor"}
