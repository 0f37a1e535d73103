"""Sums, comparisons and corrections: figures next to those of an incident that do not belong to it."""

from datetime import date
from typing import Any

import pytest

from tests.unit.extract.reading import Read

FRIDAY = "2019-06-07"


def counted(read: Read, text: str) -> list[tuple[str, str, int | None, date | None]]:
    """Group, outcome, best figure and day of each claim about an incident, in the order of the text, without parts."""
    rows = read(text, published=FRIDAY)
    events = {event["mention_id"]: event for event in rows["event_mentions"] if event["time_scope"] == "incident"}

    def is_counted(claim: dict[str, Any]) -> bool:
        return claim["mention_id"] in events and claim["time_scope"] == "incident" and claim["part_of"] is None

    claims = sorted(filter(is_counted, rows["claims"]), key=lambda claim: claim["char_start"])
    return [(c["victim_group"], c["outcome"], c["count_best"], events[c["mention_id"]]["date_start"]) for c in claims]


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("Rockets on a bakery in Ariha on Monday killed 61 people, among them five children and three women, a medic said.", 61),
        ("Half of the 50 people killed in Ariha on Monday were children.", 50),
        ("A third of the 12 dead in Ariha on Monday were children.", 12),
        ("Half of the 20 passengers were killed when a bus was shelled in Ariha on Monday.", 10),
        ("A raid on Ariha on Monday killed 56 farmers, a medic said on Wednesday, raising an earlier toll of 21.", 56),
        ("The death toll from Monday's raid on Ariha climbed to 31, up from a previous toll of 20.", 31),
        ("The death toll of Monday's raid on Ariha was revised down to 38 from 45, the ministry said.", 38),
        ("The ministry revised the death toll of Monday's raid on Ariha down to 38 from 45.", 38),
        ("Officials on Wednesday corrected the toll of Monday's raid on Ariha to five dead, not eight as first reported.", 5),
        ("The number of people killed in the raid on Ariha on Monday rose to 14 from 12.", 14),
        ("A medic has lowered the number of farmers killed in Monday's raid on the mill, near Ariha, to 41 from 56.", 41),
    ],
)
def test_one_figure_is_that_of_the_incident(read: Read, text: str, best: int) -> None:
    assert [claim[1:] for claim in counted(read, text)] == [("killed", best, date(2019, 6, 3))]


@pytest.mark.parametrize(
    "text",
    [
        "Air raids killed 45 farmers in Idlib province this week, monitors said.",
        "Shelling has killed 45 farmers in Idlib province this week, including 12 children, the United Nations said.",
        "In the first three months of the year, 220 farmers were killed in air strikes, the network said.",
        "Thousands marched in Ariha on Tuesday to mark the anniversary of a bombing that killed 91 people in 2013.",
    ],
)
def test_the_sum_of_a_week_or_a_year_is_no_incident(read: Read, text: str) -> None:
    assert counted(read, text) == []
    events = read(text, published=FRIDAY)["event_mentions"]
    assert [e["trigger"] for e in events if e["time_scope"] == "incident" and e["sub_event_type"] != "Peaceful protest"] == []


def test_one_raid_of_this_week_is_an_incident(read: Read) -> None:
    assert [claim[2] for claim in counted(read, "An air raid killed 45 farmers in Ariha this week, monitors said.")] == [45]


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("Three soldiers were killed in Ariha on Monday, bringing the number killed since the start of the offensive to 70.", 3),
        ("Three people were killed in Ariha on Monday in the deadliest raid since an attack in 2016 that killed 200.", 3),
        ("Nine soldiers died in Ariha on Monday, the heaviest loss since an ambush last year in which 30 were killed.", 9),
        ("Three people died in Ariha on Monday in an attack that recalled the 2013 bombing in which 27 people were killed.", 3),
        ("Two people died on Monday in Ariha, near the site of a 2009 blast that killed 15.", 2),
        ("A mine killed eight people in Ariha on Monday. In all, 60 people have died in similar blasts this month.", 8),
    ],
)
def test_figures_of_comparisons_and_totals_are_not_the_dead_of_the_incident(read: Read, text: str, best: int) -> None:
    assert [claim[2:] for claim in counted(read, text)] == [(best, date(2019, 6, 3))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Three people were killed in Ariha on Monday, a day after nine died in a similar attack in Binnish.",
            [(3, date(2019, 6, 3)), (9, date(2019, 6, 2))],
        ),
        (
            "Nine soldiers died in Ariha on Monday, the heaviest loss since an ambush last week in which 30 were killed.",
            [(9, date(2019, 6, 3)), (30, date(2019, 5, 27))],
        ),
    ],
)
def test_two_incidents_of_one_sentence_have_their_own_dead_and_days(
    read: Read, text: str, expected: list[tuple[int, date]]
) -> None:
    assert [each[2:] for each in counted(read, text)] == expected


