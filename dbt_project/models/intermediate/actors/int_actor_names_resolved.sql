{{ config(materialized='amended', grain='article_id', scope=articles_landed()) }}
-- The actor that each name in each article revision means. An alias for the country of the article comes first, then a general
-- alias, then the name without a final "fighters", "troops" and the like. Any other name of a side is an unlisted actor of its own,
-- never the most similar listed one. A speaker that no list contains stays unresolved.
with names as (

    select article_id, document_id, agent_name as name, true as is_side, null as actor_type_hint
    from {{ ref('stg_event_mentions') }}
    where {{ in_scope() }}
    union all
    select article_id, document_id, target_name as name, true as is_side, null as actor_type_hint
    from {{ ref('stg_event_mentions') }}
    where {{ in_scope() }}
    union all
    select article_id, document_id, victim_actor_name as name, true as is_side, null as actor_type_hint
    from {{ ref('stg_claims') }}
    where {{ in_scope() }}
    union all
    select article_id, document_id, attributed_to as name, false as is_side, null as actor_type_hint
    from {{ ref('stg_claims') }}
    where {{ in_scope() }}
    union all
    select article_id, document_id, owner_name as name, true as is_side, null as actor_type_hint
    from {{ ref('stg_equipment_claims') }}
    where {{ in_scope() }}
    union all
    select article_id, document_id, attributed_to as name, false as is_side, null as actor_type_hint
    from {{ ref('stg_equipment_claims') }}
    where {{ in_scope() }}
    union all
    select article_id, document_id, name, true as is_side, actor_type_hint
    from {{ ref('stg_actor_mentions') }}
    where {{ in_scope() }}

),

used as (

    select
        article_id,
        document_id,
        name,
        bool_or(is_side) as is_side,
        mode(actor_type_hint order by actor_type_hint) as actor_type_hint,
        count(*) as n_uses
    from names
    where name is not null
    group by article_id, document_id, name

),

-- Compute the key of each name once: the same names occur in many articles.
keys as (

    select distinct
        name,
        {{ name_key('name') }} as name_key
    from used

),

keyed as (

    select
        used.*,
        keys.name_key
    from used
    inner join keys on used.name = keys.name
    where keys.name_key is not null

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

-- The keys to look a name up by, best first.
sought as (

    select document_id, name, country_iso3, 1 as step, name_key as sought_key
    from situated
    union all
    select document_id, name, country_iso3, 2 as step, key_as_forces as sought_key
    from situated
    union all
    select document_id, name, country_iso3, 3 as step, key_without_force_word as sought_key
    from situated
    union all
    select document_id, name, country_iso3, 4 as step, key_without_fighter_word as sought_key
    from situated

),

matched as (

    select
        sought.document_id,
        sought.name,
        aliases.actor_id,
        sought.step,
        aliases.country_iso3 is null as is_general
    from sought
    inner join aliases on sought.sought_key = aliases.name_key
    where
        (aliases.country_iso3 is null or aliases.country_iso3 = sought.country_iso3)
        and (sought.step < 4 or aliases.actor_type in ('Rebel group', 'Political militia', 'Identity militia'))

),

best as (

    select
        *,
        row_number() over (partition by document_id, name order by step, is_general, actor_id) as position
    from matched

)

select
    situated.article_id,
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
