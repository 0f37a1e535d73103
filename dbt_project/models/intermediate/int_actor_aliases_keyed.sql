-- The spellings of the reference list under their keys; two spellings of one actor may share a key.
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

)

select distinct
    name_key,
    country_iso3,
    actor_id
from aliases
where name_key is not null
