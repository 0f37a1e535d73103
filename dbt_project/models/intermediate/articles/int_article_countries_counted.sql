{{ config(materialized='amended', grain='article_id', scope=articles_landed()) }}
-- The country that an article revision is about: the country of most of its places, then the country named most often, then by
-- code. Each place counts once: many mentions of "U.S. officials" do not make it news about the United States.
with counted as (

    select
        article_id,
        document_id,
        country_iso3,
        count(distinct coalesce(place_id, lower(text))) as n_places,
        count(*) as n_mentions
    from {{ ref('stg_place_mentions') }}
    where country_iso3 is not null and {{ in_scope() }}
    group by article_id, document_id, country_iso3

),

ranked as (

    select
        *,
        row_number() over (partition by document_id order by n_places desc, n_mentions desc, country_iso3 asc) as position
    from counted

)

select
    article_id,
    document_id,
    country_iso3
from ranked
where position = 1
