{{ config(materialized='amended', grain='article_id', scope=articles_reassigned()) }}
-- Every event mention, of old revisions too, with the event it tells of; NULL where it tells of none.
with mentions as (

    select * from {{ ref('int_event_mentions_resolved') }}
    where {{ in_scope() }}

),

clustered as (

    select
        mention_id,
        {{ hash_id('event', ['anchor_mention_id']) }} as event_id
    from {{ ref('int_events_clustered') }}

),

ordered as (

    select
        mention_id,
        anchor_order
    from {{ ref('int_event_mentions_ordered') }}

)

select
    mentions.*,
    clustered.event_id,
    ordered.anchor_order
from mentions
left join clustered on mentions.mention_id = clustered.mention_id
left join ordered on mentions.mention_id = ordered.mention_id
