"""Grouping mentions into events: vetoes hold for every pair inside, and no order of input matters."""

import random

from event_clusters import Link, attach, cluster, connect
from hypothesis import given
from hypothesis import strategies as st

MENTIONS = {m: (i,) for i, m in enumerate("abcdefgh")}
pairs = st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")).filter(lambda p: p[0] < p[1])
link_lists = st.lists(st.tuples(st.sampled_from([0.5, 1.0, 2.0]), pairs).map(lambda x: (x[0], *x[1])), max_size=20)


def test_linked_mentions_are_one_event_and_its_anchor_is_the_first() -> None:
    assert cluster(MENTIONS, [(1.0, "b", "c"), (1.0, "c", "d")], []) == {
        **{m: m for m in "aefgh"},
        **dict.fromkeys("bcd", "b"),
    }


def test_a_veto_breaks_a_chain_at_its_weaker_link() -> None:
    groups = cluster(MENTIONS, [(2.0, "a", "b"), (1.0, "b", "c")], [("a", "c")])
    assert (groups["a"], groups["b"], groups["c"]) == ("a", "a", "c")


def test_a_recalled_mention_joins_its_best_event_without_a_veto() -> None:
    anchors = {"a": "a", "b": "a", "c": "c"}
    assert attach(anchors, ["x"], [(2.0, "a", "x"), (1.0, "c", "x")], []) == {"x": "a"}
    assert attach(anchors, ["x"], [(2.0, "a", "x"), (1.0, "c", "x")], [("b", "x")]) == {"x": "c"}
    assert attach(anchors, ["x"], [], []) == {}


@given(link_lists, st.lists(pairs, max_size=10), st.randoms(use_true_random=False))
def test_no_vetoed_pair_is_ever_inside_an_event_whatever_the_order(
    links: list[Link], vetoes: list[tuple[str, str]], shuffle: random.Random
) -> None:
    groups = cluster(MENTIONS, links, vetoes)
    assert not [(a, b) for a, b in vetoes if groups[a] == groups[b]]
    shuffled, mentions = list(links), list(MENTIONS)
    shuffle.shuffle(shuffled)
    shuffle.shuffle(mentions)
    assert cluster({m: MENTIONS[m] for m in mentions}, shuffled, vetoes[::-1]) == groups


def test_mentions_that_links_lead_to_through_others_are_one_group() -> None:
    assert connect("abcdef", [("b", "c"), ("e", "c"), ("f", "x")]) == {"a": "a", "b": "b", "c": "b", "d": "d", "e": "b", "f": "f"}


@given(link_lists, st.lists(pairs, max_size=10))
def test_events_of_one_group_after_the_other_are_those_of_all_at_once(links: list[Link], vetoes: list[tuple[str, str]]) -> None:
    """What a build may rely on that looks at the groups of changed mentions only."""
    groups = connect(MENTIONS, [(a, b) for _, a, b in links])
    apart: dict[str, str] = {}
    for group in set(groups.values()):
        mentions = {mention: order for mention, order in MENTIONS.items() if groups[mention] == group}
        apart |= cluster(mentions, links, vetoes)
    assert apart == cluster(MENTIONS, links, vetoes)
