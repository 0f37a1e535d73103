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
        ("Armed gangs killed 61 farmers in three months.", "61"),
        ("Armed gangs killed 61 farmers within two weeks.", "61"),
        ("At least 75 people were killed in the second quarter.", "At least 75"),
        ("Some 90 people were killed between 3 March and 20 May.", "Some 90"),
        ("Some 90 people were killed from 2016 to last year.", "Some 90"),
        ("The army killed 45 rebels during the period.", "45"),
        ("On average 14 people die at the front.", "14"),
        ("Two children are killed every three hours.", "Two"),
        ("The district has seen 28 raids which left 52 dead.", "52"),
        ("The army carried out 37 raids, resulting in the deaths of 47 rebels.", "47"),
        ("The feud is a war that has killed 300 farmers.", "300"),
        ("Gang violence has killed 310 people in the province.", "310"),
        ("About 40 bystanders were killed in police operations.", "About 40"),
        ("Targeted raids accounted for 26 deaths.", "26"),
        ("At least 172 people have died of cholera.", "At least 172"),
        ("Drought and hunger have killed 66 children.", "66"),
        ("In August 325 people were killed and 90 injured in the province.", "90"),
        ("Some 325 people were killed and 90 injured in the province in August.", "Some 325"),
        ("The raids claimed the lives of 29 farmers and a nurse in June.", "a nurse"),
        ("The two sides exchanged the bodies of 40 soldiers.", "40"),
        ("The army returned the bodies of 19 rebels.", "19"),
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
        ("Six rockets killed 12 people in the province.", "12"),
        ("Five suicide bombers killed 18 people in the province.", "18"),
        ("Troops killed 12 rebels on Monday, bringing the toll since May to 70.", "12"),
        ("At least nine people were killed in Harasta, bringing the number of dead since May to 70.", "At least nine"),
        ("Nine people were killed in the third attack in two weeks.", "Nine"),
        ("The deadliest raid in three years killed 90 people in Harasta.", "90"),
        ("Rescuers recovered the bodies of 14 villagers.", "14"),
        ("Violence in the town of Harasta has killed 20 people.", "20"),
        ("An air strike killed nine people and wounded 30 in the village.", "nine"),
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


STATISTIC = "In the first half of the year 640 people were killed across the country, the tracker says. "


@pytest.mark.parametrize(
    ("text", "words", "scope"),
    [
        ("The northern province was hit hardest. It recorded 163 deaths.", "163", "period"),
        ("The worst month was May, when 84 farmers were killed.", "84", "period"),
        ("In the south 12 people were killed.", "12", "period"),
        ("Gunmen killed 15 people in the town of Harasta.", "15", "incident"),
        ("Gunmen killed 15 people on Monday.", "15", "incident"),
        ("A truck bomb killed 15 people.", "15", "incident"),
    ],
)
def test_a_statistic_goes_on_until_an_incident(read: Read, text: str, words: str, scope: str) -> None:
    assert find_scopes(read, STATISTIC + text, words, title="Tracker counts the dead") == {scope}


def test_after_an_incident_a_statistic_does_not_go_on(read: Read) -> None:
    text = STATISTIC + "Gunmen raided the town of Harasta on Monday and killed 15 people. Officials said 18 people were killed."
    assert find_scopes(read, text, "18", published="2024-07-03") == {"incident"}


def test_an_article_of_an_incident_is_no_statistic(read: Read) -> None:
    text = SHELLING + "Clashes claimed 198 lives in the first half of the year. Officials said 18 people were killed."
    assert find_scopes(read, text, "18") == {"incident"}


@pytest.mark.parametrize("title", ["640 killed, tracker says", "Raids kill hundreds"])
def test_a_title_has_the_scope_of_the_statistic_in_the_text(read: Read, title: str) -> None:
    claims = [claim for claim in read(STATISTIC, title=title)["claims"] if claim["outcome"] == "killed"]
    assert len(claims) == 2
    assert "incident" not in {claim["time_scope"] for claim in claims}


def test_a_title_of_an_incident_keeps_its_figure(read: Read) -> None:
    text = "More than 4,000 people have been killed since May. On Monday gunmen raided Harasta, killing 25."
    assert find_scopes(read, text, "25", title="Gunmen kill 25 in Harasta") == {"incident"}


def test_a_vague_balance_deep_in_a_text_is_no_incident(read: Read) -> None:
    text = SHELLING + "The mayor spoke of panic. Schools are closed. Drones have killed dozens of people in the district."
    assert find_scopes(read, text, "dozens") == {"cumulative"}
    assert find_scopes(read, "An air strike has killed dozens of people.", "dozens") == {"incident"}
