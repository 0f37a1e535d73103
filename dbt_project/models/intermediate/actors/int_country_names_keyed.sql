-- Every name and demonym of a country with its key. `is_shared`: another country has it too ("Congolese").
with spellings as (

    select
        country_iso3,
        unnest(string_split(name || ';' || coalesce(alternate_names, ''), ';')) as spelling,
        false as is_demonym
    from {{ ref('countries') }}

    union all

    select
        country_iso3,
        unnest(string_split(coalesce(demonyms, ''), ';')) as spelling,
        true as is_demonym
    from {{ ref('countries') }}

),

keyed as (

    select distinct
        country_iso3,
        {{ name_key('spelling') }} as spelling_key,
        is_demonym
    from spellings
    where {{ name_key('spelling') }} is not null

)

select
    country_iso3,
    spelling_key,
    is_demonym,
    count(distinct country_iso3) over (partition by spelling_key) > 1 as is_shared
from keyed
