{{ config(materialized='amended', grain='event_id', scope=events_to_recompute()) }}
-- One interval per event, outcome and part over the votes of all origins, without the superseded ones. The best is the most
-- frequent one; on a tie the latest, then the one that comes first in its article, then the lower. A group never exceeds the total.
with votes as (

    select * from {{ ref('int_origin_votes_cast') }}
    where is_part_of_total is not true and superseded_by_origin_id is null and {{ in_scope() }}

),

{{ combine_votes(
    'votes', ['event_id', 'dimension', 'outcome', 'part'],
    ['count(*) desc', 'max(published_at) desc nulls last', 'min(article_position) asc']
) }},

claims as (

    select
        event_id,
        dimension,
        outcome,
        part,
        count(*) as n_claims
    from {{ ref('int_figures_prepared') }}
    where {{ in_scope() }}
    group by event_id, dimension, outcome, part

),

outcome_claims as (

    select
        event_id,
        outcome,
        count(*) as n_claims
    from {{ ref('int_figures_prepared') }}
    where dimension = 'group' and {{ in_scope() }}
    group by event_id, outcome

),

totals as (

    select * from combined
    where dimension = 'group' and part = 'total'

)

select
    combined.event_id,
    combined.dimension,
    combined.outcome,
    combined.part,
    cast(case when combined.low is not null then least(combined.low, totals.low) end as integer) as low,
    cast(case when combined.best is not null then least(combined.best, totals.best) end as integer) as best,
    cast(combined.high as integer) as high,
    cast(case when combined.lowest_best is not null then least(combined.lowest_best, totals.lowest_best) end as integer)
        as lowest_best,
    cast(case when combined.highest_best is not null then least(combined.highest_best, totals.highest_best) end as integer)
        as highest_best,
    -- The total rests on all claims of the outcome, even if it follows from its groups.
    cast(
        case
            when combined.dimension = 'group' and combined.part = 'total' then outcome_claims.n_claims
            else claims.n_claims
        end as integer
    ) as n_claims,
    cast(combined.n_origins as integer) as n_origins
from combined
left join totals
    on
        combined.event_id = totals.event_id
        and combined.outcome = totals.outcome
        and combined.dimension = 'group'
left join claims
    on
        combined.event_id = claims.event_id
        and combined.dimension = claims.dimension
        and combined.outcome = claims.outcome
        and combined.part = claims.part
left join outcome_claims
    on combined.event_id = outcome_claims.event_id and combined.outcome = outcome_claims.outcome
