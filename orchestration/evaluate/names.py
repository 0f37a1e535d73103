"""When two names are one: of actors by their words, of persons by first and last name.

Here belongs the comparing that the metrics define; how the product itself resolves names belongs to `extract` and dbt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

_EMPTY_WORDS = "the of and for a an in on by to de la el los las del some group member unidentified alleged"
_EMPTY = frozenset(_EMPTY_WORDS.split())
_SHARED_LEAST = 0.5
_NO_NAMES = frozenset(["jr", "sr", "ii", "iii", "iv"])


def same_actor(one: str, other: str) -> bool:
    """Whether the words of the shorter name are in the longer one, or half of all their words are shared."""
    a, b = _words(one), _words(other)
    if not a or not b:
        return False
    shared = a & b
    return shared in (a, b) or len(shared) >= _SHARED_LEAST * len(a | b)


def _words(name: str) -> frozenset[str]:
    """The words that carry meaning, without the s of a plural."""
    singular = (re.sub(r"^([a-z0-9]*[a-z]{3})s$", r"\1", word) for word in re.findall(r"[a-z0-9]+", name.lower()))
    return frozenset(singular) - _EMPTY


def same_person(one: str, other: str) -> bool:
    """Whether the last names are equal, and the first ones where both have one. Initials, Jr and the like do not count."""
    a, b = _parts(one), _parts(other)
    if not a or not b or a[-1] != b[-1]:
        return False
    return min(len(a), len(b)) == 1 or a[0] == b[0]


def _parts(name: str) -> list[str]:
    words = re.findall(r"[^\W\d_]{2,}", name.lower())
    return [word for word in words if word not in _NO_NAMES]


def paired(gold: Iterable[str], ours: Sequence[str], same: Callable[[str, str], bool]) -> int:
    """How many gold names find a name of ours of their own: each takes the first that is left."""
    left = list(ours)
    found = 0
    for name in gold:
        partner = next((at for at, other in enumerate(left) if same(name, other)), None)
        if partner is not None:
            del left[partner]
            found += 1
    return found


def distinct(names: Iterable[str]) -> list[str]:
    """Names without those that repeat an earlier one."""
    kept: list[str] = []
    for name in names:
        if not any(same_person(name, other) for other in kept):
            kept.append(name)
    return kept
