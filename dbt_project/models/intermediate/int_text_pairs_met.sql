{{ config(materialized='amended', grain='band_key', scope=changed('band_key', ['int_text_bands_cut'])) }}
-- The pairs of texts that share a band, band by band. What many share is a form of words: there each text meets only the first, else
-- the work would grow with the square.
with shared as (

    select
        band_key,
        list(distinct text_id order by text_id) as texts
    from {{ ref('int_text_bands_cut') }}
    where {{ in_scope() }}
    group by band_key
    having count(distinct text_id) > 1

),

members as (

    select
        band_key,
        texts[1] as first_text,
        len(texts) as n_texts,
        unnest(texts) as text_id
    from shared

)

select
    band_key,
    first_text as text_a,
    text_id as text_b
from members
where first_text < text_id

union

select
    a.band_key,
    a.text_id as text_a,
    b.text_id as text_b
from members as a
inner join members as b on a.band_key = b.band_key and a.text_id < b.text_id
where a.n_texts <= {{ var('crowded_band') }}
