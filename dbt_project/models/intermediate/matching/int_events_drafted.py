"""One row per mention, with its group and the anchor of its draft event.

No link leads out of a group. Draft events use the blocked pairs only; a mention that cannot create an event has no anchor.
"""

import pyarrow as pa
from event_clusters import DEFINITE, cluster, connect


def model(dbt, session):
    dbt.config(
        materialized="amended",
        grain="mention_id",
        scope="mention_id in (select mention_id from intermediate.int_mentions_regrouped)",
    )
    regrouped = dbt.ref("int_mentions_regrouped")
    mentions = dbt.ref("int_event_mentions_ordered").join(regrouped, "mention_id", how="semi")
    profiles = mentions.project("mention_id, anchor_order, is_incident").fetchall()
    compared = dbt.ref("int_mention_pairs_compared").join(regrouped.project("mention_id as mention_a"), "mention_a", how="semi")
    pairs = compared.project("score, mention_a, mention_b, reason, veto, both_incident, both_lead").fetchall()
    links = [(score + lead, a, b, reason, both) for score, a, b, reason, veto, both, lead in pairs if veto is None and score > 0]
    groups = connect(
        (mention for mention, _, _ in profiles), [(a, b) for _, a, b, reason, both in links if both or reason in DEFINITE]
    )
    anchors = cluster(
        {mention: (position,) for mention, position, is_incident in profiles if is_incident},
        [(score, a, b) for score, a, b, _, both in links if both],
        [(a, b) for _, a, b, _, veto, both, _ in pairs if veto is not None and both],
    )
    rows = sorted(groups)
    return pa.table(
        {
            "mention_id": pa.array(rows, pa.string()),
            "group_id": pa.array([groups[mention] for mention in rows], pa.string()),
            "anchor_mention_id": pa.array([anchors.get(mention) for mention in rows], pa.string()),
            "is_incident": pa.array([mention in anchors for mention in rows], pa.bool_()),
        }
    )
