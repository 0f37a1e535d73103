-- Articles that carry the same text: equal after folding case and spaces, or near-duplicates by MinHash (32 bands of 4
-- to find candidates, estimated Jaccard of at least {{ var('copy_jaccard', 0.7) }} to accept), joined into connected components.
with recursive articles as (

    select
        article_id,
        published_at,
        signature,
        nullif(trim(regexp_replace(lower(text), '\s+', ' ', 'g')), '') as folded_text
    from {{ ref('int_revisions_ordered') }}
    where is_current

),

-- Equal texts stand for each other, so that a text sent out a thousand times costs one comparison.
represented as (

    select
        article_id,
        published_at,
        signature,
        coalesce(min(article_id) over (partition by folded_text), article_id) as text_id
    from (
        select
            article_id,
            published_at,
            signature,
            coalesce(folded_text, article_id) as folded_text
        from articles
    ) as folded

),

texts as (

    select
        text_id,
        first(signature order by article_id) as signature
    from represented
    where len(signature) = 128
    group by text_id

),

bands as (

    select
        texts.text_id,
        texts.signature,
        numbers.band,
        cast(texts.signature[4 * numbers.band + 1:4 * numbers.band + 4] as varchar) as band_value
    from texts
    cross join (select unnest(range(32)) as band) as numbers

),

candidates as (

    select distinct
        a.text_id as text_a,
        b.text_id as text_b
    from bands as a
    inner join bands as b
        on
            a.band = b.band
            and a.band_value = b.band_value
            and a.text_id < b.text_id

),

copies as (

    select
        candidates.text_a,
        candidates.text_b
    from candidates
    inner join texts as a on candidates.text_a = a.text_id
    inner join texts as b on candidates.text_b = b.text_id
    where
        len(list_filter(list_zip(a.signature, b.signature), lambda pair: pair[1] = pair[2])) / 128.0
        >= {{ var('copy_jaccard', 0.7) }}

),

edges as (

    select
        text_a as node,
        text_b as neighbour
    from copies
    union all
    select
        text_b as node,
        text_a as neighbour
    from copies

),

{{ connected_components('edges') }},

grouped as (

    select
        represented.article_id,
        represented.published_at,
        coalesce(components.component, represented.text_id) as component
    from represented
    left join components on represented.text_id = components.node

),

led as (

    select
        article_id,
        first_value(article_id) over (
            partition by component order by published_at asc nulls last, article_id asc
        ) as lead_article_id
    from grouped

)

select
    article_id,
    lead_article_id,
    {{ hash_id('story', ['lead_article_id']) }} as story_id,
    article_id = lead_article_id as is_story_lead
from led
