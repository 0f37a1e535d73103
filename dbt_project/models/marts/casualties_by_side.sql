{{ config(materialized='amended', grain='event_id', scope=events_to_recompute()) }}
with figures as (

    select * from {{ ref('int_event_figures_combined') }}
    where dimension = 'side' and {{ in_scope() }}

)

select
    event_id,
    outcome,
    part as victim_actor_id,
    low,
    best,
    high
from figures
