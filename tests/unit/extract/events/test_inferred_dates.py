"""Days of events whose own sentence gives none. All articles are published on Wednesday 2017-06-07."""

from datetime import date
from typing import Any

import pytest

from tests.unit.extract.reading import Read


def days(read: Read, text: str, **about: Any) -> dict[str, date | None]:
    """The first possible day of each event, by the event's trigger."""
    return {event["trigger"]: event["date_start"] for event in read(text, **about)["event_mentions"]}


@pytest.mark.parametrize(
    "text",
    [
        "Police say two men were shot near the station. It happened on Sunday night.",
        "A man was shot in the leg, police said. The incident occurred about 9 p.m. Sunday in a parking lot.",
        "Officers were called to the mill at 7 a.m. Sunday. They found that two men had been shot.",
        "The killing shocked the town. Two men were shot there after an argument on Sunday.",
        "Police on Sunday were called to a house. A woman was shot inside, officials say.",
        "A shooting closed the harbour road near mile 12 on Sunday, police confirmed. A man was shot in the leg.",
        "Two men were shot at an inn, police said. On Sunday, June 4, deputies responded to a call about gunfire.",
    ],
)
def test_another_sentence_of_the_story_gives_the_day(read: Read, text: str) -> None:
    assert days(read, text)["shot"] == date(2017, 6, 4)


def test_the_day_of_the_story_holds_for_the_title_too(read: Read) -> None:
    found = days(read, "It happened on Sunday evening. Rebels shelled the town.", title="Two men shot in the harbour")
    assert found == {"shot": date(2017, 6, 4), "shelled": date(2017, 6, 4)}


@pytest.mark.parametrize(
    "text",
    [
        "Two men were shot in the harbour. A suspect was arrested on Sunday.",
        "Two men were shot in the harbour. The mayor said on Sunday that he was shocked.",
        "Two men were shot in the harbour. A vigil will be held on Sunday.",
        "Two men were shot in the harbour. Police spoke at a Sunday news conference.",
        "SPRINGFIELD (June 4, 2017) – Police said that two men were shot in the harbour.",
    ],
)
def test_what_came_after_and_the_dateline_are_not_the_day_of_the_story(read: Read, text: str) -> None:
    """A lead without a day of its own is news: it has the window of two days, never a day that is something else's."""
    (shot,) = [event for event in read(text)["event_mentions"] if event["trigger"] == "shot"]
    assert (shot["date_text"], shot["date_prec"], shot["date_is_anaphoric"]) == (None, 2, True)


@pytest.mark.parametrize(
    ("after", "is_anaphoric"),
    [("It happened on Sunday.", False), ("Police were called to the pier on Sunday.", True)],
)
def test_an_inferred_day_is_anaphoric_unless_the_text_says_that_it_happened_then(
    read: Read, after: str, is_anaphoric: bool
) -> None:
    events = read(f"A man was shot in the harbour. {after}")["event_mentions"]
    (shot,) = [event for event in events if event["trigger"] == "shot"]
    assert (shot["date_text"], shot["date_is_anaphoric"], shot["date_prec"]) == (None, is_anaphoric, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Police say early Sunday a man was shot in the harbour.", date(2017, 6, 4)),
        ("A guard was shot while he was off duty on Sunday.", date(2017, 6, 4)),
        ("A suspect was held in connection with a shooting that occurred Sunday, June 4th near the pier.", date(2017, 6, 4)),
    ],
)
def test_a_day_near_the_event_in_its_sentence_is_its_day(read: Read, text: str, day: date) -> None:
    (event, *_) = read(text)["event_mentions"]
    assert event["date_start"] == day


def test_a_crime_in_which_nobody_was_hurt_has_its_day(read: Read) -> None:
    text = "Detectives are looking for two men who robbed a liquor store. It happened on Sunday, the sheriff's office said."
    (event, *_) = read(text)["event_mentions"]
    assert (event["context"], event["date_start"]) == ("crime", date(2017, 6, 4))


def test_a_vague_time_takes_the_one_day_that_it_includes(read: Read) -> None:
    text = "A man was shot in the harbour last month. Police were called to the pier about 2 a.m. on May 20."
    assert days(read, text)["shot"] == date(2017, 5, 20)


def test_the_days_of_the_lead_are_not_those_of_another_incident(read: Read) -> None:
    text = (
        "Rebels shelled Idlib on Sunday. Soldiers bombed Hama on Monday. The talks went on. Nobody came. Prices rose. "
        "The harvest was poor. It rained. Militants attacked a convoy near Palmyra."
    )
    assert days(read, text)["attacked"] is None


