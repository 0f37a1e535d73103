-- Which actor each name of each article revision means. An alias that is limited to the article's country comes first,
-- then a general alias, then the name without a closing "fighters", "troops" and the like. Any other name of a side is
-- an unlisted actor of its own, never the nearest look-alike; a mere speaker's name that no list knows stays unresolved.
with names as (

    select document_id, agent_name as name, true as is_side, null as actor_type_hint from {{ ref('stg_event_mentions') }}
    union all
    select document_id, target_name as name, true as is_side, null as actor_type_hint from {{ ref('stg_event_mentions') }}
    union all
    select document_id, victim_actor_name as name, true as is_side, null as actor_type_hint from {{ ref('stg_claims') }}
    union all
    select document_id, attributed_to as name, false as is_side, null as actor_type_hint from {{ ref('stg_claims') }}
    union all
    select document_id, owner_name as name, true as is_side, null as actor_type_hint from {{ ref('stg_equipment_claims') }}
    union all
    select document_id, attributed_to as name, false as is_side, null as actor_type_hint from {{ ref('stg_equipment_claims') }}
    union all
    select document_id, name, true as is_side, actor_type_hint from {{ ref('stg_actor_mentions') }}

),

keyed as (

    select
        document_id,
        name,
        {{ name_key('name') }} as name_key,
        bool_or(is_side) as is_side,
        mode(actor_type_hint order by actor_type_hint) as actor_type_hint,
        count(*) as n_uses
    from names
    where {{ name_key('name') }} is not null
    group by document_id, name

),

situated as (

    select
        keyed.*,
        countries.country_iso3,
        nullif(regexp_replace(keyed.name_key, '{{ force_words() }}', ''), keyed.name_key) as key_without_force_word,
        nullif(regexp_replace(keyed.name_key, '{{ fighter_words() }}', ''), keyed.name_key) as key_without_fighter_word,
        -- A state's hardware stands for its forces.
        nullif(regexp_extract(keyed.name_key, '{{ hardware_words() }}', 1) || ' forces', ' forces') as key_as_forces
    from keyed
    left join {{ ref('int_article_countries_counted') }} as countries on keyed.document_id = countries.document_id

),

aliases as (

    select
        aliases.name_key,
        aliases.country_iso3,
        aliases.actor_id,
        actors.actor_type
    from {{ ref('int_actor_aliases_keyed') }} as aliases
    inner join {{ ref('listed_actors') }} as actors on aliases.actor_id = actors.actor_id

),

matched as (

    select
        situated.document_id,
        situated.name,
        aliases.actor_id,
        case
            when situated.name_key = aliases.name_key then 1
            when situated.key_as_forces = aliases.name_key then 2
            when situated.key_without_force_word = aliases.name_key then 3
            else 4
        end as step,
        aliases.country_iso3 is null as is_general
    from situated
    inner join aliases
        on
            (
                situated.name_key = aliases.name_key
                or situated.key_as_forces = aliases.name_key
                or situated.key_without_force_word = aliases.name_key
                or (
                    situated.key_without_fighter_word = aliases.name_key
                    and aliases.actor_type in ('Rebel group', 'Political militia', 'Identity militia')
                )
            )
            and (aliases.country_iso3 is null or aliases.country_iso3 = situated.country_iso3)

),

best as (

    select
        *,
        row_number() over (partition by document_id, name order by step, is_general, actor_id) as position
    from matched

)

select
    situated.document_id,
    situated.name,
    situated.name_key,
    situated.is_side,
    situated.actor_type_hint,
    situated.n_uses,
    case
        when best.actor_id is not null then best.actor_id
        when situated.is_side then {{ hash_id('actor', ['situated.name_key']) }}
    end as actor_id,
    best.actor_id is not null as is_listed
from situated
left join best
    on
        situated.document_id = best.document_id
        and situated.name = best.name
        and best.position = 1
