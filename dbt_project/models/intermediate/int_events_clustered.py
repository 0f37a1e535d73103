"""One row per mention of an event, with the event's anchor: the drafts, split where a pair inside them is vetoed, and
the recalled mentions (background, period, cumulative, denied) that a definite pair attaches to them."""

import pyarrow as pa
from event_clusters import attach, cluster

DEFINITE = {"shared name", "shared figure", "reference", "same date and place"}


def model(dbt, session):
    dbt.config(materialized="table")
    profiles = dbt.ref("int_event_mentions_ordered").project("mention_id, anchor_order, is_incident").fetchall()
    draft_of = dict(dbt.ref("int_events_drafted").project("mention_id, anchor_mention_id").fetchall())
    columns = "score, mention_a, mention_b, reason, veto"
    pairs = dbt.ref("int_mention_pairs_compared").project(columns).fetchall()
    pairs += dbt.ref("int_draft_pairs_compared").project(columns).fetchall()
    order = {mention: (position,) for mention, position, is_incident in profiles if is_incident}
    recalled = [mention for mention, _, is_incident in profiles if not is_incident]
    vetoes = [(a, b) for _, a, b, _, veto in pairs if veto is not None]
    links = [(score, a, b, reason) for score, a, b, reason, veto in pairs if veto is None and score > 0]
    anchors = cluster(
        order,
        [(score, a, b) for score, a, b, _ in links if a in draft_of and draft_of.get(a) == draft_of.get(b)],
        vetoes,
    )
    attached = attach(anchors, recalled, [(score, a, b) for score, a, b, reason in links if reason in DEFINITE], vetoes)
    rows = sorted({**anchors, **attached}.items())
    return pa.table(
        {
            "mention_id": pa.array([mention for mention, _ in rows], pa.string()),
            "anchor_mention_id": pa.array([anchor for _, anchor in rows], pa.string()),
        }
    )
