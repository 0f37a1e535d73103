-- The country that an article revision is about: the one that most of its places lie in, ties by code.
with counted as (

    select
        document_id,
        country_iso3,
        count(*) as n_mentions
    from {{ ref('stg_place_mentions') }}
    where country_iso3 is not null
    group by document_id, country_iso3

),

ranked as (

    select
        *,
        row_number() over (partition by document_id order by n_mentions desc, country_iso3 asc) as position
    from counted

)

select
    document_id,
    country_iso3
from ranked
where position = 1