def test_without_a_day_of_publication_no_day_is_inferred(read: Read) -> None:
    assert days(read, "A man was shot. It happened on Sunday.", published=None)["shot"] is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bishop condemned on Sunday the massacre of 12 farmers.", None),
        ("The air strikes on Hama continued on Sunday.", date(2017, 6, 4)),
    ],
)
def test_the_day_of_a_reaction_is_not_the_day_of_the_event(read: Read, text: str, expected: date | None) -> None:
    assert set(days(read, text).values()) == {expected}


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        ("On Monday, a day after rebels shelled the harbour, the market stayed shut.", "shelled", date(2017, 6, 4)),
        (
            "The ferry sailed on Monday, two days after the attack on the harbour, in which three men were killed.",
            "attack",
            date(2017, 6, 3),
        ),
        ("On 4 June, the day before gunmen killed a farmer, two strangers came.", "killed", date(2017, 6, 5)),
        ("The market stayed shut a day after rebels shelled the harbour.", "shelled", None),
    ],
)
def test_an_event_some_days_before_or_after_a_day_is_counted_from_it(
    read: Read, text: str, trigger: str, day: date | None
) -> None:
    assert days(read, text)[trigger] == day


def test_a_time_between_a_subject_and_its_verb_belongs_to_the_words_before_it(read: Read) -> None:
    found = days(read, "A farmer who was shot Monday night remained in hospital on Wednesday.")
    assert found["shot"] == date(2017, 6, 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The governor, investigating the murder of six teachers, said on Monday that nobody had come forward.",
            date(2017, 6, 4),
        ),
        ("The governor promised on Monday to investigate the murder of six teachers.", None),
        ("A court sentenced two men on Monday for the murder of six teachers.", None),
    ],
)
def test_the_day_of_a_statement_is_not_the_day_of_the_event_it_is_about(read: Read, text: str, expected: date | None) -> None:
    assert days(read, text)["murder"] == expected


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("Shells killed nine people in the harbour, the mayor said on Monday.", (date(2017, 6, 4), date(2017, 6, 5))),
        (
            "Shells killed nine people in the harbour, the mayor told reporters on Wednesday.",  # codespell:ignore
            (date(2017, 6, 6), date(2017, 6, 7)),
        ),
        ("Shells have killed nine people in the harbour.", (date(2017, 6, 6), date(2017, 6, 7))),
        (
            "Shells have killed nine people, the mayor said. Rebels hold the hills since October 7.",
            (date(2017, 6, 6), date(2017, 6, 7)),
        ),
    ],
)
def test_a_lead_without_a_day_is_news_of_two_days(read: Read, text: str, window: tuple[date, date]) -> None:
    event = read(text)["event_mentions"][0]
    assert (event["date_start"], event["date_end"]) == window
    assert (event["date_text"], event["date_prec"]) == (None, 2)


def test_a_recalled_day_is_not_inferred_for_the_lead_nor_the_other_way(read: Read) -> None:
    text = "Shells have killed nine people in Hama. The war goes on. In March 2015 an air strike killed 40 people in Idlib."
    found = read(text)["event_mentions"]
    assert [(event["date_start"], event["date_prec"]) for event in found] == [(date(2017, 6, 6), 2), (date(2015, 3, 1), 4)]


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        ("The air strike on the market was carried out by the army, as it confirmed on Monday.", "air strike", None),
        ("Monday's report on the air strike on the market names nine victims.", "air strike", None),
        ("Monday's wave of raids killed nine people in the harbour.", "raids", "Monday"),
    ],
)
def test_a_day_of_words_about_an_event_is_not_its_day(read: Read, text: str, trigger: str, day: str | None) -> None:
    (event,) = [event for event in read(text)["event_mentions"] if event["trigger"] == trigger]
    assert event["date_text"] == day


@pytest.mark.parametrize(
    "text",
    [
        "By Monday 40 people had been wounded in the harbour.",
        "Nine bodies were found in the harbour on Monday, killed by shells.",
    ],
)
def test_a_day_by_which_something_was_over_is_unsure(read: Read, text: str) -> None:
    assert {event["date_is_anaphoric"] for event in read(text)["event_mentions"] if event["date_text"] == "Monday"} == {True}


def test_the_day_before_counts_from_a_day_in_its_sentence(read: Read) -> None:
    text = "The mayor spoke on Monday of a raid on the harbour the day before that killed nine people."
    assert days(read, text)["raid"] == date(2017, 6, 4)


def test_the_day_a_body_was_found_is_an_unsure_day_of_the_murder(read: Read) -> None:
    (event, *_) = read("Officials say the farmer was murdered and that his body was found on Monday.")["event_mentions"]
    assert (event["date_text"], event["date_start"], event["date_is_anaphoric"]) == (None, date(2017, 6, 5), True)


def test_an_event_that_a_reaction_is_about_takes_its_day_from_another_sentence(read: Read) -> None:
    text = "Weavers protested on Monday the murder of a farmer. He was on his way home on 31 May when men followed him."
    assert days(read, text)["murder"] == date(2017, 5, 31)


