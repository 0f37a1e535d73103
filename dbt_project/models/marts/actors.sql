with actors as (

    select * from {{ ref('int_actors_listed') }}

),

spellings as (

    select
        actor_id,
        alias as spelling
    from {{ ref('actor_aliases') }}

    union

    select
        actor_id,
        name as spelling
    from {{ ref('int_actor_names_resolved') }}
    where actor_id is not null

    union

    select
        names.actor_id,
        mentions.text as spelling
    from {{ ref('stg_actor_mentions') }} as mentions
    inner join {{ ref('int_actor_names_resolved') }} as names
        on mentions.document_id = names.document_id and mentions.name = names.name
    -- A description ("the group") or a pronoun is not a name; a name is written with a capital.
    where names.actor_id is not null and lower(mentions.text) != mentions.text

),

aliases as (

    select
        actor_id,
        list_sort(list(distinct spelling)) as aliases
    from spellings
    group by actor_id

),

events as (

    select
        actor_id,
        count(distinct event_id) as n_events
    from {{ ref('event_actors') }}
    group by actor_id

)

select
    actors.actor_id,
    actors.name,
    actors.actor_type,
    actors.country_iso3,
    actors.parent_actor_id,
    coalesce(aliases.aliases, [actors.name]) as aliases,
    cast(coalesce(events.n_events, 0) as integer) as n_events,
    actors.is_listed
from actors
left join aliases on actors.actor_id = aliases.actor_id
left join events on actors.actor_id = events.actor_id
