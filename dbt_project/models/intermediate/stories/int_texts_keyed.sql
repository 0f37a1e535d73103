{{ config(materialized='amended', grain='article_id', scope=changed('article_id', ['int_revisions_ordered'])) }}
-- Current articles with a key of their text: texts that are equal after folding case and spaces have one key.
with texts as (

    {{ current_texts(['published_at', 'text']) }}

),

folded as (

    select
        article_id,
        published_at,
        -- Every run of spaces is one, and one stands at either end; it is sought where it is not one already.
        regexp_replace(' ' || lower(coalesce(text, '')) || ' ', '\s\s+|[^\S ]', ' ', 'g') as folded_text
    from texts

)

select
    article_id,
    published_at,
    md5(case when folded_text = ' ' then 'none: ' || article_id else folded_text end) as text_key
from folded
