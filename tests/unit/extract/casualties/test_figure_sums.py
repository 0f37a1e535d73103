"""Wholes and parts over an article: killers who die too, additions within a figure, lists behind commas and dashes, stories."""

from typing import Any

import pytest

from tests.unit.extract.reading import Read


def killed(claims: list[dict[str, Any]]) -> list[tuple[int | None, bool, bool, bool]]:
    """Of each claim of dead: how many, and whether it is in a list, a part, additional."""
    return [
        (claim["count_best"], claim["list_id"] is not None, claim["part_of"] is not None, claim["is_additional"])
        for claim in claims
        if claim["outcome"] == "killed"
    ]


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("A gunman killed seven people in four homes before he shot himself to death, police said.", {1, 7}),
        ("A former miner has killed his two brothers and himself, the mayor said.", {1, 2}),
        ("A teacher fatally shot three people at a studio and then took his own life, officials said.", {1, 3}),
        ("A baker shot and killed his aunt, nephew and niece before killing himself at dawn.", {1}),
        ("A 63-year-old man killed his 9-year-old niece and then himself on Friday morning, the mayor said.", {1}),
        ("Otto Renn, 51, shot dead his sister before committing suicide in a barn.", {1}),
    ],
)
def test_a_killer_who_dies_by_his_own_hand_is_beside_those_he_killed(read: Read, text: str, dead: set[int]) -> None:
    claims = killed(read(text)["claims"])
    assert {best for best, *_ in claims} == dead
    assert len(claims) > 1
    assert all(is_listed and not is_part for _, is_listed, is_part, _ in claims)


def test_a_figure_of_all_the_dead_holds_the_killer(read: Read) -> None:
    claims = read("Three people were found dead in a house. A man killed two of them, police said, and then killed himself.")[
        "claims"
    ]
    assert [claim["list_id"] for claim in claims if claim["count_best"] == 3] == [None]


def test_those_found_dead_are_not_those_who_found_them(read: Read) -> None:
    claims = read("Four boys and two women were found dead by a shepherd on Monday, police said.")["claims"]
    assert {(claim["outcome"], claim["count_best"], claim["victim_group"]) for claim in claims} == {
        ("killed", 4, "children"),
        ("killed", 2, "women"),
    }


def test_what_is_told_before_a_suicide_that_did_not_follow_stays_alone(read: Read) -> None:
    assert read("The man was arrested before killing himself.")["claims"] == []


@pytest.mark.parametrize(
    ("text", "is_additional"),
    [
        (
            "A sheriff spoke of the deaths of six people. Two bodies were found in a trailer. Four more bodies were in a pond.",
            False,
        ),
        ("A shooting killed four people on Sunday. The other couple killed in the house was Paul and Mary Voss.", False),
        (
            "A bomb killed five people on Sunday. The dead were the guard Peter Moll and four others who were killed in a shop.",
            False,
        ),
        ("A bomb killed three people at a bus stop on Sunday and another two died in the crush that followed.", True),
    ],
)
def test_more_dead_add_unless_the_figure_for_all_has_room_for_them(read: Read, text: str, is_additional: bool) -> None:
    assert killed(read(text)["claims"])[-1][3] == is_additional


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The murder of the four priests, a cook and a girl is a crime of the army.",
            [(4, True, False, False), (1, True, False, False), (1, True, False, False)],
        ),
        (
            "Last week, nine Danish engineers -- seven men and two women -- and three guards were shot dead by masked gunmen.",
            [(9, True, False, False), (7, True, True, False), (2, True, True, False), (3, True, False, False)],
        ),
        (
            "A mine killed the farmer Pavel Hrebin and two others in a field near Homs on Tuesday.",
            [(1, True, False, False), (2, True, False, True)],
        ),
        (
            "Gunmen broke into the home of an elder and shot dead him and his two sons, police said.",
            [(1, True, False, False), (2, True, False, False)],
        ),
        (
            "Two brothers, a teacher and a doctor, were killed.",
            [(2, False, False, False), (1, True, True, False), (1, True, True, False)],
        ),
    ],
)
def test_members_of_a_list_stand_beside_each_other_and_parts_sum_up(
    read: Read, text: str, expected: list[tuple[int, bool, bool, bool]]
) -> None:
    assert killed(read(text)["claims"]) == expected


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("A miner who threw a knife was one of the two who died in the brawl.", [2]),
        ("Rangers discovered one woman and two boys dead inside the tent.", [1, 2]),
        ("Fourteen of the 20 hostages were killed in the attack.", [14]),
    ],
)
def test_one_of_two_who_died_tells_of_two(read: Read, text: str, dead: list[int]) -> None:
    assert [best for best, *_ in killed(read(text)["claims"])] == dead


