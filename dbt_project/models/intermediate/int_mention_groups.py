"""One row per mention, with the group that links lead through: what is grouped into events can be told group by group."""

import pyarrow as pa
from event_clusters import DEFINITE, connect


def model(dbt, session):
    dbt.config(
        materialized="amended",
        grain="mention_id",
        scope="mention_id in (select mention_id from intermediate.int_mentions_regrouped)",
    )
    regrouped = dbt.ref("int_mentions_regrouped")
    mentions = dbt.ref("int_event_mentions_profiled").join(regrouped, "mention_id", how="semi").project("mention_id").fetchall()
    pairs = (
        dbt.ref("int_mention_pairs_compared")
        .filter(f"veto is null and score > 0 and (both_incident or reason in {tuple(sorted(DEFINITE))})")
        .join(regrouped.project("mention_id as mention_a"), "mention_a", how="semi")
        .project("mention_a, mention_b")
        .fetchall()
    )
    rows = sorted(connect((mention for (mention,) in mentions), pairs).items())
    return pa.table(
        {
            "mention_id": pa.array([mention for mention, _ in rows], pa.string()),
            "group_id": pa.array([group for _, group in rows], pa.string()),
        }
    )
