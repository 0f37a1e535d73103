{{ config(materialized='amended', grain='band_key', scope=changed('band_key', ['int_text_bands_cut'])) }}
-- The pairs of texts that share a band, band by band. What many share is a form of words: there each text meets only the first, else
-- the work would grow with the square.
with bands as (

    select * from {{ ref('int_text_bands_cut') }}
    where {{ in_scope() }}

),

shared as (

    select
        band_key,
        min(text_id) as first_text,
        count(*) as n_texts
    from bands
    group by band_key
    having count(*) > 1

),

members as (

    select
        bands.band_key,
        bands.text_id,
        shared.first_text,
        shared.n_texts
    from bands
    inner join shared on bands.band_key = shared.band_key

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
