"""One person of an article: what the article says about them, and whether two descriptions can mean one person.

Here belongs the person itself. Which words mean which person belongs to `person_chains`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from orchestration.extract.lexicon.lexicon import Lexicon

MIN_ADULT_AGE = 20
MIN_NON_CHILD_AGE = 18
_YOUNG_NOUNS = frozenset({"boy", "girl", "teen", "teenager", "child", "baby", "toddler", "infant", "youth", "minor"})
_ADULT_NOUNS = frozenset(
    {"man", "woman", "husband", "wife", "father", "mother", "grandmother", "grandfather", "officer", "deputy"}
)


@dataclass(eq=False, slots=True)
class Person:
    """What an article says about one person. `outcomes` holds "killed", "wounded" or "hit" (shot or stabbed, result unknown)."""

    names: list[str] = field(default_factory=list)
    sex: str | None = None
    age: int | None = None
    nouns: set[str] = field(default_factory=set)
    outcomes: set[str] = field(default_factory=set)
    sentences_described: set[int] = field(default_factory=set)
    last_sentence: int = 0
    first_position: tuple[int, int] = (0, 0)
    """The number of the sentence and the index of the token that mention the person first."""
    was_subject: bool = False
    was_speaker: bool = False
    is_official: bool = False
    has_acted: bool = False
    """The person does more than speak."""
    is_suspect: bool = False
    is_new: bool = True
    is_only_in_title: bool = False
    """Only the title reports the harm so far; the text will repeat it."""
    same_as: Person | None = None

    absorbed: list[Person] = field(default_factory=list)
    """The chains joined into this one, in the order of joining."""

    @property
    def root(self) -> Person:
        """The chain that this one was joined into, or itself."""
        return self if self.same_as is None else self.same_as.root

    @property
    def is_mere_speaker(self) -> bool:
        """An official who is only quoted. "He was shot" never means such a person."""
        return self.is_official and self.only_speaks

    @property
    def only_speaks(self) -> bool:
        return bool(self.names) and not self.has_acted and not self.outcomes

    @property
    def name(self) -> str | None:
        """The fullest name, None if the person has none."""
        return max(self.names, key=lambda each: (len(each.split()), len(each)), default=None)

    @property
    def full_name(self) -> str | None:
        """The name in full; None for a surname alone."""
        name = self.name
        return name if name is not None and len(name.split()) > 1 else None

    @property
    def is_young(self) -> bool | None:
        if self.age is not None:
            return self.age < MIN_ADULT_AGE
        return True if self.nouns & _YOUNG_NOUNS else False if self.nouns & _ADULT_NOUNS else None

    def classify_group(self, lexicon: Lexicon) -> str:
        """Returns the victim group: children by age or noun, else the group of the nouns, else of the sex, else "total"."""
        groups = {lexicon.victim_nouns[noun] for noun in self.nouns if noun in lexicon.victim_nouns}
        if "children" in groups and (self.age is None or self.age < MIN_NON_CHILD_AGE):
            return "children"
        if self.age is not None and self.age < MIN_NON_CHILD_AGE:
            return "children"
        for group in ("combatants", "civilians", "women", "men"):
            if group in groups:
                return group
        return {"m": "men", "f": "women"}.get(self.sex or "", "total") if not self.names else "total"


def can_be_same(one: Person, other: Person) -> bool:
    """Whether two descriptions can mean one person: sex, age and names must not contradict each other."""
    if one.sex is not None and other.sex is not None and one.sex != other.sex:
        return False
    if one.age is not None and other.age is not None and one.age != other.age:
        return False
    if one.is_young is not None and other.is_young is not None and one.is_young != other.is_young:
        return (one.age or other.age or 0) in {17, 18, 19, 20}
    if one.names and other.names:
        return bool({tuple(split_name(n)) for n in one.names} & {tuple(split_name(n)) for n in other.names})
    return True


def join_persons(kept: Person, other: Person) -> Person:
    """Joins two chains and returns the first one, which takes over all of the other."""
    kept, other = kept.root, other.root
    if kept is other:
        return kept
    kept.names += [name for name in other.names if name not in kept.names]
    kept.sex, kept.age = kept.sex or other.sex, kept.age if kept.age is not None else other.age
    kept.nouns |= other.nouns
    kept.outcomes |= other.outcomes
    kept.sentences_described |= other.sentences_described
    kept.last_sentence = max(kept.last_sentence, other.last_sentence)
    kept.first_position = min(kept.first_position, other.first_position)
    kept.was_subject = other.was_subject if other.last_sentence >= kept.last_sentence else kept.was_subject
    kept.is_official, kept.has_acted = kept.is_official or other.is_official, kept.has_acted or other.has_acted
    kept.is_suspect = kept.is_suspect or other.is_suspect
    kept.absorbed += [other, *other.absorbed]
    other.same_as = kept
    return kept


def is_same_name(one: list[str], other: list[str]) -> bool:
    """Whether two names can be one: "Smith" and "John Smith", "John Smith" and "John A. Smith"; not "John" and "Ann Smith"."""
    if one == other or (len(one) == 1 and one[0] in other) or (len(other) == 1 and other[0] in one):
        return True
    return len(one) > 1 and len(other) > 1 and one[-1] == other[-1] and one[0] == other[0]


def matches_known_name(words: list[str], names: list[list[str]]) -> bool:
    """Whether a name fits a person's known names; a full name must fit one of the full names."""
    full = [each for each in names if len(each) > 1]
    return any(is_same_name(words, each) for each in (full if len(words) > 1 and full else names))


def split_name(name: str) -> list[str]:
    """Returns the words of a name in small letters, without nickname, suffix ("Jr.") and full stops."""
    return list(_split_name(name))


@lru_cache(maxsize=4096)  # each name is compared with all others of its article
def _split_name(name: str) -> tuple[str, ...]:
    plain = re.sub(r"[\"“”(][^\"“”)]*[\"“”)]", " ", name.lower())
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", plain)
    return tuple(word for word in words if word not in {"jr", "sr", "ii", "iii"})
