{{ config(materialized='amended', grain='text_id', scope=texts_to_band()) }}
-- The signature of each text, cut into 42 bands of 3 values. Texts that share a band may be copies. A text without words has no
-- band.
with texts as (

    {{ current_texts(['signature'], 'text_id') }}

)

select
    texts.text_id,
    hash(
        numbers.band,
        texts.signature[3 * numbers.band + 1], texts.signature[3 * numbers.band + 2], texts.signature[3 * numbers.band + 3]
    ) as band_key
from {{ ref('int_texts_deduplicated') }} as represented
inner join texts on represented.text_id = texts.text_id
cross join (select unnest(range(42)) as band) as numbers
where represented.article_id = represented.text_id and len(texts.signature) = 128
