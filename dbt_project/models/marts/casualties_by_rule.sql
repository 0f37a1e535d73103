{{ config(materialized='amended', grain='event_id', scope=events_to_recompute()) }}
with figures as (

    select * from {{ ref('int_event_figures_combined') }}
    where dimension = 'group' and {{ in_scope() }}

),

ruled as (

    select *, best as ruled_best, 'representative' as rule
    from figures

    union all

    select *, lowest_best as ruled_best, 'conservative' as rule
    from figures

    union all

    select *, highest_best as ruled_best, 'informative' as rule
    from figures

)

select
    event_id,
    outcome,
    part as victim_group,
    low,
    ruled_best as best,
    high,
    n_claims,
    n_origins,
    rule
from ruled
