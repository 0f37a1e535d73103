-- Events of conflict with at least one person killed, in the column layout of UCDP GED. Unknown values stay NULL.
with events as (

    select * from {{ ref('events') }}
    where context = 'conflict' and coalesce(killed_best, killed_high, killed_low) > 0

),

actors as (

    select
        actor_id,
        actor_type
    from {{ ref('actors') }}

),

combatants as (

    select
        event_id,
        best
    from {{ ref('casualties') }}
    where outcome = 'killed' and victim_group = 'combatants'

)

select
    events.event_id as id,
    cast(year(events.date_start) as integer) as year,
    -- UCDP: 1 state-based, 2 non-state, 3 one-sided.
    case
        when second_actors.actor_type = 'Civilians' then 3
        when first_actors.actor_type is null or second_actors.actor_type is null then null
        when 'State forces' in (first_actors.actor_type, second_actors.actor_type) then 1
        when 'External/Other forces' in (first_actors.actor_type, second_actors.actor_type) then 1
        else 2
    end as type_of_violence,
    events.actor1 as side_a,
    events.actor2 as side_b,
    events.n_articles as number_of_sources,
    events.location as where_description,
    events.where_prec,
    events.admin1 as adm_1,
    events.country_iso3 as country,
    events.latitude,
    events.longitude,
    events.date_prec,
    events.date_start,
    events.date_end,
    combatants.best as deaths_combatants,
    events.civilians_killed_best as deaths_civilians,
    events.killed_best as best,
    events.killed_high as high,
    events.killed_low as low
from events
left join actors as first_actors on events.actor1_id = first_actors.actor_id
left join actors as second_actors on events.actor2_id = second_actors.actor_id
left join combatants on events.event_id = combatants.event_id
