{{ config(materialized='amended', grain='event_id', scope=events_to_recompute()) }}
with figures as (

    select * from {{ ref('int_event_figures_combined') }}
    where dimension = 'equipment' and {{ in_scope() }}

),

owners as (

    select
        event_id,
        outcome,
        part,
        mode(category order by category) as category,
        mode(victim_actor_id order by victim_actor_id) as owner_actor_id
    from {{ ref('int_figures_prepared') }}
    where dimension = 'equipment' and {{ in_scope() }}
    group by event_id, outcome, part

)

select
    figures.event_id,
    figures.part as equipment,
    owners.category,
    owners.owner_actor_id,
    figures.outcome,
    figures.low,
    figures.best,
    figures.high,
    figures.n_claims
from figures
inner join owners
    on
        figures.event_id = owners.event_id
        and figures.outcome = owners.outcome
        and figures.part = owners.part
