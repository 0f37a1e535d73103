"""One person of an article: what is told of them, and whether two descriptions can be one.

Here belongs the person itself. Which words mean whom belongs to `persons`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from orchestration.extract.lexicon.lexicon import Lexicon

MIN_ADULT_AGE = 20
MIN_NON_CHILD_AGE = 18
_YOUNG_NOUNS = frozenset({"boy", "girl", "teen", "teenager", "child", "baby", "toddler", "infant", "youth", "minor"})
_ADULT_NOUNS = frozenset(
    {"man", "woman", "husband", "wife", "father", "mother", "grandmother", "grandfather", "officer", "deputy"}
)


@dataclass(eq=False, slots=True)
class Person:
    """One person of an article, as far as told. `outcomes` "killed", "wounded", "hit" (shot or stabbed without more)."""

    names: list[str] = field(default_factory=list)
    sex: str | None = None
    age: int | None = None
    nouns: set[str] = field(default_factory=set)
    outcomes: set[str] = field(default_factory=set)
    sentences_described: set[int] = field(default_factory=set)
    last_sentence: int = 0
    first_position: tuple[int, int] = (0, 0)
    """The sentence and token that brought the person in."""
    was_subject: bool = False
    was_speaker: bool = False
    is_official: bool = False
    has_acted: bool = False
    """Told of in another part than that of a speaker."""
    is_suspect: bool = False
    is_new: bool = True
    is_only_in_title: bool = False
    """So far told harmed in the title only: the text will tell it again."""
    same_as: Person | None = None

    absorbed: list[Person] = field(default_factory=list)
    """The chains that were found to be part of this one, in the order in which they were joined."""

    @property
    def root(self) -> Person:
        """The chain that this one was found to be part of."""
        return self if self.same_as is None else self.same_as.root

    @property
    def is_mere_speaker(self) -> bool:
        """An official, or a witness, who is only quoted: no "he was shot" means them."""
        return self.is_official and self.only_speaks

    @property
    def only_speaks(self) -> bool:
        return bool(self.names) and not self.has_acted and not self.outcomes

    @property
    def name(self) -> str | None:
        """The fullest name told."""
        return max(self.names, key=lambda each: (len(each.split()), len(each)), default=None)

    @property
    def full_name(self) -> str | None:
        """The name in full; a surname alone is none."""
        name = self.name
        return name if name is not None and len(name.split()) > 1 else None

    @property
    def is_young(self) -> bool | None:
        if self.age is not None:
            return self.age < MIN_ADULT_AGE
        return True if self.nouns & _YOUNG_NOUNS else False if self.nouns & _ADULT_NOUNS else None

    def classify_group(self, lexicon: Lexicon) -> str:
        """The victim group: a child by age or noun; else what the nouns tell."""
        told = {lexicon.victim_nouns[noun] for noun in self.nouns if noun in lexicon.victim_nouns}
        if "children" in told and (self.age is None or self.age < MIN_NON_CHILD_AGE):
            return "children"
        if self.age is not None and self.age < MIN_NON_CHILD_AGE:
            return "children"
        for group in ("combatants", "civilians", "women", "men"):
            if group in told:
                return group
        return {"m": "men", "f": "women"}.get(self.sex or "", "total") if not self.names else "total"


def can_be_same(one: Person, other: Person) -> bool:
    """Whether two descriptions can be one person."""
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
    """One chain of two; the first stays."""
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
    """ "Smith" and "John Smith", "John Smith" and "John A. Smith"; never two Smiths."""
    if one == other or (len(one) == 1 and one[0] in other) or (len(other) == 1 and other[0] in one):
        return True
    return len(one) > 1 and len(other) > 1 and one[-1] == other[-1] and one[0] == other[0]


def matches_known_name(words: list[str], names: list[list[str]]) -> bool:
    """Whether a name can be that of a person known by some names: a full name must be one of the full ones."""
    full = [each for each in names if len(each) > 1]
    return any(is_same_name(words, each) for each in (full if len(words) > 1 and full else names))


def split_name(name: str) -> list[str]:
    """The words of a name in small letters, without nickname, suffix and stops."""
    plain = re.sub(r"[\"“”(][^\"“”)]*[\"“”)]", " ", name.lower())
    return [word for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", plain) if word not in {"jr", "sr", "ii", "iii"}]