def test_a_woman_among_the_wounded_is_not_dead(read: Read) -> None:
    rows = read("Three people were killed and 13, including a pregnant woman, were wounded in Ariha on Monday.")
    assert {c["outcome"] for c in rows["claims"] if c["victim_group"] == "women"} == {"wounded"}


def test_half_a_million_is_no_million(read: Read) -> None:
    (claim,) = read("The war has killed more than half a million people since it began in 2011.")["claims"]
    assert (claim["count_low"], claim["count_best"], claim["count_high"]) == (500_001, 500_001, None)


def test_the_weapon_of_an_older_attack_is_not_that_of_the_news(read: Read) -> None:
    rows = read("Air strikes killed six people in Ariha on Tuesday. A year ago, 80 people were killed in a sarin attack on Homs.")
    assert {e["sub_event_type"] for e in rows["event_mentions"] if e["time_scope"] == "incident"} == {"Air/drone strike"}


def test_a_title_has_the_time_scope_that_the_text_gives(read: Read) -> None:
    rows = read(
        "More than 500 people have been killed in a week of bombardment of the valley of Qalbin in Syria, a monitor said.",
        "Death toll in Qalbin passes 500",
        FRIDAY,
    )
    assert {claim["time_scope"] for claim in rows["claims"]} == {"period"}
    assert [event["trigger"] for event in rows["event_mentions"] if event["time_scope"] == "incident"] == []


def test_those_who_die_of_wounds_are_not_wounded_and_killed_nobody(read: Read) -> None:
    rows = read("Two more people wounded in Monday's blast in Qamishli have died, bringing the toll to eight, a doctor said.")
    assert {claim["outcome"] for claim in rows["claims"]} == {"killed"}
    assert {event["agent_name"] for event in rows["event_mentions"]} == {None}


@pytest.mark.parametrize(
    ("text", "speaker", "kind"),
    [
        ("Two farmers died near Ariha on Monday, a rebel official said.", None, "armed group"),
        ("Two farmers died near Ariha on Monday, a hospital official said.", None, "medical"),
        (
            "The Ariha Front ambushed a column on Monday and killed nine guards, a spokesman for the group said.",
            None,
            "armed group",
        ),
        (
            "The Afghan health ministry revised the death toll from Monday's raid on a clinic to 33.",
            "Afghan health ministry",
            "medical",
        ),
    ],
)
def test_the_type_of_a_speaker_is_that_of_his_organisation(read: Read, text: str, speaker: str | None, kind: str) -> None:
    (claim,) = read(text)["claims"]
    assert (claim["attributed_to"], claim["attribution_type"]) == (speaker, kind)


def test_those_who_were_not_killed_in_a_strike_did_not_launch_it(read: Read) -> None:
    rows = read("The Pentagon said no soldiers were killed in its strike near Mayadin on Sunday.")
    assert [event["agent_name"] for event in rows["event_mentions"]] == ["Pentagon"]


def test_the_shelling_that_continues_is_the_same_shelling(read: Read) -> None:
    rows = read("Shells hit a mill in Ariha on Monday, killing four. The shelling lasted an hour and set several houses on fire.")
    assert [event["is_definite"] for event in rows["event_mentions"]] == [False, True]


def test_the_attack_names_the_perpetrator_and_has_no_type_of_its_own(read: Read) -> None:
    rows = read(
        "Gunmen attacked a church in Jos on Sunday, killing five. Police said Boko Haram fighters carried out the attack."
    )
    assert [(e["agent_name"], e["sub_event_type"]) for e in rows["event_mentions"]] == [
        ("Boko Haram", "Attack"),
        ("Boko Haram", None),
    ]


def test_the_day_of_a_statement_is_not_the_day_of_the_murder_in_it(read: Read) -> None:
    rows = read("On Tuesday the ministry denied charges that blame officers for the murder of six monks.", published="2017-06-08")
    assert [event["date_text"] for event in rows["event_mentions"]] == [None]
