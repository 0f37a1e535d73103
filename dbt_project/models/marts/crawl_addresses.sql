-- A discovered address is in one of four states, so none is lost.
with addresses as (

    select
        article_id,
        arg_min(url, (found_at, source_id)) as url,
        arg_min(source_id, (found_at, source_id)) as source_id,
        arg_min(source_name, (found_at, source_id)) as source_name,
        min(found_at) as found_at
    from {{ ref('stg_addresses') }}
    group by article_id

),

visits as (

    select
        article_id,
        asked_at as last_fetched_at,
        status as last_status,
        outcome,
        document_id,
        problem,
        again_at,
        count(*) over (partition by article_id) as n_fetches
    from {{ ref('stg_fetches') }}
    where purpose = 'page'
    qualify row_number() over (partition by article_id order by asked_at desc, document_id asc) = 1

),

current_articles as (

    select
        article_id,
        document_id
    from {{ ref('int_revisions_ordered') }}
    where is_current

),

rejected as (

    select
        document_id,
        reason,
        message
    from {{ ref('stg_rejected_documents') }}

)

select
    addresses.article_id,
    addresses.url,
    addresses.source_id,
    addresses.source_name,
    case
        when
            current_articles.document_id = visits.document_id and visits.outcome in ('new', 'changed')
            then 'article'
        when current_articles.article_id is not null then 'unchanged'
        when rejected.document_id is not null then 'rejected'
        else 'waiting'
    end as state,
    coalesce(rejected.reason, split_part(visits.problem, ': ', 1)) as reason,
    coalesce(rejected.message, substr(visits.problem, strpos(visits.problem, ': ') + 2)) as message,
    addresses.found_at,
    cast(coalesce(visits.n_fetches, 0) as integer) as n_fetches,
    visits.last_fetched_at,
    visits.last_status,
    visits.again_at
from addresses
left join visits on addresses.article_id = visits.article_id
left join current_articles on addresses.article_id = current_articles.article_id
left join rejected on visits.document_id = rejected.document_id
