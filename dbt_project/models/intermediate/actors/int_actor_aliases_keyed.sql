-- The spellings of the reference lists with their name keys. Two spellings of one actor may have the same key. A listed spelling
-- takes precedence over a spelling built from a country name.
with aliases as (

    select
        {{ name_key('alias') }} as name_key,
        nullif(country_iso3, '') as country_iso3,
        actor_id
    from {{ ref('actor_aliases') }}

    union all

    select
        {{ name_key('name') }} as name_key,
        null as country_iso3,
        actor_id
    from {{ ref('listed_actors') }}

),

listed as (

    select distinct
        name_key,
        country_iso3,
        actor_id
    from aliases
    where name_key is not null

)

select
    name_key,
    country_iso3,
    actor_id
from listed

union all

select
    states.name_key,
    states.country_iso3,
    states.actor_id
from {{ ref('int_state_names_spelled') }} as states
left join listed
    on states.name_key = listed.name_key and states.country_iso3 is not distinct from listed.country_iso3
where listed.name_key is null
