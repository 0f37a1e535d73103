"""Words of a page that are not part of the report: an outlet's name after the headline, a list of videos."""

import pytest

from orchestration.extract.extractor import DEFAULT_REFERENCE
from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.parsing.page_furniture import blank_outlet, blank_video_lists
from tests.unit.extract.reading import Read

LEXICON = Lexicon(DEFAULT_REFERENCE)


@pytest.mark.parametrize(
    ("headline", "outlet"),
    [
        ("Two farmers shot in orchard", " - WQZX.com - Tyler, Longview |Valley News"),
        ("Two farmers shot in orchard", " | News, Weather, Sports, Breaking News | WQZX"),
        ("Two farmers shot in orchard", " - WQZX-TV: Savannah, SC, News, Weather & Sports"),
        ("Two farmers shot in orchard", " | valleyherald.com"),
        ("Two farmers shot in orchard", " - FOX 12 Shreveport"),
        ("Two farmers shot in orchard - police", " | Valley Tribune"),
    ],
)
def test_the_outlet_after_a_headline_is_blanked(headline: str, outlet: str) -> None:
    assert blank_outlet(headline + outlet, LEXICON).rstrip() == headline
    assert len(blank_outlet(headline + outlet, LEXICON)) == len(headline + outlet)


@pytest.mark.parametrize(
    "title",
    [
        "Two farmers shot in orchard",
        "Orchard dispute - two shot near Fox Valley",
        "Valley on edge | Six killed as TV station is attacked",
        "Army shells Karfun - KLA",
        "News - two farmers shot by a guard",
    ],
)
def test_a_headline_with_a_dash_is_kept_whole(title: str) -> None:
    assert blank_outlet(title, LEXICON) == title


def test_the_town_of_the_outlet_is_not_the_place_of_the_event(read: Read) -> None:
    rows = read("A guard at a pear orchard opened fire.", "Two farmers shot dead in orchard - WQZX News 12 Shreveport")
    assert not rows["place_mentions"]
    assert {mention["location"] for mention in rows["event_mentions"]} == {None}


VIDEOS = "1:17 Wildfire kills nine in Kansas Pause\n\n0:42 Bomb found on a train\n\n12:05 Coach praises his team\n\n"
REPORT = "A guard shot dead two farmers at a pear orchard in Leeds, police said."


def test_a_list_of_videos_is_not_part_of_the_report(read: Read) -> None:
    rows = read(VIDEOS + REPORT)
    assert {mention["sentence"] for mention in rows["event_mentions"]} == {REPORT}
    assert {place["text"] for place in rows["place_mentions"]} == {"Leeds"}
    assert {claim["count_best"] for claim in rows["claims"]} == {2}
    assert {mention["context"] for mention in rows["event_mentions"]} == {"crime"}


def test_a_list_of_times_of_day_is_kept() -> None:
    hours = "8:30 Guards reach the orchard\n\n9:15 Two farmers are shot\n\n"
    assert blank_video_lists(hours + REPORT) == hours + REPORT
