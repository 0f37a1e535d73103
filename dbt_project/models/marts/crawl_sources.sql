with listed as (

    select *
    from {{ ref('stg_crawl_sources') }}
    qualify row_number() over (partition by source_id order by listed_at desc, name asc) = 1

),

asked as (

    select
        source_id,
        asked_at,
        status,
        problem,
        n_failures,
        again_at
    from {{ ref('stg_fetches') }}
    where purpose = 'listing'
    -- A sitemap index leads to further listings. The first listing decides the state of the source.
    qualify row_number() over (partition by source_id order by asked_at desc, url asc) = 1

),

found as (

    select
        source_id,
        max(found_at) as last_news_at
    from {{ ref('stg_addresses') }}
    group by source_id

),

addresses as (

    select
        source_id,
        count(*) as n_addresses,
        count(*) filter (where state in ('article', 'unchanged')) as n_articles,
        count(*) filter (where state = 'waiting') as n_waiting,
        count(*) filter (where state = 'rejected') as n_rejected
    from {{ ref('crawl_addresses') }}
    group by source_id

)

select
    listed.source_id,
    listed.name,
    listed.kind,
    listed.address,
    listed.country_iso3,
    listed.language,
    listed.owner_type,
    listed.every_hours,
    listed.is_active,
    cast(coalesce(addresses.n_addresses, 0) as integer) as n_addresses,
    cast(coalesce(addresses.n_articles, 0) as integer) as n_articles,
    cast(coalesce(addresses.n_waiting, 0) as integer) as n_waiting,
    cast(coalesce(addresses.n_rejected, 0) as integer) as n_rejected,
    found.last_news_at,
    asked.asked_at as last_asked_at,
    asked.status as last_status,
    asked.problem as last_problem,
    cast(coalesce(asked.n_failures, 0) as integer) as n_failures,
    asked.again_at
from listed
left join asked on listed.source_id = asked.source_id
left join found on listed.source_id = found.source_id
left join addresses on listed.source_id = addresses.source_id
