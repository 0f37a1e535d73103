"""Conflict, crime, accident and disaster: the context of an article, and of each event."""

from pathlib import Path

import pytest

from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.reference_lists import ReferenceListError
from tests.unit.extract.reading import Read


def contexts(read: Read, text: str) -> list[str]:
    return [event["context"] for event in read(text)["event_mentions"]]


@pytest.mark.parametrize(
    "text",
    [
        "A man was shot in the leg on Elm Avenue, police said.",
        "Detectives are looking for the man who shot a cab driver during a robbery.",
        "Sheriff's deputies shot a man who pointed a handgun at them in a parking lot.",
        "A woman was stabbed by her boyfriend in their apartment.",
        "Two brothers were killed after an argument outside a nightclub. A suspect was charged with homicide.",
        "A veteran of the Iraq war shot his neighbor in a dispute over a driveway, detectives said.",
    ],
)
def test_violence_between_persons_is_crime(read: Read, text: str) -> None:
    assert set(contexts(read, text)) == {"crime"}


@pytest.mark.parametrize(
    "text",
    [
        "Militants shot dead two policemen at a checkpoint.",
        "Soldiers shot a protester in the leg.",
        "Gunmen killed two men. Human rights groups blamed a death squad for the murder.",
        "Rebels killed two teachers in the village. Police arrested three suspects and charged them with murder.",
        "A bomb killed four people in the market.",
        "Attackers killed two men.",
        "Two men were killed.",
    ],
)
def test_armed_sides_protest_bombs_and_doubt_are_conflict(read: Read, text: str) -> None:
    assert set(contexts(read, text)) == {"conflict"}


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("Nine miners were killed when a tunnel collapsed after a gas leak.", "accident"),
        ("A boiler in a factory exploded and killed two workers.", "accident"),
        ("Three children died when their boat capsized.", "accident"),
        ("Mudslides killed 12 people after torrential rains.", "disaster"),
        ("The typhoon killed nine people.", "disaster"),
    ],
)
def test_harm_that_nobody_intended_is_an_accident_or_a_disaster(read: Read, text: str, context: str) -> None:
    assert set(contexts(read, text)) == {context}


def test_a_crash_in_an_article_about_war_is_an_accident(read: Read) -> None:
    text = "Rebels and soldiers fought in the hills for hours; the militia shelled the town. A bus crash killed three travellers."
    assert contexts(read, text)[-1] == "accident"
    assert set(contexts(read, text)[:-1]) == {"conflict"}


def test_a_cue_counts_once_and_in_the_plural_too(read: Read) -> None:
    crime = "Detectives, detectives, detectives! "
    war = "Insurgents and militiamen held the ridge. "
    assert contexts(read, war + crime + "Two men were killed.") == ["conflict"]


def test_a_cue_is_a_whole_word(read: Read) -> None:
    assert contexts(read, "A man was shot in the parking lot of the armyworm lab.") == ["crime"]


def test_a_weight_must_be_one_two_or_three(tmp_path: Path) -> None:
    reference = Path(__file__).parents[3] / "seeds" / "reference"
    for each in reference.glob("*.csv"):
        (tmp_path / each.name).write_text(each.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "context_cues.csv").write_text("word,context,weight\nrebel,conflict,9\n", encoding="utf-8")
    with pytest.raises(ReferenceListError, match=r"context_cues\.csv, line 2: weight is '9'; expected one of 1, 2, 3"):
        Lexicon(tmp_path)


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("Rebels and the army fought. An attack killed two men.", "conflict"),
        ("Police arrested a suspect. A shooting at a nightclub killed two men.", "crime"),
        ("A bus crash killed two men.", "accident"),
        ("An earthquake killed two men.", "disaster"),
    ],
)
def test_the_words_of_an_article_give_the_context_of_its_events(read: Read, text: str, context: str) -> None:
    assert {event["context"] for event in read(text)["event_mentions"]} == {context}
