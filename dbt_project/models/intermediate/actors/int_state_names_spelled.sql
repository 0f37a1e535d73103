-- What a state's government, its forces and its people are called in any article: "Iraq", "the government of Iraq", "Iraqi
-- troops"; and, in articles about the country, "the army". Demonyms that two countries share count in articles about each.
with told as (

    select * from {{ ref('int_country_names_keyed') }}

),

-- The listed actors that stand for a state, by how the list names them.
actors as (

    select
        actor_id,
        country_iso3,
        case
            when name like 'Government of %' and name not like '%(%' then 'government'
            when name like '% armed forces' or name like '% Defense Forces' then 'armed forces'
            when name like 'Civilians (%' then 'civilians'
        end as stands_for
    from {{ ref('listed_actors') }}
    where actor_type in ('State forces', 'Civilians') and coalesce(country_iso3, '') != ''

),

state_actors as (

    select
        words.word,
        words.says_it_alone,
        actors.country_iso3,
        actors.actor_id
    from {{ ref('state_words') }} as words
    inner join actors on words.stands_for = actors.stands_for

),

-- "Iraqi troops", "troops of Iraq"; and the bare name of the country, which is its government.
with_country as (

    select
        state_actors.actor_id,
        told.country_iso3,
        told.is_shared,
        unnest(
            case
                when told.is_demonym then [told.spelling_key || ' ' || state_actors.word]
                else [told.spelling_key || ' ' || state_actors.word, state_actors.word || ' of ' || told.spelling_key]
            end
        ) as name_key
    from told
    inner join state_actors on told.country_iso3 = state_actors.country_iso3

    union all

    select
        actors.actor_id,
        told.country_iso3,
        told.is_shared,
        told.spelling_key as name_key
    from told
    inner join actors on told.country_iso3 = actors.country_iso3 and actors.stands_for = 'government'
    where not told.is_demonym

)

select
    name_key,
    case when is_shared then country_iso3 end as country_iso3,
    actor_id
from with_country

union

select
    word as name_key,
    country_iso3,
    actor_id
from state_actors
where says_it_alone
