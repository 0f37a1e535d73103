{{ config(materialized='amended', grain='article_id', scope=changed('article_id', ['int_revisions_ordered'])) }}
with revisions as (

    select * from {{ ref('int_revisions_ordered') }}
    where {{ in_scope() }}

)

select
    revisions.article_id,
    revisions.revision,
    revisions.document_id,
    revisions.title,
    articles.text,
    revisions.revision_first_seen_at as first_seen_at,
    revisions.content_sha256,
    revisions.changed_share
from revisions
inner join {{ ref('stg_articles') }} as articles
    on revisions.document_id = articles.document_id and revisions.landed_on = articles.landed_on
