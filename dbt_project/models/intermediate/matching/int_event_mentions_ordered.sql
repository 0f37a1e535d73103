{{ config(materialized='view') }}
-- Mentions in anchor order: by publication (unknown last), then article, then position in it, then id. The order of a mention is a
-- word of its own and no number, so that a new mention does not move the others.
with profiles as (

    select * from {{ ref('int_event_mentions_profiled') }}

)

select
    mention_id,
    is_incident,
    concat_ws(
        ' ',
        coalesce(cast(published_at as varchar), 'unknown'),
        article_id,
        lpad(cast(article_position as varchar), 12, '0'),
        mention_id
    ) as anchor_order
from profiles
