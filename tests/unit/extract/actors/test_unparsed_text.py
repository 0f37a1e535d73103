"""Articles about something else: only the places and organisations that they name are read."""

import pytest

from tests.unit.extract.reading import Read

MATCH = (
    "The ground was full, the pitch was wet after a night of rain, and the choir of the old school sang before the start. "
    "Nobody in the stands had expected so lively a game between two teams from the middle of the table, and both coaches "
    "said so later. The summer had been long, and some of the younger players had come straight from the beach, as their "
    "tans showed. The referee, a baker, whistled little and smiled a lot, which the crowd liked and the benches did not.\n\n"
    "Rovers struck early in Leeds and Tom Harker fired a second shot past the keeper.\n\n"
    "The attack missed its injured captain, the Football Association said. Lyon beat Porto in a battle of the coaches."
)


def test_a_match_reported_in_words_of_war_has_no_event(read: Read) -> None:
    rows = read(MATCH, "Rovers hit back after the break")
    assert not rows["event_mentions"] and not rows["claims"] and not rows["equipment_claims"]


def test_its_places_and_organisations_are_named(read: Read) -> None:
    rows = read(MATCH)
    assert {"Leeds"} <= {place["text"] for place in rows["place_mentions"]}
    assert "Football Association" in {actor["name"] for actor in rows["actor_mentions"]}


def test_the_quotes_of_names_are_exact(read: Read) -> None:
    rows = read(MATCH)
    for mention in (*rows["place_mentions"], *rows["actor_mentions"]):
        assert MATCH[mention["char_start"] : mention["char_end"]] == mention["text"]


@pytest.mark.parametrize(
    "text",
    [
        "A farmer was shot outside his house near Leeds.",
        "Six passengers drowned when a raft overturned off Bari.",
        "Two men died when a lorry hit their car near Lyon.",
        "Fire broke out in a mill in Turin and four workers were injured.",
    ],
)
def test_an_everyday_word_in_a_phrase_of_violence_is_read(read: Read, text: str) -> None:
    rows = read(f"{MATCH}\n\n{text}")
    assert rows["claims"] or rows["event_mentions"]


def test_everyday_words_alone_are_read_in_a_short_text(read: Read) -> None:
    assert read("A rocket damaged an armored vehicle.")["equipment_claims"]


def test_soldiers_and_everyday_words_are_read(read: Read) -> None:
    assert read(f"{MATCH}\n\nRebels seized the village of Kafr Upton on Sunday.")["event_mentions"]
