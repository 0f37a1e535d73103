"""Name variants: acronyms, shortened names and definite descriptions that mean one actor of an article.

Here belongs what the words alone can decide. Pronouns need the sentence and belong to `actor_mentions`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

_SMALL_WORDS = frozenset({"of", "for", "the", "and", "al", "in", "to"})
_OPPOSING_PREFIXES = frozenset({"anti", "non", "ex"})
""" "The coalition" is no short form of "anti-coalition"."""
_GROUP_NOUNS = frozenset({"group", "organization", "organisation", "faction", "movement"})
_GENERIC_ADJECTIVES = frozenset({"extremist", "jihadist", "militant", "terrorist", "islamist", "hardline", "rebel", "armed"})
_COMMON_HEADS = frozenset(
    ["army", "forces", "force", "police", "military", "group", "state", "troops", "fighters", "militants", "government", "rebels"]
)
"""Nouns so common that "the army" in small letters must not mean the "Free Syrian Army"."""


@dataclass(slots=True)
class _NameChain:
    names: list[str] = field(default_factory=list)
    described: set[str] = field(default_factory=set)
    kind: str = "name"


@dataclass(slots=True)
class NameChains:
    """Chains of names that mean one actor each, in the order of the article."""

    _chains: list[_NameChain] = field(default_factory=list)
    _of_name: dict[tuple[str, bool], int] = field(default_factory=dict)

    def link(self, mentions: Iterable[tuple[str, bool, str, tuple[str, ...]]]) -> None:
        """Puts each mention into a chain, then joins short names to full names that come later.

        A mention is (name, whether it is definite, kind, words that describe it); mentions come in the order of the text.
        """
        for name, is_marked_definite, kind, described in mentions:
            is_definite = is_marked_definite or _needs_no_article(name, kind)
            index = self._find_earlier(name, is_definite, kind)
            is_description = index is not None and index == self._find_described(name, is_definite)
            if index is None:
                index = len(self._chains)
                self._chains.append(_NameChain(kind=kind))
            chain = self._chains[index]
            if not is_description and name not in chain.names:
                chain.names.append(name)
            chain.kind = "name" if kind == "name" else chain.kind
            chain.described.update(described)
            self._of_name[(fold_name(name), is_marked_definite)] = index
        for (name, is_definite), index in list(self._of_name.items()):
            if (is_definite or _needs_no_article(name, "")) and len({fold_name(each) for each in self._chains[index].names}) == 1:
                later = next((i for i in range(index + 1, len(self._chains)) if self._shortens(name, self._chains[i])), None)
                if later is not None:
                    self._of_name[(name, is_definite)] = later

    def join_forms(self, name: str, other: str) -> None:
        """Joins two forms of a name that a text gives side by side: "MRF [Mountain Relief Front]"."""
        forms = {fold_name(name), fold_name(other)}
        chain = next((each for each in self._chains if forms & {fold_name(known) for known in each.names}), None)
        if chain is None:
            chain = _NameChain()
            self._chains.append(chain)
        chain.names += [each for each in (name, other) if each not in chain.names]

    def find_fullest_name(self, name: str, *, is_definite: bool) -> str:
        """Returns the fullest name of the chain of a mention; the name itself if no chain holds it."""
        index = self._of_name.get((fold_name(name), is_definite), self._of_name.get((fold_name(name), not is_definite)))
        names = self._chains[index].names if index is not None else []
        return max(names, key=lambda each: (len(split_words(each)), len(each)), default=name)

    def expand_name(self, name: str) -> str:
        """Returns the fullest name of the last chain that a capitalised short name can mean, else the name itself."""
        if not name[:1].isupper():
            return name
        for chain in reversed(self._chains):
            if any(fold_name(each) == fold_name(name) for each in chain.names) or self._shortens(name, chain):
                return max(chain.names, key=lambda each: (len(split_words(each)), len(each)))
        return name

    def _find_earlier(self, name: str, is_definite: bool, kind: str) -> int | None:
        for index in range(len(self._chains) - 1, -1, -1):
            if any(
                fold_name(each) == fold_name(name) or is_acronym(name, each) or is_acronym(each, name)
                for each in self._chains[index].names
            ):
                return index
        if not is_definite:
            return None
        if kind in {"group", "force"}:
            described = self._find_described(name, is_definite)
            if described is not None:
                return described
        for index in range(len(self._chains) - 1, -1, -1):
            if self._shortens(name, self._chains[index]):
                return index
        return None

    def _find_described(self, name: str, is_definite: bool) -> int | None:
        """ "The extremist group" means the last group so described; "the group" the last one with a name."""
        parts = split_words(name)
        is_description = name.islower() or (parts[-1] in _GROUP_NOUNS and name.endswith(parts[-1]))  # "Iran-aligned group"
        if not is_definite or not is_description:
            return None
        adjectives = set(parts[:-1])
        for index in range(len(self._chains) - 1, -1, -1):
            chain = self._chains[index]
            if adjectives and adjectives <= chain.described and chain.kind == "name":
                return index
            if not adjectives and parts[-1] in chain.described and chain.kind == "name":
                return index
        if parts[-1] in _GROUP_NOUNS:
            groups = [i for i, chain in enumerate(self._chains) if chain.kind == "name" and chain.described & _GROUP_NOUNS]
            is_clear = (
                adjectives <= _GENERIC_ADJECTIVES or len(groups) == 1
            )  # "the Iran-aligned group", if the article has only one group
            return groups[-1] if groups and is_clear else None
        return None

    @staticmethod
    def _shortens(name: str, chain: _NameChain) -> bool:
        short = split_words(name)
        for each in chain.names:
            full = split_words(each)
            if len(full) <= len(short) or not set(short) <= set(full) or _OPPOSING_PREFIXES & set(full) - set(short):
                continue
            head = short[-1]
            is_common = head in _COMMON_HEADS and re.search(rf"\b{re.escape(head)}\b", each) is None
            if not is_common and (head == full[-1] or (len(short) == 1 and len(head) > 4 and not name.islower())):
                return True
        return False


def _needs_no_article(name: str, kind: str) -> bool:
    """Names that need no article: "Coalition aircraft", proper names."""
    return kind == "name" or split_words(name) == ("coalition",)


@lru_cache(maxsize=4096)
def fold_name(name: str) -> str:
    """Returns a name for comparison: small letters, no article, no genitive."""
    plain = re.sub(r"[’']s\b", "", name.lower().replace("’", "'"))
    return re.sub(r"^the\s+", "", plain).strip()


@lru_cache(maxsize=4096)
def split_words(name: str) -> tuple[str, ...]:
    """Returns the words of a name in small letters; hyphens separate words."""
    return tuple(re.findall(r"[^\W_]+(?:['.][^\W_]+)*", fold_name(name))) or (fold_name(name),)


@lru_cache(maxsize=4096)
def is_acronym(short: str, full: str) -> bool:
    """Whether `short` is spelt by the first letters of `full`: SDF, Syrian Democratic Forces."""
    letters = short.replace(".", "")
    if not (letters.isupper() and letters.isalpha() and len(letters) >= 2):
        return False
    parts = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", full)
    if any(not word[0].isupper() and word not in _SMALL_WORDS for word in parts):
        return False
    capitals = "".join(word[0] for word in parts if word[0].isupper())
    everything = "".join(word[0] for word in parts).upper()
    return len(capitals) >= 2 and letters in {capitals, everything}
