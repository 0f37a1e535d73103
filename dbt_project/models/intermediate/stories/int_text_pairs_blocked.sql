{{ config(materialized='amended', grain=['text_a', 'text_b'], scope=text_pairs_to_block()) }}
-- Pairs of texts that may be copies: they share a band and have an estimated Jaccard index of word shingles of at least
-- {{ var('copy_jaccard') }}. If one word in ten is edited, the index is about .6.
with met as (

    select distinct
        text_a,
        text_b
    from {{ ref('int_text_pairs_banded') }}
    where {{ in_scope() }}

),

signed as (

    {{ current_texts(['signature'], 'text_id', 'text_id in (select unnest([text_a, text_b]) from met)') }}

),

texts as (

    select
        text_id,
        signature,
        -- One bit of each value: unlike texts differ in half of the bits, and counting bits is much faster than comparing values.
        cast(array_to_string(list_transform(signature, lambda place: place % 2), '') as bit) as bits
    from signed

),

estimated as (

    select
        met.text_a,
        met.text_b,
        len(list_filter(list_zip(a.signature, b.signature), lambda places: places[1] = places[2])) / 128.0 as jaccard
    from met
    inner join texts as a on met.text_a = a.text_id
    inner join texts as b on met.text_b = b.text_id
    where bit_count(xor(a.bits, b.bits)) <= 64 * (1 - {{ var('copy_jaccard') }}) + 10  -- expected, and two standard deviations

)

select
    text_a,
    text_b,
    jaccard
from estimated
where jaccard >= {{ var('copy_jaccard') }}
