with rejected as (

    select
        document_id,
        uri,
        stage,
        reason,
        message,
        is_retriable,
        landed_on
    from {{ ref('stg_rejected_documents') }}
    union all
    -- A new version of the extractor reads the article again, so a retry may help.
    select
        articles.document_id,
        landed.uri,
        'extraction' as stage,
        articles.reason,
        articles.message,
        true as is_retriable,
        articles.landed_on
    from {{ ref('stg_rejected_articles') }} as articles
    inner join {{ ref('stg_documents') }} as landed on articles.document_id = landed.document_id

),

documents as (

    select
        documents.document_id,
        documents.article_id,
        documents.uri,
        -- Lines, objects, rows and records are named by their file and a place in it.
        regexp_replace(documents.uri, '((:[^:/]+)?:[0-9]+)?(#[0-9.]+)?$', '') as file,
        sighted.last_seen_at
    from {{ ref('stg_documents') }} as documents
    inner join {{ ref('int_documents_sighted') }} as sighted on documents.document_id = sighted.document_id

),

-- A repaired file keeps its name. A repaired line has a new key but is in the same place.
latest_by_key as (

    select
        article_id,
        max(last_seen_at) as last_seen_at
    from documents
    group by article_id

),

-- If a whole file was rejected, later rows from it show that it was repaired.
latest_by_file as (

    select
        file,
        max(last_seen_at) as last_seen_at
    from documents
    group by file

),

latest_by_place as (

    select
        uri,
        max(last_seen_at) as last_seen_at
    from documents
    group by uri

)

select
    rejected.document_id,
    rejected.uri,
    rejected.stage,
    rejected.reason,
    rejected.message,
    rejected.is_retriable,
    coalesce(
        greatest(
            latest_by_key.last_seen_at,
            latest_by_place.last_seen_at,
            case when documents.uri = documents.file then latest_by_file.last_seen_at end
        ) > documents.last_seen_at,
        false
    ) as is_superseded,
    rejected.landed_on
from rejected
left join documents on rejected.document_id = documents.document_id
left join latest_by_key on documents.article_id = latest_by_key.article_id
left join latest_by_place on documents.uri = latest_by_place.uri
left join latest_by_file on documents.file = latest_by_file.file
