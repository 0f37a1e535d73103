{{ config(materialized='amended', grain='actor_id') }}
-- All actors: those on the reference list, and the others that articles name.
with listed as (

    select
        actors.actor_id,
        actors.name,
        actors.actor_type,
        nullif(actors.country_iso3, '') as country_iso3,
        nullif(actors.parent_actor_id, '') as parent_actor_id,
        rooted.root_actor_id,
        true as is_listed
    from {{ ref('listed_actors') }} as actors
    inner join {{ ref('int_actors_rooted') }} as rooted on actors.actor_id = rooted.actor_id

),

unlisted_names as (

    select
        actor_id,
        name,
        sum(n_uses) as n_uses
    from {{ ref('int_actor_names_resolved') }}
    where not is_listed and actor_id is not null
    group by actor_id, name

),

unlisted_types as (

    select
        actor_id,
        mode(actor_type_hint order by actor_type_hint) as actor_type
    from {{ ref('int_actor_names_resolved') }}
    where not is_listed and actor_id is not null
    group by actor_id

),

-- "Kenyan rebels" belong to Kenya.
unlisted_countries as (

    select
        names.actor_id,
        min(countries.country_iso3) as country_iso3
    from (
        select distinct
            actor_id,
            name_key
        from {{ ref('int_actor_names_resolved') }}
        where not is_listed and actor_id is not null
    ) as names
    inner join {{ ref('int_country_names_keyed') }} as countries
        on starts_with(names.name_key, countries.spelling_key || ' ') and not countries.is_shared
    group by names.actor_id

),

unlisted as (

    select
        unlisted_names.actor_id,
        unlisted_names.name,
        unlisted_types.actor_type,
        unlisted_countries.country_iso3,
        row_number() over (
            partition by unlisted_names.actor_id order by unlisted_names.n_uses desc, unlisted_names.name asc
        ) as position
    from unlisted_names
    inner join unlisted_types on unlisted_names.actor_id = unlisted_types.actor_id
    left join unlisted_countries on unlisted_names.actor_id = unlisted_countries.actor_id

)

select
    actor_id,
    name,
    actor_type,
    country_iso3,
    parent_actor_id,
    root_actor_id,
    is_listed
from listed

union all

select
    actor_id,
    name,
    actor_type,
    country_iso3,
    null as parent_actor_id,
    actor_id as root_actor_id,
    false as is_listed
from unlisted
where position = 1
