"""Signatures: the same everywhere, alike for copies, unlike for other texts."""

from __future__ import annotations

from orchestration.ingest.signature import N_PERMUTATIONS, compute_signature

WORDS = [f"word{number}" for number in range(400)]


def agreement(one: list[int], other: list[int]) -> float:
    return sum(a == b for a, b in zip(one, other, strict=True)) / N_PERMUTATIONS


def test_a_signature_is_the_same_on_every_run_and_machine() -> None:
    digest = compute_signature("Three people were killed.")
    assert len(digest) == N_PERMUTATIONS
    assert digest[:3] == [3507454949, 3492553483, 3528805993]


def test_case_blanks_punctuation_and_apostrophes_do_not_matter() -> None:
    assert compute_signature("Assad’s forces, they said,\nadvanced.") == compute_signature("ASSADS forces they said advanced")


def test_copies_agree_and_other_texts_do_not() -> None:
    edited = [*WORDS[:390], *(f"other{number}" for number in range(10))]
    assert agreement(compute_signature(" ".join(WORDS)), compute_signature(" ".join(edited))) > 0.85
    assert agreement(compute_signature(" ".join(WORDS)), compute_signature(" ".join(reversed(WORDS)))) < 0.1


def test_short_texts_are_told_apart_by_their_words() -> None:
    assert compute_signature("killed") != compute_signature("wounded")
    assert len(compute_signature("two words")) == N_PERMUTATIONS
    assert compute_signature("… !?") == []
