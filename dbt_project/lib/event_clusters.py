"""Groups mentions into events, from pairs that SQL has compared.

Here belongs the union of linked mentions under vetoes, and nothing else. `macros/compare_mentions.sql` decides what links or
vetoes a pair; the models compute the values of an event. All functions are pure: the result depends on the set of arguments,
never on their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

Link = tuple[float, str, str]
"""Score (above 0), and the two mentions that it joins."""

DEFINITE = frozenset({"shared name", "shared figure", "reference", "same date and place"})
"""Reasons that attach a recalled mention (background, period, cumulative, denied) to an event."""


def connect(mentions: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the group of each mention, named after its smallest mention. Mentions connected by pairs are one group.

    Mentions of different groups share no event, so `cluster` and `attach` may process one group after the other.
    """
    parent = {mention: mention for mention in mentions}

    def root(mention: str) -> str:
        while parent[mention] != mention:
            parent[mention] = parent[parent[mention]]
            mention = parent[mention]
        return mention

    for a, b in pairs:
        if a in parent and b in parent:
            first, second = sorted((root(a), root(b)))
            parent[second] = first
    return {mention: root(mention) for mention in parent}


def cluster(
    mentions: Mapping[str, tuple[object, ...]], links: Iterable[Link], vetoes: Iterable[tuple[str, str]]
) -> dict[str, str]:
    """Return the anchor of each mention. Mentions with the same anchor are one event.

    `mentions` maps an id to its place in anchor order. Links are processed by falling score, then by ids. Two groups are
    merged only if no pair between them has a veto, so no pair inside an event has one.
    """
    group_of = {mention: mention for mention in mentions}
    members = {mention: [mention] for mention in mentions}
    forbidden: dict[str, set[str]] = defaultdict(set)  # group -> groups that it must not join
    for a, b in vetoes:
        if a in mentions and b in mentions:
            forbidden[a].add(b)
            forbidden[b].add(a)
    for _, a, b in sorted(links, key=lambda link: (-link[0], link[1], link[2])):
        if a not in mentions or b not in mentions:
            continue
        kept, gone = group_of[a], group_of[b]
        if kept == gone or gone in forbidden[kept]:
            continue
        if len(members[kept]) < len(members[gone]):
            kept, gone = gone, kept
        for mention in members.pop(gone):
            group_of[mention] = kept
            members[kept].append(mention)
        for other in forbidden.pop(gone, set()):
            forbidden[other].discard(gone)
            forbidden[other].add(kept)
            forbidden[kept].add(other)
    anchors = {group: min(ids, key=lambda mention: mentions[mention]) for group, ids in members.items()}
    return {mention: anchors[group] for mention, group in group_of.items()}


def attach(
    anchor_of: Mapping[str, str], recalled: Iterable[str], links: Iterable[Link], vetoes: Iterable[tuple[str, str]]
) -> dict[str, str]:
    """Return the anchor of each recalled mention whose best link leads to an event without a veto against the mention."""
    wanted = set(recalled)
    forbidden: dict[str, set[str]] = defaultdict(set)  # recalled mention -> anchors that it must not join
    for a, b in vetoes:
        for mention, other in ((a, b), (b, a)):
            if mention in wanted and other in anchor_of:
                forbidden[mention].add(anchor_of[other])
    attached: dict[str, str] = {}
    for _, a, b in sorted(links, key=lambda link: (-link[0], link[1], link[2])):
        for mention, other in ((a, b), (b, a)):
            if (
                mention in wanted
                and mention not in attached
                and other in anchor_of
                and anchor_of[other] not in forbidden[mention]
            ):
                attached[mention] = anchor_of[other]
    return attached
