{{ config(materialized='amended', grain=['mention_a', 'mention_b'], scope=links_to_refresh()) }}
with compared as (

    {{ rows_in_scope('int_mention_pairs_compared') }}
    union all
    select * from {{ ref('int_draft_pairs_compared') }}
    where {{ in_scope() }}

)

select
    mention_a,
    mention_b,
    score,
    reason,
    same_story,
    date_gap_days,
    distance_km,
    same_place,
    same_type,
    same_agent,
    same_target,
    shared_figure,
    shared_name,
    veto,
    not_joined_reason
from compared
