{{ config(materialized='amended', grain='article_id', scope=changed('article_id', ['int_revisions_ordered'])) }}
-- Current articles with a key of their text. Texts that differ only in case and spaces have the same key.
with texts as (

    {{ current_texts(['published_at', 'text']) }}

),

folded as (

    select
        article_id,
        published_at,
        -- Every run of spaces becomes one space, and one stands at either end. Only runs that are not one space already are
        -- replaced.
        regexp_replace(' ' || lower(coalesce(text, '')) || ' ', '\s\s+|[^\S ]', ' ', 'g') as folded_text
    from texts

)

select
    article_id,
    published_at,
    md5(case when folded_text = ' ' then 'none: ' || article_id else folded_text end) as text_key
from folded
