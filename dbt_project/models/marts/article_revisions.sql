{{ config(materialized='amended', grain='article_id', scope=changed('article_id', ['int_revisions_ordered'])) }}
with revisions as (

    select * from {{ ref('int_revisions_ordered') }}
    where {{ in_scope() }}

)

select
    article_id,
    revision,
    document_id,
    title,
    text,
    revision_first_seen_at as first_seen_at,
    content_sha256,
    changed_share
from revisions
