-- Current articles and the text that each carries. Texts that are equal after folding case and spaces stand for each
-- other, so that one sent out a thousand times is compared once.
with articles as (

    select
        article_id,
        published_at,
        nullif(trim(regexp_replace(lower(text), '\s+', ' ', 'g')), '') as folded_text
    from {{ ref('int_revisions_ordered') }}
    where is_current

),

keyed as (

    select
        article_id,
        published_at,
        md5(coalesce(folded_text, 'none: ' || article_id)) as text_key
    from articles

),

texts as (

    select
        text_key,
        min(article_id) as text_id
    from keyed
    group by text_key

)

select
    keyed.article_id,
    texts.text_id,
    keyed.published_at
from keyed
inner join texts on keyed.text_key = texts.text_key
