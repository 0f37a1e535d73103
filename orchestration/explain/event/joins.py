"""Why mentions are one event, and why others that were compared with them are not.

Here belongs what the compared pairs say, event by event; the pairs are `event_links`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from orchestration.explain.event.account import Account, Row


@dataclass(frozen=True, slots=True)
class Joined:
    """A mention, the one that it is joined to most firmly and by what, and how many more speak for it."""

    mention: Row
    to: str | None
    reason: str | None
    score: float
    n_more: int


@dataclass(frozen=True, slots=True)
class KeptApart:
    """Another event, or a mention of none, that was compared with this one."""

    event_id: str | None
    what: str
    vetoes: list[str]
    """What forbids it, the most frequent first; empty: nothing does."""
    not_joined: list[str]
    """Why pairs that nothing forbids do not join, the most frequent first."""
    speaks_for_it: list[str]
    n_pairs: int

    @property
    def is_close(self) -> bool:
        """Whether something speaks for one event."""
        return bool(self.speaks_for_it)


def joined(account: Account) -> list[Joined]:
    """Each mention with what joins it to the others, the firmest to an earlier one first."""
    place = {mention["mention_id"]: number for number, mention in enumerate(account.mentions)}
    found, inner = [], inner_pairs(account)
    for mention in account.mentions:
        own = mention["mention_id"]
        links = []
        for pair in inner:
            if own in {pair["mention_a"], pair["mention_b"]} and pair["score"] > 0:
                other = pair["mention_b"] if pair["mention_a"] == own else pair["mention_a"]
                links.append((place[other] > place[own], -pair["score"], place[other], account.labels[other], pair))
        if links:
            *_, to, pair = min(links, key=lambda link: link[:3])
            found.append(Joined(mention, to, pair["reason"], pair["score"], len(links) - 1))
        else:
            found.append(Joined(mention, None, None, 0.0, 0))
    return found


def inner_pairs(account: Account) -> list[Row]:
    """The pairs of which both mentions are of the event."""
    event_id = account.event["event_id"]
    return [pair for pair in account.pairs if pair["event_a"] == event_id and pair["event_b"] == event_id]


def kept_apart(account: Account) -> list[KeptApart]:
    """What was compared and kept apart: that for which most speaks first."""
    own = {mention["mention_id"] for mention in account.mentions}
    across = []
    for pair in account.pairs:
        if pair["event_a"] != pair["event_b"]:
            other = account.others[pair["mention_b"] if pair["mention_a"] in own else pair["mention_a"]]
            across.append((other["event_id"] or "", "" if other["event_id"] else other["mention_id"], other, pair))
    across.sort(key=lambda each: each[:2])
    found = []
    for _, group in groupby(across, key=lambda each: each[:2]):
        members = list(group)
        other = members[0][2]
        pairs = [pair for *_, pair in members]
        what = other["summary"] or f"a mention without an event: “{other['trigger']}”"
        found.append(
            KeptApart(
                other["event_id"],
                what,
                _by_frequency(pair["veto"] for pair in pairs),
                _by_frequency(pair["not_joined_reason"] for pair in pairs if not pair["veto"]),
                _by_frequency(pair["reason"] for pair in pairs),
                len(pairs),
            )
        )
    found.sort(key=lambda each: (not each.is_close, bool(each.vetoes), -each.n_pairs, each.event_id or "", each.what))
    return found


def _by_frequency(words: Iterable[str | None]) -> list[str]:
    told = [word for word in words if word]
    return sorted(set(told), key=lambda word: (-told.count(word), word))
