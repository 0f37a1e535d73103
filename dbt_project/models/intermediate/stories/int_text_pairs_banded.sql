{{ config(materialized='amended', grain='band_key', scope=changed('band_key', ['int_text_bands_cut'])) }}
-- The pairs of texts that share a band. In a band with many texts each text is paired only with the first; otherwise the work would
-- grow with the square of their number.
with bands as (

    select * from {{ ref('int_text_bands_cut') }}
    where {{ in_scope() }}

),

shared as (

    select
        band_key,
        count(*) as n_texts
    from bands
    group by band_key
    having count(*) > 1

),

-- Few bands are shared, so the first text of a band is looked up only after this step.
members as (

    select
        bands.band_key,
        bands.text_id,
        shared.n_texts
    from bands
    inner join shared on bands.band_key = shared.band_key

),

crowded as (

    select
        band_key,
        min(text_id) as first_text
    from members
    where n_texts > {{ var('crowded_band') }}
    group by band_key

)

select
    a.band_key,
    a.text_id as text_a,
    b.text_id as text_b
from members as a
inner join members as b on a.band_key = b.band_key and a.text_id < b.text_id
where a.n_texts <= {{ var('crowded_band') }}

union all

select
    crowded.band_key,
    crowded.first_text as text_a,
    members.text_id as text_b
from crowded
inner join members on crowded.band_key = members.band_key and crowded.first_text < members.text_id
