{{ config(materialized='amended', grain='text_id', scope=texts_represented_anew()) }}
-- The signature of each text, cut into 42 bands of 3 places: texts that share a band may be copies. What has no words has none.
with texts as (

    {{ current_texts(['signature'], 'text_id') }}

)

select
    texts.text_id,
    hash(
        numbers.band,
        texts.signature[3 * numbers.band + 1], texts.signature[3 * numbers.band + 2], texts.signature[3 * numbers.band + 3]
    ) as band_key
from {{ ref('int_texts_represented') }} as represented
inner join texts on represented.text_id = texts.text_id
cross join (select unnest(range(42)) as band) as numbers
where represented.article_id = represented.text_id and len(texts.signature) = 128
