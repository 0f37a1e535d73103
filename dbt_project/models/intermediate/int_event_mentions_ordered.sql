-- Mentions in anchor order: by publication (unknown last), then article, then position in it, then id.
with profiles as (

    select * from {{ ref('int_event_mentions_profiled') }}

)

select
    mention_id,
    is_incident,
    row_number() over (
        order by published_at asc nulls last, article_id asc, article_position asc, mention_id asc
    ) as anchor_order
from profiles
