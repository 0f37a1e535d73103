{{ config(materialized='amended', grain='article_id', scope=articles_to_assign()) }}
-- Every event mention of any revision, with its event; NULL if it has none.
with mentions as (

    {{ rows_in_scope('int_event_mentions_resolved') }}

),

ordered as (

    select
        mention_id,
        anchor_order
    from {{ ref('int_event_mentions_ordered') }}

)

select
    mentions.*,
    case
        when clustered.mention_id is not null then {{ hash_id('event', ['clustered.anchor_mention_id']) }}
    end as event_id,
    ordered.anchor_order
from mentions
left join {{ ref('int_events_clustered') }} as clustered on mentions.incident_id = clustered.mention_id
left join ordered on mentions.incident_id = ordered.mention_id
