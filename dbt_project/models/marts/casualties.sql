{{ config(materialized='amended', grain='event_id', scope=events_to_recompute()) }}
with figures as (

    select * from {{ ref('int_event_figures_combined') }}
    where dimension = 'group' and {{ in_scope() }}

)

select
    event_id,
    outcome,
    part as victim_group,
    low,
    best,
    high,
    n_claims,
    n_origins,
    'representative' as rule
from figures
