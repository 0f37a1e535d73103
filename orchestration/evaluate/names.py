"""Whether two names are the same: of actors by their words, of persons by first and last name.

Here belong the comparisons that the metrics define. How the product itself resolves names belongs to `extract` and dbt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

_EMPTY_WORDS = "the of and for a an in on by to de la el los las del some group member unidentified alleged"
_EMPTY = frozenset(_EMPTY_WORDS.split())
_MIN_SHARED_WORDS = 0.5
_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])


def is_same_actor(one: str, other: str) -> bool:
    """Whether the words of the shorter name are in the longer one, or half of all their words are shared."""
    a, b = _find_meaning_words(one), _find_meaning_words(other)
    if not a or not b:
        return False
    shared = a & b
    return shared in (a, b) or len(shared) >= _MIN_SHARED_WORDS * len(a | b)


def _find_meaning_words(name: str) -> frozenset[str]:
    """Finds the words that carry meaning, without the s of a plural."""
    singular = (re.sub(r"^([a-z0-9]*[a-z]{3})s$", r"\1", word) for word in re.findall(r"[a-z0-9]+", name.lower()))
    return frozenset(singular) - _EMPTY


def is_same_person(one: str, other: str) -> bool:
    """Whether the last names are equal, and the first names too if both have one. Initials and "Jr" are ignored."""
    a, b = _split_name(one), _split_name(other)
    if not a or not b or a[-1] != b[-1]:
        return False
    return min(len(a), len(b)) == 1 or a[0] == b[0]


def _split_name(name: str) -> list[str]:
    words = re.findall(r"[^\W\d_]{2,}", name.lower())
    return [word for word in words if word not in _SUFFIXES]


def count_matches(gold: Iterable[str], ours: Sequence[str], same: Callable[[str, str], bool]) -> int:
    """Counts the gold names that match a name of ours. Each name of ours matches once, the first that fits."""
    left = list(ours)
    found = 0
    for name in gold:
        partner = next((at for at, other in enumerate(left) if same(name, other)), None)
        if partner is not None:
            del left[partner]
            found += 1
    return found


def drop_repeats(names: Iterable[str]) -> list[str]:
    """Leaves out names that repeat an earlier one."""
    kept: list[str] = []
    for name in names:
        if not any(is_same_person(name, other) for other in kept):
            kept.append(name)
    return kept
