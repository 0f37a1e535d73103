{{ config(materialized='amended', grain='event_id', scope=changed('event_id', ['int_event_mentions_assigned', 'int_claims_counted'])) }}
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
