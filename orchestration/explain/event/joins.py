"""Why the incidents of an event are joined, and why others that were compared with them are not.

Here belongs the evidence of the compared pairs (`event_links`), grouped by event. A pair names each incident by its first
mention. Matching itself belongs to dbt, and what is one incident of one article to extraction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from orchestration.explain.event.explanation import EventExplanation, Row


@dataclass(frozen=True, slots=True)
class Join:
    """A mention, the strongest join of its incident with the reason, and the number of further joins.

    Only the first mention of an incident has joins.
    """

    mention: Row
    to: str | None
    reason: str | None
    score: float
    n_more: int


@dataclass(frozen=True, slots=True)
class SeparateEvent:
    """Another event, or an incident without an event, that was compared with this event and not joined."""

    event_id: str | None
    what: str
    vetoes: list[str]
    """The vetoes against joining, the most frequent first. May be empty."""
    not_joined: list[str]
    """Why pairs without a veto are not joined, the most frequent reason first."""
    speaks_for_it: list[str]
    """The evidence for joining, the most frequent first. A key of the JSON output."""
    n_pairs: int

    @property
    def is_close(self) -> bool:
        """Whether some evidence supports joining."""
        return bool(self.speaks_for_it)


def find_strongest_joins(explanation: EventExplanation) -> list[Join]:
    """Finds the strongest join of each mention; joins to earlier mentions come first."""
    place = {mention["mention_id"]: number for number, mention in enumerate(explanation.mentions)}
    found, inner = [], select_inner_pairs(explanation)
    for mention in explanation.mentions:
        own = mention["mention_id"]
        links = []
        for pair in inner:
            if own in {pair["mention_a"], pair["mention_b"]} and pair["score"] > 0:
                other = pair["mention_b"] if pair["mention_a"] == own else pair["mention_a"]
                links.append((place[other] > place[own], -pair["score"], place[other], explanation.labels[other], pair))
        if links:
            *_, to, pair = min(links, key=lambda link: link[:3])
            found.append(Join(mention, to, pair["reason"], pair["score"], len(links) - 1))
        else:
            found.append(Join(mention, None, None, 0.0, 0))
    return found


def select_inner_pairs(explanation: EventExplanation) -> list[Row]:
    """Selects the pairs in which both incidents belong to the event."""
    event_id = explanation.event["event_id"]
    return [pair for pair in explanation.pairs if pair["event_a"] == event_id and pair["event_b"] == event_id]


def list_separate_events(explanation: EventExplanation) -> list[SeparateEvent]:
    """Lists the events and incidents that were compared and not joined, those with supporting evidence first."""
    own = {mention["mention_id"] for mention in explanation.mentions}
    across = []
    for pair in explanation.pairs:
        if pair["event_a"] != pair["event_b"]:
            other = explanation.other_mentions[pair["mention_b"] if pair["mention_a"] in own else pair["mention_a"]]
            across.append((other["event_id"] or "", "" if other["event_id"] else other["mention_id"], other, pair))
    across.sort(key=lambda each: each[:2])
    found = []
    for _, group in groupby(across, key=lambda each: each[:2]):
        members = list(group)
        other = members[0][2]
        pairs = [pair for *_, pair in members]
        what = other["summary"] or f"an incident without an event: “{other['trigger']}”"
        found.append(
            SeparateEvent(
                other["event_id"],
                what,
                _sort_by_frequency(pair["veto"] for pair in pairs),
                _sort_by_frequency(pair["not_joined_reason"] for pair in pairs if not pair["veto"]),
                _sort_by_frequency(pair["reason"] for pair in pairs),
                len(pairs),
            )
        )
    found.sort(key=lambda each: (not each.is_close, bool(each.vetoes), -each.n_pairs, each.event_id or "", each.what))
    return found


def _sort_by_frequency(words: Iterable[str | None]) -> list[str]:
    known = [word for word in words if word]
    return sorted(set(known), key=lambda word: (-known.count(word), word))
