{{ config(materialized='amended', grain='article_id', scope=changed('article_id', ['int_revisions_ordered'])) }}
-- Current articles with a key of their text: texts that are equal after folding case and spaces have one key.
with articles as (

    select
        article_id,
        published_at,
        nullif(trim(regexp_replace(lower(text), '\s+', ' ', 'g')), '') as folded_text
    from {{ ref('int_revisions_ordered') }}
    where is_current and {{ in_scope() }}

)

select
    article_id,
    published_at,
    md5(coalesce(folded_text, 'none: ' || article_id)) as text_key
from articles
