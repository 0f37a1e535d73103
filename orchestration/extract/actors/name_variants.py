"""Which names of an article mean the same actor: acronyms, shortened names, definite descriptions.

Here belongs reference by the words alone. Pronouns need the sentence and belong to `actors`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

_SMALL = frozenset({"of", "for", "the", "and", "al", "in", "to"})
_OPPOSED = frozenset({"anti", "non", "ex"})
""" "The coalition" is no short form of "anti-coalition"."""
_BARE_GROUPS = frozenset({"group", "organization", "organisation", "faction", "movement"})
_GENERIC_GROUPS = frozenset({"extremist", "jihadist", "militant", "terrorist", "islamist", "hardline", "rebel", "armed"})
_COMMON_HEADS = frozenset(
    ["army", "forces", "force", "police", "military", "group", "state", "troops", "fighters", "militants", "government", "rebels"]
)
"""Heads so common that a small-letter "the army" must not be taken for "Free Syrian Army"."""


@dataclass(slots=True)
class _Chain:
    names: list[str] = field(default_factory=list)
    described: set[str] = field(default_factory=set)
    kind: str = "name"


@dataclass(slots=True)
class Chains:
    """Chains of names, in the order in which the article brings them."""

    _chains: list[_Chain] = field(default_factory=list)
    _of_name: dict[tuple[str, bool], int] = field(default_factory=dict)

    def link(self, mentions: Iterable[tuple[str, bool, str, tuple[str, ...]]]) -> None:
        """Reads (name, is it definite, kind, words it is described with) in order; then joins short names to later full ones."""
        for name, told_definite, kind, described in mentions:
            is_definite = told_definite or _is_unique(name, kind)
            index = self._earlier(name, is_definite, kind)
            is_description = index is not None and index == self._described(name, is_definite)
            if index is None:
                index = len(self._chains)
                self._chains.append(_Chain(kind=kind))
            chain = self._chains[index]
            if not is_description and name not in chain.names:
                chain.names.append(name)
            chain.kind = "name" if kind == "name" else chain.kind
            chain.described.update(described)
            self._of_name[(key(name), told_definite)] = index
        for (name, is_definite), index in list(self._of_name.items()):
            if (is_definite or _is_unique(name, "")) and len({key(each) for each in self._chains[index].names}) == 1:
                later = next((i for i in range(index + 1, len(self._chains)) if self._shortens(name, self._chains[i])), None)
                if later is not None:
                    self._of_name[(name, is_definite)] = later

    def introduce(self, name: str, other: str) -> None:
        """Joins the two forms of a name that a text gives side by side: "MRF [Mountain Relief Front]"."""
        forms = {key(name), key(other)}
        chain = next((each for each in self._chains if forms & {key(known) for known in each.names}), None)
        if chain is None:
            chain = _Chain()
            self._chains.append(chain)
        chain.names += [each for each in (name, other) if each not in chain.names]

    def fullest(self, name: str, *, is_definite: bool) -> str:
        """The fullest name of the chain that a mention belongs to; the name itself if it was never linked."""
        index = self._of_name.get((key(name), is_definite), self._of_name.get((key(name), not is_definite)))
        names = self._chains[index].names if index is not None else []
        return max(names, key=lambda each: (len(words(each)), len(each)), default=name)

    def expand(self, name: str) -> str:
        """The fullest name of the last chain that a capitalised short name can stand for; the name itself if there is none."""
        if not name[:1].isupper():
            return name
        for chain in reversed(self._chains):
            if any(key(each) == key(name) for each in chain.names) or self._shortens(name, chain):
                return max(chain.names, key=lambda each: (len(words(each)), len(each)))
        return name

    def _earlier(self, name: str, is_definite: bool, kind: str) -> int | None:
        for index in range(len(self._chains) - 1, -1, -1):
            if any(
                key(each) == key(name) or is_acronym(name, each) or is_acronym(each, name) for each in self._chains[index].names
            ):
                return index
        if not is_definite:
            return None
        if kind in {"group", "force"}:
            described = self._described(name, is_definite)
            if described is not None:
                return described
        for index in range(len(self._chains) - 1, -1, -1):
            if self._shortens(name, self._chains[index]):
                return index
        return None

    def _described(self, name: str, is_definite: bool) -> int | None:
        """ "the extremist group": the last one called so; "the group": the last one with a name of its own."""
        parts = words(name)
        is_description = name.islower() or (parts[-1] in _BARE_GROUPS and name.endswith(parts[-1]))  # "Iran-aligned group"
        if not is_definite or not is_description:
            return None
        adjectives = set(parts[:-1])
        for index in range(len(self._chains) - 1, -1, -1):
            chain = self._chains[index]
            if adjectives and adjectives <= chain.described and chain.kind == "name":
                return index
            if not adjectives and parts[-1] in chain.described and chain.kind == "name":
                return index
        if parts[-1] in _BARE_GROUPS:
            groups = [i for i, chain in enumerate(self._chains) if chain.kind == "name" and chain.described & _BARE_GROUPS]
            is_clear = adjectives <= _GENERIC_GROUPS or len(groups) == 1  # "the Iran-aligned group", where only one is told of
            return groups[-1] if groups and is_clear else None
        return None

    @staticmethod
    def _shortens(name: str, chain: _Chain) -> bool:
        short = words(name)
        for each in chain.names:
            full = words(each)
            if len(full) <= len(short) or not set(short) <= set(full) or _OPPOSED & set(full) - set(short):
                continue
            head = short[-1]
            is_common = head in _COMMON_HEADS and re.search(rf"\b{re.escape(head)}\b", each) is None
            if not is_common and (head == full[-1] or (len(short) == 1 and len(head) > 4 and not name.islower())):
                return True
        return False


def _is_unique(name: str, kind: str) -> bool:
    """Names that need no article: "Coalition aircraft", proper names."""
    return kind == "name" or words(name) == ("coalition",)


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """A name for comparing: small letters, no article, no genitive."""
    plain = re.sub(r"[’']s\b", "", name.lower().replace("’", "'"))
    return re.sub(r"^the\s+", "", plain).strip()


@lru_cache(maxsize=4096)
def words(name: str) -> tuple[str, ...]:
    """The words of a name, hyphenated ones apart, in small letters."""
    return tuple(re.findall(r"[^\W_]+(?:['.][^\W_]+)*", key(name))) or (key(name),)


@lru_cache(maxsize=4096)
def is_acronym(short: str, full: str) -> bool:
    """Whether the first letters of a name's words spell the other: SDF, Syrian Democratic Forces."""
    letters = short.replace(".", "")
    if not (letters.isupper() and letters.isalpha() and len(letters) >= 2):
        return False
    parts = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", full)
    if any(not word[0].isupper() and word not in _SMALL for word in parts):
        return False
    capitals = "".join(word[0] for word in parts if word[0].isupper())
    everything = "".join(word[0] for word in parts).upper()
    return len(capitals) >= 2 and letters in {capitals, everything}