def test_others_belong_to_the_incident_told_before_and_so_do_the_first_wounded_of_a_report_on_one(read: Read) -> None:
    rows = read(
        "Senator Marco Galli was shot dead on Monday. Five others were wounded near Rome. The senate met. It rose. Speeches were "
        "held. All were moved. Flags hung. It rained. A guard of his is missing."
    )
    assert len({claim["mention_id"] for claim in rows["claims"]}) == 1


def test_the_same_victim_told_with_also_is_no_other(read: Read) -> None:
    claims = read("Gunmen killed a policeman and his son. In cold blood they also killed the agent's young son.")["claims"]
    assert [claim["is_additional"] for claim in claims] == [False, False, False]


@pytest.mark.parametrize(
    "text",
    [
        "In the film, which opened on Friday, a sniper kills eleven villagers during the siege.",
        "The novel tells of the murder of two sisters by a soldier.",
        "Rescuers practised for an attack on Tuesday: in the drill, a bomb killed 12 actors on a train.",
        "During the exercise, medics treated 40 people who had been wounded in a simulated attack.",
    ],
)
def test_stories_and_drills_tell_of_nothing_that_happened(read: Read, text: str) -> None:
    rows = read(text)
    assert rows["claims"] == []
    assert rows["event_mentions"] == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Two soldiers were killed in a training exercise near Hama on Monday.", 2),
        ("Twelve people were shot dead in a cinema during a film in Denver on Friday.", 12),
    ],
)
def test_deaths_at_a_real_exercise_or_a_film_count(read: Read, text: str, count: int) -> None:
    assert [claim["count_best"] for claim in read(text)["claims"]] == [count]


@pytest.mark.parametrize(
    ("text", "outcome", "count"),
    [
        ("No fewer than nine traders were killed when a market was shelled.", "killed", 9),
        ("Thirtythree sailors were injured in an explosion.", "wounded", 33),
        ("The mayor reported that 14 people [names not given] were also injured by a bomb.", "wounded", 14),
        ("An air strike on Monday led to the death of a schoolteacher.", "killed", 1),
        ("She is believed to be the mastermind of the murder of a lawyer.", "killed", 1),
        ("The mayor ordered an inquiry into the wounding of two nurses.", "wounded", 2),
        ("Lima, 3 May (Agency) -- Former Lima Mayor Pedro Salas Rey, 52, was shot to death by a rider.", "killed", 1),
    ],
)
def test_figures_in_words_that_hide_them(read: Read, text: str, outcome: str, count: int) -> None:
    claims = [claim for claim in read(text)["claims"] if claim["factuality"] in {"asserted", "reported"}]
    assert [(claim["outcome"], claim["count_best"]) for claim in claims] == [(outcome, count)]


def test_a_speaker_who_puts_the_toll_at_a_figure_states_it_and_updates_none(read: Read) -> None:
    claim = read("The Red Crescent put the death toll at seven after the strike.")["claims"][0]
    assert (claim["count_best"], claim["attributed_to"], claim["is_update"]) == (7, "Red Crescent", False)


@pytest.mark.parametrize(
    "text",
    [
        "Shells killed and/or wounded 20 civilians on Monday.",
        "The three tourists were taken to a hospital after the attack and, the report says, suffered no wounds.",
    ],
)
def test_words_that_give_no_figure_of_either(read: Read, text: str) -> None:
    assert [claim["count_best"] for claim in read(text)["claims"]] == []


def test_who_identifies_a_body_is_another(read: Read) -> None:
    claims = read("Oscar Lund, 58, was killed by three arrows. Albert Vik, the village priest, identified his body.")["claims"]
    assert "Albert Vik" not in {claim["victim_name"] for claim in claims}


def test_the_day_of_a_statement_is_not_that_of_a_deed_inside_its_description(read: Read) -> None:
    rows = read("On Tuesday the ministry denied charges that blame officers for the murder of six monks.", published="2017-06-08")
    assert [event["date_text"] for event in rows["event_mentions"]] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Two miners are dead and three others wounded after a raid. One other is in serious condition, a nurse said.",
        "One sailor is dead and three others injured on a quay. Three other people were injured, police said.",
        "Fourteen people were killed and three more wounded. Another three people were hurt, the mayor said.",
    ],
)
def test_others_than_the_dead_are_no_addition_to_the_wounded(read: Read, text: str) -> None:
    wounded = [claim for claim in read(text)["claims"] if claim["outcome"] == "wounded"]
    assert [claim["count_best"] for claim in wounded if not claim["is_additional"] and claim["part_of"] is None] == [3]
    assert all(claim["part_of"] is not None for claim in wounded if claim["is_additional"])


