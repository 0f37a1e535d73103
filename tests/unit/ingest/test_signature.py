"""Signatures: the same everywhere, alike for copies, unlike for other texts."""

from __future__ import annotations

from orchestration.ingest.signature import N_PERMUTATIONS, signature

WORDS = [f"word{number}" for number in range(400)]


def agreement(one: list[int], other: list[int]) -> float:
    return sum(a == b for a, b in zip(one, other, strict=True)) / N_PERMUTATIONS


def test_a_signature_is_the_same_on_every_run_and_machine() -> None:
    digest = signature("Three people were killed.")
    assert len(digest) == N_PERMUTATIONS
    assert digest[:3] == [3507454949, 3492553483, 3528805993]


def test_case_blanks_punctuation_and_apostrophes_do_not_matter() -> None:
    assert signature("Assad’s forces, they said,\nadvanced.") == signature("ASSADS forces they said advanced")


def test_copies_agree_and_other_texts_do_not() -> None:
    edited = [*WORDS[:390], *(f"other{number}" for number in range(10))]
    assert agreement(signature(" ".join(WORDS)), signature(" ".join(edited))) > 0.85
    assert agreement(signature(" ".join(WORDS)), signature(" ".join(reversed(WORDS)))) < 0.1


def test_short_texts_are_told_apart_by_their_words() -> None:
    assert signature("killed") != signature("wounded")
    assert len(signature("two words")) == N_PERMUTATIONS
    assert signature("… !?") == []
