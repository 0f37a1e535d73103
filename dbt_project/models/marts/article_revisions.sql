with revisions as (

    select * from {{ ref('int_revisions_ordered') }}

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
