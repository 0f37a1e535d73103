{{ config(materialized='amended', grain='article_id') }}
-- Current articles and the text that each carries. Articles with the same key share one text, so a text that was sent out a
-- thousand times is compared once.
with keyed as (

    select * from {{ ref('int_texts_keyed') }}

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