def test_more_who_died_than_an_earlier_report_told_are_an_addition(read: Read) -> None:
    assert [claim["is_additional"] for claim in read("Two more miners died overnight.")["claims"]] == [True]


def test_a_person_is_a_part_of_the_figure_told_for_all(read: Read) -> None:
    claims = read("Two men were wounded on Oak Street, the mayor said. A 44-year-old man was hurt in the leg, police said.")[
        "claims"
    ]
    assert [(claim["count_best"], claim["part_of"] is not None) for claim in claims] == [(2, False), (1, True)]


def test_dead_told_again_by_what_they_are_are_a_part(read: Read) -> None:
    claims = read("A man killed five children, police said. The bodies of the three girls lay in a cellar.")["claims"]
    assert [(claim["count_best"], claim["part_of"] is not None) for claim in claims] == [(5, False), (3, True)]


@pytest.mark.parametrize(
    "text",
    [
        "Police are investigating a murder-suicide. A woman shot her husband and then herself.",
        "Police are investigating an apparent murder-suicide at a house.",
    ],
)
def test_two_die_in_a_murder_suicide(read: Read, text: str) -> None:
    claims = read(text)["claims"]
    assert {claim["outcome"] for claim in claims} == {"killed"}
    assert max(sum(claim["count_best"] for claim in claims if claim["list_id"]), *(c["count_best"] for c in claims)) == 2


def test_a_supposed_homicide_is_no_figure(read: Read) -> None:
    claims = read("If that is the case, the shooting becomes a triple homicide.")["claims"]
    assert {claim["factuality"] for claim in claims} <= {"conditional"}


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("A mass was said for the 88 people who died by violence in Reno in 2011.", {"period", "background"}),
        ("A man was killed in Reno in 2011.", {"incident", "background"}),
    ],
)
def test_the_dead_of_a_year_are_those_of_many_incidents(read: Read, text: str, scopes: set[str]) -> None:
    assert {claim["time_scope"] for claim in read(text)["claims"]} <= scopes


def test_an_older_deed_at_the_same_place_has_its_own_dead(read: Read) -> None:
    rows = read(
        "A farmer was shot and killed on Sunday, March 9, 2014. Sunday's shooting happened at the mill where four people "
        "were killed in May 2009."
    )
    assert len({claim["mention_id"] for claim in rows["claims"]}) == 2


def test_a_woman_among_the_dead_is_not_wounded(read: Read) -> None:
    text = (
        "Two nurses were fatally shot on Palm Drive. One of the nurses was shot in a boat. The other nurse was shot in the neck."
    )
    assert {claim["outcome"] for claim in read(text)["claims"]} == {"killed"}


def test_one_of_the_wounded_who_died_is_no_longer_wounded(read: Read) -> None:
    claims = read("Two people were wounded in a shooting at a quarry. The 37-year-old victim died at a clinic.")["claims"]
    assert [(claim["outcome"], claim["count_best"]) for claim in claims] == [("wounded", 1), ("killed", 1)]


def test_women_who_were_shot_are_not_fewer_for_a_man_who_died(read: Read) -> None:
    text = "Rangers found a man shot to death, beside two women who had been shot too. The man died at once."
    assert [(c["outcome"], c["count_best"]) for c in read(text)["claims"] if c["victim_group"] != "men"] == [("wounded", 2)]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Three shot, two critical", {("wounded", 3), ("wounded", 2)}),
        ("Girl shot at party dies", {("killed", 1)}),
    ],
)
def test_headlines_tell_of_the_wounded_and_the_dead(read: Read, title: str, expected: set[tuple[str, int]]) -> None:
    assert {(claim["outcome"], claim["count_best"]) for claim in read("Police investigate.", title=title)["claims"]} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A bomb exploded at a market, killing four people and injuring seven more.", {("killed", 4), ("wounded", 7)}),
        ("Rebels kidnapped four nurses. All of them were killed, the army said.", {("abducted", 4), ("killed", 4)}),
        ("A roadside bomb killed a couple and their three children near the town.", {("killed", 2), ("killed", 3)}),
        ("Five aid workers were in a car that was ambushed. All of them were killed, a nurse said.", {("killed", 5)}),
    ],
)
def test_people_are_found_where_a_noun_is_left_out_or_joined_amiss(read: Read, text: str, expected: set[tuple[str, int]]) -> None:
    assert {(claim["outcome"], claim["count_best"]) for claim in read(text)["claims"]} == expected
