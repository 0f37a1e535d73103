-- Spellings of a state's government, forces and people in any article ("Iraq", "the government of Iraq", "Iraqi troops") and, in
-- articles about the country, "the army". A demonym of two countries counts in articles about each of them.
with spellings as (

    select * from {{ ref('int_country_names_keyed') }}

),

-- The listed actors that stand for a state, recognised by their listed names.
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

-- "Iraqi troops", "troops of Iraq"; the name of the country alone means its government.
with_country as (

    select
        state_actors.actor_id,
        spellings.country_iso3,
        spellings.is_shared,
        unnest(
            case
                when spellings.is_demonym then [spellings.spelling_key || ' ' || state_actors.word]
                else [spellings.spelling_key || ' ' || state_actors.word, state_actors.word || ' of ' || spellings.spelling_key]
            end
        ) as name_key
    from spellings
    inner join state_actors on spellings.country_iso3 = state_actors.country_iso3

    union all

    select
        actors.actor_id,
        spellings.country_iso3,
        spellings.is_shared,
        spellings.spelling_key as name_key
    from spellings
    inner join actors on spellings.country_iso3 = actors.country_iso3 and actors.stands_for = 'government'
    where not spellings.is_demonym

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
