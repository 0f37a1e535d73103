-- Events of conflict in the column layout of ACLED's event files. Unknown values stay NULL.
with events as (

    select * from {{ ref('events') }}
    where context = 'conflict'

),

types as (

    select
        event_id,
        actor_id,
        min(actor_type) as actor_type
    from {{ ref('event_actors') }}
    group by event_id, actor_id

)

select
    events.event_id as event_id_cnty,
    events.event_date,
    cast(year(events.date_start) as integer) as year,
    -- ACLED's precision: 1 day, 2 week, 3 month.
    case when events.date_prec = 1 then 1 when events.date_prec in (2, 3) then 2 when events.date_prec = 4 then 3 end
        as time_precision,
    case
        when
            events.event_type in ('Battles', 'Explosions/Remote violence', 'Violence against civilians')
            then 'Political violence'
        when events.event_type = 'Riots' then 'Political violence'
        when events.event_type = 'Protests' then 'Demonstrations'
        when events.event_type = 'Strategic developments' then 'Strategic developments'
    end as disorder_type,
    events.event_type,
    events.sub_event_type,
    events.actor1,
    first_types.actor_type as inter1,
    events.actor2,
    second_types.actor_type as inter2,
    case when events.civilians_killed_low > 0 or second_types.actor_type = 'Civilians' then 'Civilian targeting' end
        as civilian_targeting,
    events.country_iso3 as iso3,
    events.admin1,
    events.location,
    events.latitude,
    events.longitude,
    -- ACLED's precision: 1 exact, 2 near or part of a region, 3 region.
    case when events.where_prec = 1 then 1 when events.where_prec in (2, 3) then 2 when events.where_prec >= 4 then 3 end
        as geo_precision,
    events.killed_best as fatalities,
    events.summary as notes
from events
left join types as first_types on events.event_id = first_types.event_id and events.actor1_id = first_types.actor_id
left join types as second_types on events.event_id = second_types.event_id and events.actor2_id = second_types.actor_id
