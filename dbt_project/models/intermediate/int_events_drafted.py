"""One row per mention that makes an event, with its anchor, by the pairs that met in a block."""

import pyarrow as pa
from event_clusters import cluster


def model(dbt, session):
    dbt.config(
        materialized="amended",
        grain="mention_id",
        scope="mention_id in (select mention_id from intermediate.int_mentions_regrouped)",
    )
    regrouped = dbt.ref("int_mentions_regrouped")
    mentions = dbt.ref("int_event_mentions_ordered").filter("is_incident").join(regrouped, "mention_id", how="semi")
    profiles = mentions.project("mention_id, anchor_order").fetchall()
    compared = dbt.ref("int_mention_pairs_compared").filter("both_incident")
    pairs = (
        compared.join(regrouped.project("mention_id as mention_a"), "mention_a", how="semi")
        .project("score, mention_a, mention_b, veto")
        .fetchall()
    )
    order = {mention: (position,) for mention, position in profiles}
    anchors = cluster(
        order,
        [(score, a, b) for score, a, b, veto in pairs if veto is None and score > 0],
        [(a, b) for _, a, b, veto in pairs if veto is not None],
    )
    rows = sorted(anchors.items())
    return pa.table(
        {
            "mention_id": pa.array([mention for mention, _ in rows], pa.string()),
            "anchor_mention_id": pa.array([anchor for _, anchor in rows], pa.string()),
            "is_incident": pa.array([True for _ in rows], pa.bool_()),
        }
    )
