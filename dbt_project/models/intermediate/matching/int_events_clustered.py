"""One row per mention that belongs to an event, with the anchor of the event.

Drafts are split where a pair inside them has a veto. Recalled mentions (background, period, cumulative, denied) are attached
by definite pairs.
"""

import pyarrow as pa
from event_clusters import DEFINITE, attach, cluster


def model(dbt, session):
    dbt.config(
        materialized="amended",
        grain="mention_id",
        scope="mention_id in (select mention_id from intermediate.int_mentions_regrouped)",
    )
    regrouped = dbt.ref("int_mentions_regrouped")
    first_of_pairs = regrouped.project("mention_id as mention_a")
    mentions = dbt.ref("int_event_mentions_ordered").join(regrouped, "mention_id", how="semi")
    profiles = mentions.project("mention_id, anchor_order, is_incident").fetchall()
    drafts = dbt.ref("int_events_drafted").join(regrouped, "mention_id", how="semi")
    draft_of = dict(drafts.project("mention_id, anchor_mention_id").fetchall())
    columns = "score, mention_a, mention_b, reason, veto, both_lead"
    pairs = []
    for compared in (dbt.ref("int_mention_pairs_compared"), dbt.ref("int_draft_pairs_compared")):
        pairs += compared.join(first_of_pairs, "mention_a", how="semi").project(columns).fetchall()
    order = {mention: (position,) for mention, position, is_incident in profiles if is_incident}
    recalled = [mention for mention, _, is_incident in profiles if not is_incident]
    vetoes = [(a, b) for _, a, b, _, veto, _ in pairs if veto is not None]
    links = [(score + lead, a, b, reason) for score, a, b, reason, veto, lead in pairs if veto is None and score > 0]
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
