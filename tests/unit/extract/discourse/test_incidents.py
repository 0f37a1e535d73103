"""The frame: which event mentions of one article report one incident, and what part the incident has in the article."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.extract.reading import Read

LEAD = "Rockets killed four farmers in Ariha on Thursday, a medic said."
FRIDAY = "2019-06-07"


def mentions_of(read: Read, *sentences: str, title: str = "") -> list[dict[str, Any]]:
    """The event mentions of an article with one sentence per paragraph, in its order, the title first."""
    rows = read("\n\n".join(sentences), title=title, published=FRIDAY)["event_mentions"]
    return sorted(rows, key=lambda row: (row["span_field"] != "title", row["trigger_start"]))


def incidents_of(read: Read, *sentences: str, title: str = "") -> list[tuple[str, list[int]]]:
    """Role and sentences of each incident, in the order of the article. Sentences count from 1; the title is 0."""
    numbers = {sentence: number for number, sentence in enumerate(sentences, 1)}
    found: dict[str, tuple[str, list[int]]] = {}
    for row in mentions_of(read, *sentences, title=title):
        if row["incident_id"] is None:
            continue
        role, where = found.setdefault(row["incident_id"], (row["incident_role"], []))
        assert role == row["incident_role"], "an incident has one role"
        number = 0 if row["span_field"] == "title" else numbers[row["sentence"]]
        where += [number] if number not in where else []
    return list(found.values())


def last_rule(read: Read, *sentences: str) -> str:
    """The rule of the last event mention."""
    return str(mentions_of(read, *sentences)[-1]["incident_rule"])


# ------------------------------------------------------------------------------------------------ lead and title


@pytest.mark.parametrize("title", ["Idlib market attack kills 20", "Syria attack kills 20", "Twenty die in strike on market"])
def test_a_title_reports_in_wider_words_what_its_text_reports(read: Read, title: str) -> None:
    text = "An air strike on a market in Ariha killed 20 people on Thursday, medics said."
    assert incidents_of(read, text, "The strike hit the vegetable stalls.", title=title) == [("lead", [0, 1, 2])]


def test_the_first_mention_stands_for_its_incident(read: Read) -> None:
    first, *others = mentions_of(read, LEAD, "The shells also hit a mill.")
    assert others
    assert {row["incident_id"] for row in (first, *others)} == {first["mention_id"]}
    assert first["incident_rule"] == "opens the article"


def test_a_past_attack_that_the_article_is_about_is_its_lead(read: Read) -> None:
    text = "A bombing in Ariha killed 30 people in 2013."
    assert incidents_of(read, text, "The blast wounded dozens.", title="Bombing of 2013 remembered") == [("lead", [1, 2])]


# ------------------------------------------------------------------------------------------------ what parts, and what does not


@pytest.mark.parametrize(
    "again",
    [
        "The shells struck Ariha at noon, the mayor said.",
        "Six people were killed in Ariha, a rescuer said.",
        "Shelling killed nine farmers in Ariha, the mayor said.",
        "Shelling wounded two shepherds in Ariha on Wednesday night, the mayor said.",
        "The attack in Idlib province wounded six shepherds.",
        "A missile hit the bakery in the town.",
    ],
    ids=["the same place", "another speaker and figure", "another toll", "the night before", "a wider place", "nothing is known"],
)
def test_what_nothing_tells_apart_is_one_incident(read: Read, again: str) -> None:
    assert incidents_of(read, LEAD, again) == [("lead", [1, 2])]


@pytest.mark.parametrize(
    ("other", "rule"),
    [
        ("Gunmen killed three guards in Raqqa, the army said.", "another place: Raqqa"),
        ("The attack in Aleppo province wounded six shepherds.", "another region: Aleppo"),
        ("Shelling wounded two shepherds in Ariha on Monday, the mayor said.", "another day: Monday"),
        ("Police arrested two suspects in Ariha.", "another kind of event"),
    ],
)
def test_another_place_day_or_kind_parts_incidents(read: Read, other: str, rule: str) -> None:
    assert incidents_of(read, LEAD, other) == [("lead", [1]), ("other", [2])]
    assert last_rule(read, LEAD, other) == rule


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ("Separately, a car bomb killed two guards, the army said.", "Separately"),
        ("Elsewhere, rockets killed two guards, the army said.", "Elsewhere"),
        ("In another attack, gunmen killed two guards, the army said.", "another attack"),
        ("In a separate incident, a car bomb exploded in the town.", "In a separate incident"),
        ("A second strike hit a school and wounded three teachers.", "second strike"),
        ("Hours later, in Raqqa, a drone killed two guards.", "Hours later, in"),
    ],
)
def test_words_open_another_incident(read: Read, other: str, words: str) -> None:
    assert incidents_of(read, LEAD, other) == [("lead", [1]), ("other", [2])]
    assert last_rule(read, LEAD, other) == f"opens another incident: {words}"


def test_a_strike_that_was_reported_before_opens_no_incident(read: Read) -> None:
    assert incidents_of(read, LEAD, "The second strike hit a school, a medic said.") == [("lead", [1, 2])]


@pytest.mark.parametrize(
    "sentences",
    [
        ("Twin blasts killed 12 people in Ariha on Thursday.", "The explosions tore through a bakery."),
        ("Two strikes on Ariha killed 12 people on Thursday.", "Both strikes hit a bakery."),
    ],
)
def test_two_blows_with_one_toll_are_one_incident(read: Read, sentences: tuple[str, ...]) -> None:
    assert incidents_of(read, *sentences) == [("lead", [1, 2])]


# ------------------------------------------------------------------------------------------------ focus and references


@pytest.mark.parametrize("reference", ["The attack also wounded six shepherds.", "The blast hit a mill, the mayor said."])
def test_a_reference_belongs_to_the_incident_in_focus(read: Read, reference: str) -> None:
    assert incidents_of(read, LEAD, reference) == [("lead", [1, 2])]
    assert last_rule(read, LEAD, reference) == "the incident in focus"


def test_the_last_incident_is_in_focus(read: Read) -> None:
    other = "Gunmen killed three guards in Raqqa, the army said."
    assert incidents_of(read, LEAD, other, "Two guards were wounded in the raid.") == [("lead", [1]), ("other", [2, 3])]


def test_a_place_leads_back_to_its_incident(read: Read) -> None:
    other = "Gunmen killed three guards in Raqqa, the army said."
    back = "The shells in Ariha also wounded a shepherd."
    assert incidents_of(read, LEAD, other, back) == [("lead", [1, 3]), ("other", [2])]
    assert last_rule(read, LEAD, other, back) == "the same place"


def test_an_attack_is_no_part_of_an_arrest(read: Read) -> None:
    sentences = (LEAD, "Police arrested two suspects in Ariha.", "The attack wounded six shepherds.")
    assert incidents_of(read, *sentences) == [("lead", [1, 3]), ("other", [2])]
    assert last_rule(read, *sentences) == "the incident in focus", "an arrest takes no focus"


@pytest.mark.parametrize(
    "aside",
    [
        "A bombing in Raqqa killed 30 people in 2013.",
        "The last such attack, in 2013, killed 30 people.",
        "The war has killed more than 300,000 people since 2011.",
        "More than 200 farmers were killed in air strikes in the first three months of the year, monitors said.",
    ],
    ids=["another place", "another year", "the war", "a period"],
)
def test_after_what_is_no_news_the_focus_returns_to_the_lead(read: Read, aside: str) -> None:
    news = [
        where for role, where in incidents_of(read, LEAD, aside, "The attack also wounded six shepherds.") if role != "recalled"
    ]
    assert news == [[1, 3]]


# ------------------------------------------------------------------------------------------------ recalled, and left out


@pytest.mark.parametrize(
    "recalled", ["A bombing in Raqqa killed 30 people in 2013.", "The last such attack, in 2013, killed 30 people."]
)
def test_a_recalled_incident_keeps_its_own_day_and_place(read: Read, recalled: str) -> None:
    assert incidents_of(read, LEAD, recalled) == [("lead", [1]), ("recalled", [2])]
    mention = mentions_of(read, LEAD, recalled)[-1]
    assert (mention["incident_rule"], mention["date_prec"]) == ("recalled: a day or place of its own", 5)
    assert mention["location"] != "Ariha"


def test_what_is_recalled_twice_is_one_incident(read: Read) -> None:
    sentences = (LEAD, "A bombing in Raqqa killed 30 people in 2013.", "That bombing also wounded 12 guards in Raqqa in 2013.")
    assert incidents_of(read, *sentences) == [("lead", [1]), ("recalled", [2, 3])]
    assert last_rule(read, *sentences) == "recalled before"


@pytest.mark.parametrize(
    ("aside", "rule"),
    [
        ("The war has killed more than 300,000 people since 2011.", "no single incident: cumulative"),
        ("Many people have been killed in such attacks in past years.", "no single incident: period"),
    ],
)
def test_the_war_is_no_incident(read: Read, aside: str, rule: str) -> None:
    assert incidents_of(read, LEAD, aside) == [("lead", [1])]
    assert last_rule(read, LEAD, aside) == rule


def test_a_denial_belongs_to_what_it_denies(read: Read) -> None:
    denial = "The army denied that it had attacked the farmers."
    assert incidents_of(read, LEAD, denial) == [("lead", [1, 2])]
    assert last_rule(read, LEAD, denial) == "denied: the incident in focus"


# ------------------------------------------------------------------------------------------------ sides


def test_two_named_sides_without_a_part_in_the_lead_open_another_incident(read: Read) -> None:
    shot_down = "An Israeli jet struck Hezbollah."
    found = incidents_of(read, "Turkey struck the Islamic State in Ariha on Thursday.", shot_down)
    assert found == [("lead", [1]), ("other", [2])]


def test_a_strike_on_the_side_of_the_lead_belongs_to_the_lead(read: Read) -> None:
    found = incidents_of(
        read,
        "The coalition struck Hezbollah near Ariha on Thursday, the Pentagon said.",
        "In a separate development a shell killed 21 people in Raqqa.",
        "The coalition conducted a strike against Hezbollah in Syria, an officer said.",
    )
    assert found == [("lead", [1, 3]), ("other", [2])]


# ------------------------------------------------------------------------------------------------ bulletins, sides, older reports


def test_each_item_of_a_bulletin_reports_its_own_incident(read: Read) -> None:
    found = incidents_of(
        read,
        "Following are the reports of the day.",
        "HOMS - A roadside bomb killed two policemen, police said.",
        "HOMS - Gunmen killed a policeman at a checkpoint, police said.",
        "ARIHA - A mortar round killed four farmers in a field, police said.",
    )
    assert sorted(where for _, where in found) == [[2], [3], [4]]
    assert [where for role, where in found if role == "lead"] == [[4]], "the deadliest item"


@pytest.mark.parametrize(
    ("second", "is_other"),
    [
        ("The Syrian Democratic Forces clashed with Islamic State fighters.", True),
        ("Western-backed rebels said they came under attack from government forces.", True),
        ("The coalition pounded Islamic State positions for hours.", False),
        ("A rebel said that Russian jets had bombed Islamic State.", False),
    ],
)
def test_a_named_perpetrator_without_a_part_opens_another_incident(read: Read, second: str, is_other: bool) -> None:
    lead = "The U.S.-led coalition bombed Islamic State near Raqqa on Thursday, killing three people."
    assert (last_rule(read, lead, second) == "other sides") is is_other


def test_what_an_earlier_report_had_claimed_is_another_incident(read: Read) -> None:
    lead = "The U.S.-led coalition bombed Islamic State near Raqqa on Thursday, killing three people."
    second = "This month, the coalition said its air strikes had killed Omar Deri, a commander of the group."
    assert last_rule(read, lead, second) == "opens another incident: This month"


def test_one_more_death_opens_no_incident(read: Read) -> None:
    first = "A missile hit a café in Ariha on Thursday, killing 40 people."
    assert incidents_of(read, first, "One more death brings the number of those killed in the strike to 41.") == [("lead", [1])]


def test_a_quarter_lies_in_its_city(read: Read) -> None:
    first = "Rockets killed a girl in the city of Aleppo on Thursday, a medic said."
    assert incidents_of(read, first, "The rockets hit the Furqan neighborhood in Aleppo city.") == [("lead", [1, 2])]


def test_the_day_on_which_bodies_are_found_separates_nothing(read: Read) -> None:
    first = "Gunmen stormed the village of Ariha on Monday and killed ten farmers."
    assert incidents_of(read, first, "“We counted seven bodies on Thursday,” said a farmer.") == [("lead", [1, 2])]


def test_a_name_that_a_province_shares_with_its_town_may_mean_either_in_the_opening(read: Read) -> None:
    first = "Nineteen people were killed in air strikes on Idlib on Thursday, a monitor said."
    second = "The strikes targeted the town of Binnish, it added."
    assert incidents_of(read, first, second) == [("lead", [1, 2])]


def test_an_equal_number_is_that_of_the_lead(read: Read) -> None:
    first = "An air strike hit a school in Ariha on Thursday, killing 35 people."
    second = "A hospital in Binnish took in 35 bodies, and others were wounded in the strike, it said."
    assert incidents_of(read, first, second) == [("lead", [1, 2])]
    other = "In Binnish, 12 people were killed by a shell."
    assert incidents_of(read, first, other) == [("lead", [1]), ("other", [2])]


@pytest.mark.parametrize("turn", ["Meanwhile, a shell", "Earlier, a shell", "In addition, a shell"])
def test_a_turn_to_another_place_opens_another_incident(read: Read, turn: str) -> None:
    first = "Rockets killed four farmers in the north of Syria on Thursday, a medic said."
    assert incidents_of(read, first, f"{turn} killed two shepherds in Ariha.") == [("lead", [1]), ("other", [2])]
    assert incidents_of(read, LEAD, f"{turn} killed two shepherds in Ariha.") == [("lead", [1, 2])]


def test_two_incidents_that_are_counted_are_those_of_the_lead(read: Read) -> None:
    title = "Nine dead in Idlib"
    first = "Nine men died in Idlib on Thursday in two separate shootouts with the police."
    assert incidents_of(read, first, title=title) == [("lead", [0, 1])]


def test_where_something_was_said_separates_nothing(read: Read) -> None:
    second = "The governor told reporters in Damascus that the rockets had wounded nine shepherds."  # codespell:ignore told
    assert incidents_of(read, LEAD, second) == [("lead", [1, 2])]


def test_the_dead_of_a_year_are_no_lead(read: Read) -> None:
    first = "The United Nations recorded the deaths of 3,804 civilians in Syria in 2018, a report says."
    assert "lead" not in [role for role, _ in incidents_of(read, first)]


def test_the_second_of_two_incidents_is_another_one(read: Read) -> None:
    first = "Seven men died in shootouts with the police in Ariha on Thursday, a medic said."
    middle = ["The police gave no details.", "A spokesman said the area was calm."]
    second = "The second shootout led to two deaths."
    assert last_rule(read, first, *middle, second) == "opens another incident: second shootout"
