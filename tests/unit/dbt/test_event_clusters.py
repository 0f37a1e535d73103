"""Grouping mentions into events: vetoes hold for every pair inside, and no order of input matters."""

import random

from event_clusters import Link, attach, cluster
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
