{{ config(materialized='amended', grain='event_id', scope=events_to_recompute()) }}
with votes as (

    select
        *,
        is_part_of_total is not true and superseded_by_origin_id is null as is_admitted
    from {{ ref('int_origin_votes_cast') }}
    where dimension = 'group' and {{ in_scope() }}

),

-- An unattributed figure may take its origin from a speaker named elsewhere in the article. That name is with another claim.
speakers as (

    select
        event_id,
        outcome,
        origin_id,
        mode(attributed_to order by attributed_to) as attributed_to,
        mode(attribution_type order by attribution_type) filter (where attributed_to is not null) as named_type,
        mode(attribution_type order by attribution_type) as attribution_type
    from {{ ref('int_claims_counted') }}
    where table_name = 'claims' and is_counted and {{ in_scope() }}
    group by event_id, outcome, origin_id

)

select
    votes.event_id,
    votes.outcome,
    votes.part as victim_group,
    votes.origin_id,
    speakers.attributed_to,
    coalesce(speakers.named_type, speakers.attribution_type) as attribution_type,
    votes.low,
    votes.best,
    votes.high,
    votes.article_id,
    votes.is_derived,
    votes.superseded_by_origin_id,
    votes.is_admitted
    and (votes.best is not null or votes.high is not null)
    = coalesce(bool_or(votes.best is not null or votes.high is not null) filter (where votes.is_admitted) over (
        partition by votes.event_id, votes.outcome, votes.part
    ), false) as is_bounding
from votes
inner join speakers
    on votes.event_id = speakers.event_id and votes.outcome = speakers.outcome and votes.origin_id = speakers.origin_id