def test_a_clause_that_says_when_an_attack_was_carried_out_dates_it(read: Read) -> None:
    text = "Nine soldiers took part in the massacre of six teachers carried out in the hills on 16 March."
    assert days(read, text)["massacre"] == date(2017, 3, 16)


def test_a_scene_in_the_lead_dates_the_event_and_a_future_day_does_not(read: Read) -> None:
    text = "A farmer was shot in the harbour. He was in his car on Sunday when men came. His brother is back in court on 9 June."
    assert days(read, text)["shot"] == date(2017, 6, 4)


def test_a_day_of_long_ago_does_not_date_the_story(read: Read) -> None:
    assert days(read, "A farmer was shot in the harbour. He bought the mill on 3 March.")["shot"] == date(2017, 6, 6)


def test_overnight_becomes_the_day_that_the_next_sentence_gives(read: Read) -> None:
    text = "A farmer was shot overnight in the harbour. It happened early on Wednesday, the sheriff said."
    assert days(read, text)["shot"] == date(2017, 6, 7)


def test_a_month_before_a_noun_dates_only_that_event(read: Read) -> None:
    rows = read("The May attack on the harbour killed three farmers. Gunmen shot a teacher in the hills after the June vote.")
    by_trigger = {event["trigger"]: (event["date_start"], event["date_prec"]) for event in rows["event_mentions"]}
    assert by_trigger["attack"] == (date(2017, 5, 1), 4)
    assert by_trigger["shot"] == (None, None)


def test_words_count_from_the_day_of_the_dateline(read: Read) -> None:
    text = "HAMA, June 5 (Agency) – Rebels shelled the harbour today. Soldiers bombed a mill yesterday."
    assert days(read, text) == {"shelled": date(2017, 6, 5), "bombed": date(2017, 6, 4)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ana Ruiz, 34, died on Tuesday at a clinic, police said. Ruiz was shot in the head near the mill on Sunday.", "Sunday"),
        ("A guard shot in the leg on Sunday died on Tuesday, police said.", "Sunday"),
        ("A guard died on Tuesday of wounds suffered in a shooting on Sunday.", "Sunday"),
        ("A guard died on Tuesday, two days after he was shot in the harbour.", "two days after"),
    ],
)
def test_a_later_death_has_the_day_of_the_attack(read: Read, text: str, words: str) -> None:
    (died,) = [event for event in read(text)["event_mentions"] if event["trigger"] == "died"]
    assert (died["date_text"], died["date_start"]) == (words, date(2017, 6, 4))


def test_a_death_without_an_attack_has_its_own_day(read: Read) -> None:
    assert days(read, "A guard was shot in 2014. A farmer died on Tuesday near the mill.")["died"] == date(2017, 6, 6)


def test_a_story_takes_the_day_counted_from_another_day(read: Read) -> None:
    text = "Gunmen shot a farmer in the harbour. His widow spoke on 5 June, a day after he was killed."
    assert days(read, text)["shot"] == date(2017, 6, 4)


def test_an_old_event_recalled_in_a_story_is_another_event(read: Read) -> None:
    text = (
        "A guard shot a farmer in the harbour. The farmer called for help on the morning of 3 June. The sheriff is silent. "
        "The town is quiet. Three fishermen were shot dead on 20 March 2015."
    )
    rows = read(text)
    assert {event["date_start"] for event in rows["event_mentions"]} == {date(2017, 6, 3), date(2015, 3, 20)}
    assert len({claim["mention_id"] for claim in rows["claims"]}) == 2


def test_an_attack_named_with_its_day_is_an_event_even_in_a_claim_of_responsibility(read: Read) -> None:
    text = "After this morning's attack on the judge, the front claimed responsibility. The judge is unharmed."
    assert days(read, text) == {"attack": date(2017, 6, 7)}


def test_an_event_and_an_earlier_one_it_is_counted_from_are_two(read: Read) -> None:
    text = "A farmer was shot in the harbour on Monday, just two days after a teacher was shot and killed in the hills."
    rows = read(text)
    assert sorted(event["date_start"] for event in rows["event_mentions"]) == [date(2017, 6, 3), date(2017, 6, 5)]
    assert len({claim["mention_id"] for claim in rows["claims"]}) == 2


def test_the_day_of_a_joined_statement_is_not_that_of_the_event(read: Read) -> None:
    text = "An airstrike killed ten civilians, locals and media reports said on Tuesday. A jet dropped bombs there on Monday."
    assert set(days(read, text).values()) == {date(2017, 6, 5)}


def test_a_day_in_commas_belongs_to_the_noun_before_it(read: Read) -> None:
    text = (
        "A sailor was killed last week when rebels hit a ship. He had been missing since the attack, on Thursday, and was sought."
    )
    assert days(read, text)["killed"] == date(2017, 6, 1)
