-- Pairs of texts that may be copies: three equal places in a row of their signatures (42 bands of 3), and an estimated Jaccard
-- of word shingles of at least {{ var('copy_jaccard') }}. Where words are edited one in ten, that is about .6.
with texts as (

    select
        represented.text_id,
        revisions.signature,
        row_number() over (order by represented.text_id) as text_no,
        -- One bit of each place: unlike texts differ in half of them, which is counted much faster than equal places are.
        cast(array_to_string(list_transform(revisions.signature, lambda place: place % 2), '') as bit) as bits
    from {{ ref('int_texts_represented') }} as represented
    inner join {{ ref('int_revisions_ordered') }} as revisions
        on represented.text_id = revisions.article_id and revisions.is_current
    where represented.article_id = represented.text_id and len(revisions.signature) = 128

),

bands as (

    select
        texts.text_no,
        hash(
            numbers.band,
            texts.signature[3 * numbers.band + 1], texts.signature[3 * numbers.band + 2], texts.signature[3 * numbers.band + 3]
        ) as band_key
    from texts
    cross join (select unnest(range(42)) as band) as numbers

),

shared as (

    select
        band_key,
        min(text_no) as first_text_no,
        count(*) as n_texts
    from bands
    group by band_key
    having count(*) > 1

),

members as (

    select
        bands.text_no,
        bands.band_key,
        shared.first_text_no,
        shared.n_texts
    from bands
    inner join shared on bands.band_key = shared.band_key

),

-- What many share is a form of words: there each text meets only the first, else the work would grow with the square.
met as (

    select
        first_text_no as text_a,
        text_no as text_b
    from members
    where first_text_no < text_no
    union
    select
        a.text_no as text_a,
        b.text_no as text_b
    from members as a
    inner join members as b on a.band_key = b.band_key and a.text_no < b.text_no
    where a.n_texts <= {{ var('crowded_band') }} and b.n_texts <= {{ var('crowded_band') }}

),

estimated as (

    select
        a.text_id as text_a,
        b.text_id as text_b,
        len(list_filter(list_zip(a.signature, b.signature), lambda places: places[1] = places[2])) / 128.0 as jaccard
    from met
    inner join texts as a on met.text_a = a.text_no
    inner join texts as b on met.text_b = b.text_no
    where bit_count(xor(a.bits, b.bits)) <= 64 * (1 - {{ var('copy_jaccard') }}) + 10  -- expected, and two standard deviations

)

select
    text_a,
    text_b,
    jaccard
from estimated
where jaccard >= {{ var('copy_jaccard') }}
