"""Sums: a figure for several incidents counts for none of them, and leaves the lead to a part."""

from __future__ import annotations

from typing import Any

from tests.unit.extract.reading import Read

FRIDAY = "2019-06-07"


def killed(read: Read, *sentences: str, title: str = "") -> list[tuple[int, str]]:
    """Best figure and time scope of each claim of dead, in the order of the article."""
    rows: list[dict[str, Any]] = read("\n\n".join(sentences), title=title, published=FRIDAY)["claims"]
    ordered = sorted(rows, key=lambda row: (row["span_field"] != "title", row["char_start"]))
    return [(row["count_best"], row["time_scope"]) for row in ordered if row["outcome"] == "killed"]


def test_the_toll_of_several_strikes_is_a_sum_where_their_parts_are_reported(read: Read) -> None:
    found = killed(
        read,
        "Air strikes across northern Syria killed 12 people on Thursday, medics said.",
        "In Ariha, a strike on a market killed seven people.",
        "In Raqqa, five people died when a shell hit a bakery.",
    )
    assert found == [(12, "sum"), (7, "incident"), (5, "incident")]


def test_a_toll_whose_parts_are_not_reported_is_one_event(read: Read) -> None:
    found = killed(
        read,
        "Air strikes across northern Syria killed 12 people on Thursday, medics said.",
        "The wounded were taken to three hospitals.",
    )
    assert found == [(12, "incident")]


def test_a_lesser_strike_elsewhere_makes_no_sum_of_the_lead(read: Read) -> None:
    found = killed(
        read,
        "An air strike on a market in Ariha killed 12 people on Thursday, medics said.",
        "In Raqqa, five people died when a shell hit a bakery.",
        "In Homs, a mine killed two people.",
    )
    assert found == [(12, "incident"), (5, "incident"), (2, "incident")]


def test_the_lead_of_a_sum_is_its_deadliest_part(read: Read) -> None:
    rows = read(
        "Air strikes across northern Syria killed 12 people on Thursday, medics said.\n\n"
        "In Raqqa, five people died when a shell hit a bakery.\n\n"
        "In Ariha, a strike on a market killed seven people.",
        published=FRIDAY,
    )["event_mentions"]
    assert {row["location"] for row in rows if row["incident_role"] == "lead"} == {"Ariha"}
    assert all(row["incident_id"] is None for row in rows if "12 people" in row["sentence"])


def test_one_person_may_be_the_man_reported_dead_before(read: Read) -> None:
    rows = read(
        "Gunmen raided a school in Ariha on Thursday and shot dead its guard.\n\nA police spokesman said one person was killed.",
        published=FRIDAY,
    )["claims"]
    lists = {row["list_id"] for row in rows if row["outcome"] == "killed"}
    assert lists == {None}, "the two do not add up"


def test_a_person_who_died_elsewhere_is_another_person(read: Read) -> None:
    rows = read("A person died in Ariha on Thursday.\n\nIn Raqqa one person was killed by a shell.", published=FRIDAY)
    places = {row["mention_id"]: row["location"] for row in rows["event_mentions"]}
    assert {places[row["mention_id"]] for row in rows["claims"] if row["outcome"] == "killed"} == {"Ariha", "Raqqa"}


def test_the_sum_of_two_villages_stays_a_sum_beside_an_attack_elsewhere(read: Read) -> None:
    found = killed(
        read,
        "Gunmen killed 37 people in attacks on two villages on Thursday, residents said.",
        "They killed 28 people at Ariha and nine at Binnish.",
        "Elsewhere, gunmen killed 40 people in Raqqa.",
    )
    assert found == [(37, "sum"), (28, "incident"), (9, "incident"), (40, "incident")]


def test_attacks_in_general_leave_the_lead_to_the_deadliest(read: Read) -> None:
    sentences = (
        "Air raids hit the city of Homs on Thursday.",
        "In Ariha a raid killed eight people.",
        "Raids on Binnish killed three.",
    )
    rows = read("\n\n".join(sentences), published=FRIDAY)["event_mentions"]
    assert {row["sentence"] for row in rows if row["incident_role"] == "lead"} == {sentences[1]}


def test_the_title_follows_the_sum_of_its_text(read: Read) -> None:
    found = killed(
        read,
        "Air strikes on rebel-held areas of Idlib province killed 25 people on Thursday, rescuers said.",
        "A strike on the village of Binnish killed 12 people.",
        "In the town of Ariha, 13 people died in another strike.",
        title="25 people killed by air strikes in Idlib",
    )
    assert found == [(25, "sum"), (25, "sum"), (12, "incident"), (13, "incident")]


def test_the_figure_of_two_places_is_a_sum_where_each_is_reported(read: Read) -> None:
    found = killed(
        read,
        "Over 26 people were killed when gunmen stormed villages of Ariha and Binnish on Thursday.",
        "In Ariha, 11 people were killed in the attack.",
        "In Binnish, an attack killed 15 people.",
    )
    assert found == [(27, "sum"), (11, "incident"), (15, "incident")]
