{{ config(materialized='amended', grain='event_id', scope=events_with_changed_actors()) }}
with mentions as (

    select * from {{ ref('int_event_mentions_assigned') }}
    where event_id is not null and {{ in_scope() }}

),

roles as (

    select event_id, agent_actor_id as actor_id, 'perpetrator' as role, mention_id
    from mentions
    where agent_actor_id is not null

    union all

    select event_id, target_actor_id as actor_id, 'target' as role, mention_id
    from mentions
    where target_actor_id is not null

    union all

    select event_id, victim_actor_id as actor_id, 'victim' as role, mention_id
    from {{ ref('int_claims_counted') }}
    where table_name = 'claims' and is_counted and victim_actor_id is not null and {{ in_scope() }}

),

events as (

    select
        event_id,
        country_iso3
    from {{ ref('int_events_described') }}

),

actors as (

    select * from {{ ref('int_actors_listed') }}

)

select
    roles.event_id,
    roles.actor_id,
    roles.role,
    -- A state's forces abroad are external forces.
    case
        when actors.actor_type = 'State forces' and actors.country_iso3 != events.country_iso3 then 'External/Other forces'
        else actors.actor_type
    end as actor_type,
    cast(count(distinct roles.mention_id) as integer) as n_mentions
from roles
inner join events on roles.event_id = events.event_id
inner join actors on roles.actor_id = actors.actor_id
group by roles.event_id, roles.actor_id, roles.role, actors.actor_type, actors.country_iso3, events.country_iso3
