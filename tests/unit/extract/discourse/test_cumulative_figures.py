"""Figures of a war, a month or a recorder are no incident; those of one attack are. Made-up sentences, a kind each."""

import pytest

from tests.unit.extract.reading import Read

SHELLING = "Rebels shelled the town of Harasta on Monday and killed four people. "


def find_scopes(read: Read, text: str, words: str, **about: str) -> set[str]:
    """The time scopes of the figure with these words."""
    claims = [claim for claim in read(text, **about)["claims"] if claim["count_text"].lower() == words.lower()]
    assert claims
    return {str(claim["time_scope"]) for claim in claims}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The war has left 320 civilians dead.", "320"),
        ("The rebel insurgency has cost the lives of 800 people.", "800"),
        ("About 700 soldiers have been killed in the conflict.", "About 700"),
        ("Rebel aggression has killed more than 90 farmers.", "more than 90"),
        ("Thousands have been killed and a famine is feared.", "Thousands"),
        ("The fighting, now in its third summer, has left 2,100 people dead.", "2,100"),
        ("More than 60 farmers have been killed in such attacks.", "More than 60"),
        ("In August 325 people were killed in the province.", "325"),
        ("160 civilians were killed between January and June, the mission says.", "160"),
        ("For the first two weeks of May the mission has confirmed 77 dead.", "77"),
        ("In all, 93 violent incidents claimed 198 lives.", "198"),
        ("The United Nations has verified the deaths of 38 children.", "38"),
        ("According to figures of the ministry 84 farmers have been killed.", "84"),
        ("Seven people have been killed within 24 hours, the ministry said.", "Seven"),
        ("Up to 30 soldiers die each day, the minister said.", "Up to 30"),
        ("The observatory says 112 shepherds have died this season.", "112"),
        ("Some 200 civilians have died since the coup.", "Some 200"),
    ],
)
def test_a_figure_of_many_incidents_is_no_incident(read: Read, text: str, words: str) -> None:
    assert find_scopes(read, SHELLING + text, words) & {"period", "cumulative"}
    assert "incident" not in find_scopes(read, SHELLING + text, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("An air strike on a market in Harasta has killed at least 21 people.", "at least 21"),
        ("A bomb went off in Harasta on Monday. The death toll has risen to 14.", "14"),
        ("A strike hit Harasta on Friday. Six people have died since Friday's attack in Harasta.", "Six"),
        ("Six people have died since the strike on Harasta.", "Six"),
        ("Shelling of the town of Harasta has killed nine people in the past 24 hours.", "nine"),
        ("Rebels raided the village, and 12 people were killed in the deadliest attack of the war.", "12"),
        ("Nine soldiers were hurt during an offensive launched by the rebels.", "Nine"),
        ("Last week's assault on Harasta has now cost the lives of 115 people.", "115"),
        ("A shell fell on a tent in Harasta with the loss of five lives.", "five"),
        ("The gas attack on the town killed 1,200 people.", "1,200"),
        ("A market was hit in Harasta on Monday. More than 20 people have been killed, rescuers said.", "More than 20"),
    ],
)
def test_a_figure_of_one_attack_stays_an_incident(read: Read, text: str, words: str) -> None:
    assert find_scopes(read, text, words) == {"incident"}


def test_the_next_sentence_goes_on_with_the_span(read: Read) -> None:
    first = "Last month saw fewer raids, but 93 violent incidents claimed 198 lives. "
    text = f"{first}These attacks cost the lives of 117 farmers, of whom 53 were women."  # codespell:ignore
    assert {claim["time_scope"] for claim in read(text, published="2024-11-03")["claims"]} == {"period"}


def test_a_mention_made_from_a_cumulative_figure_is_none_of_an_incident(read: Read) -> None:
    rows = read("The conflict has killed more than 900 people. It began in 2015.")
    assert {
        event["time_scope"] for event in rows["event_mentions"] if event["mention_id"] == rows["claims"][0]["mention_id"]
    } <= {"cumulative"}
