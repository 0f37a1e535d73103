"""The one place of an incident among all sentences of its article. One made-up report for each rule."""

import pytest

from tests.unit.extract.reading import Read


@pytest.mark.parametrize(
    "text",
    [
        "A drone killed six people at a market in Idlib province on Sunday. The market is in Qalbin, a village near the border.",
        "A drone killed six people in Syria on Sunday. The strike was on Ariha, 15 km south of Idlib.",
        "Gunmen killed six farmers in the north of Syria on Sunday. They came to Qalbin, a small village, on motorcycles.",
    ],
)
def test_a_later_sentence_says_where_the_lead_happened(read: Read, text: str) -> None:
    assert read(text)["event_mentions"][0]["location"] in {"Qalbin", "Ariha"}


def test_a_title_says_in_wider_words_where_it_happened(read: Read) -> None:
    events = read("Two soldiers were killed by a mine near Ariha on Sunday.", title="Two soldiers killed in Syria")[
        "event_mentions"
    ]
    assert {event["location"] for event in events} == {"Ariha"}


@pytest.mark.parametrize(
    "text",
    [
        "A drone killed six people in Idlib province on Sunday. A minister said in Moscow that he was sad.",
        "A drone killed six people in Idlib province on Sunday. Damascus said that it was no attack of its own.",
    ],
)
def test_the_town_of_a_speaker_is_no_place_of_the_lead(read: Read, text: str) -> None:
    assert read(text)["event_mentions"][0]["location"] == "Idlib"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("IDLIB, Syria (XYZ) -- A bomb killed two soldiers on Sunday.", "IDLIB"),
        ("DAMASCUS, Syria (XYZ) -- A bomb killed two soldiers on Sunday near Ariha.", "Ariha"),
        ("BEIRUT, Lebanon (XYZ) -- A bomb killed two soldiers in the south of Syria on Sunday.", "Syria"),
        ("BEIRUT, Lebanon (XYZ) -- A bomb killed two soldiers on Sunday. The war in Syria goes on.", None),
    ],
)
def test_a_dateline_counts_only_if_nothing_else_is_told_in_its_country(read: Read, text: str, place: str | None) -> None:
    assert read(text)["event_mentions"][0]["location"] == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Nine fighters died in Ariha district on Monday. The operation was in Qalbin village, in Ariha district.", "Qalbin"),
        (
            "According to the inspector general of police in Hama, nine rebels were killed. They were in Qalbin, a village.",
            "Qalbin",
        ),
        ("Nine people were killed in a raid on Qalbin village. Two of the injured were transported to Hama.", "Qalbin"),
        (
            "Nine people were killed in Syria near the border with Turkey, officials said. The attack was in Qalbin, a town.",
            "Qalbin",
        ),
        ("Gunmen killed nine people in Syria. Adam Haddad, mayor of Hama, said that there were nine deaths.", "Syria"),
        ("Rockets hit Syria's northern city of Ariha on Monday and killed nine people.", "Ariha"),
        ("Shells fell on Monday on the football field of Qalbin Shams and killed nine people.", "Qalbin Shams"),
        (
            "Nine people were killed on Monday in violence by the Caribbean nation's gangs. They struck in the town of Qalbin.",
            "Qalbin",
        ),
    ],
)
def test_the_most_exact_place_of_the_incident_wins(read: Read, text: str, place: str) -> None:
    assert read(text)["event_mentions"][0]["location"] == place
