"""When two names are one, and where a span of one text lies in another."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.evaluate.align import make_mover
from orchestration.evaluate.evidence import find_sentence
from orchestration.evaluate.names import count_matches, drop_repeats, is_same_actor, is_same_person


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("The Armed Forces", "armed force", True),
        ("Northern Dawn", "Northern Dawn Front", True),
        ("Army of the North", "North Army", True),
        ("Red Dawn Front", "Red Antelope Front", True),
        ("Red Dawn", "Red Antelope", False),
        ("the group", "the group", False),
        ("bus", "bu", False),  # codespell:ignore bu
    ],
)
def test_actors_are_one_by_their_words(one: str, other: str, is_same: bool) -> None:
    assert is_same_actor(one, other) is is_same_actor(other, one) is is_same


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Dana K. Whitlock", "Dana Whitlock", True),
        ("Whitlock", "Dana Whitlock", True),
        ("Paul Okaro Jr.", "paul okaro", True),
        ("Ann Whitlock", "Dana Whitlock", False),
        ("Dana", "Dana Whitlock", False),
        ("III", "III", False),
    ],
)
def test_persons_are_one_by_first_and_last_name(one: str, other: str, is_same: bool) -> None:
    assert is_same_person(one, other) is is_same_person(other, one) is is_same


def test_each_name_finds_one_partner() -> None:
    assert count_matches(["Ada Poe", "Ida Poe"], ["Poe"], is_same_person) == 1
    assert count_matches(["Ada Poe", "Ida Poe"], ["Ida Poe", "Ada Poe"], is_same_person) == 2
    assert drop_repeats(["Poe", "Ada Poe", "Max Hill"]) == ["Poe", "Max Hill"]


def test_equal_texts_keep_their_spans_and_refuse_those_outside() -> None:
    move = make_mover("one two", "one two")
    assert move(4, 7) == (4, 7)
    assert move(4, 8) is None
    assert move(3, 3) is None


@pytest.mark.parametrize(
    ("ours", "words"),
    [
        ("A title\n\nShells fell on Taiz, they said.", "Taiz"),
        ("Shells  fell\non  Taiz ,  they said.", "fell\non  Taiz"),
        ("Shells fell on Taiz, two of them said.", "Taiz"),
    ],
)
def test_a_span_is_moved_to_the_same_words(ours: str, words: str) -> None:
    gold = "Shells fell on Taiz, they said."
    start = ours.index(words)
    moved = make_mover(ours, gold)(start, start + len(words))
    assert moved is not None
    assert gold[slice(*moved)].split() == words.split()


def test_words_that_the_gold_text_lacks_have_no_place_there() -> None:
    assert make_mover("A title\n\nShells fell.", "Shells fell.")(0, 7) is None


@given(st.lists(st.sampled_from(["Taiz", "fell", ",", "two", "é"]), min_size=1, max_size=12), st.data())
@settings(max_examples=50)
def test_other_blanks_move_every_word_to_itself(words: list[str], data: st.DataObject) -> None:
    ours = " " + "".join(word + data.draw(st.sampled_from([" ", "  ", "\n\n"])) for word in words)
    gold = " ".join(words)
    chosen = data.draw(st.integers(0, len(words) - 1))
    at = 1
    for before in words[:chosen]:
        at = ours.index(before, at) + len(before)
    at = ours.index(words[chosen], at)
    moved = make_mover(ours, gold)(at, at + len(words[chosen]))
    assert moved is not None
    assert gold[slice(*moved)] == words[chosen]


def test_the_sentence_of_a_span_ends_where_it_ends() -> None:
    text = "One fell. Two of them ran, he said.\nThree stayed"
    assert find_sentence(text, 10, 13) == "Two of them ran, he said."
    assert find_sentence(text, 0, 3) == "One fell."
    assert find_sentence(text, text.index("Three"), len(text)) == "Three stayed"
