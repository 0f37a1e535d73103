{{ config(materialized='amended', grain='article_id') }}
-- Articles that carry the same text, equal or a copy without a veto, joined into connected components.
with recursive represented as (

    select
        article_id,
        text_id,
        published_at
    from {{ ref('int_texts_represented') }}

),

copies as (

    select
        text_a,
        text_b
    from {{ ref('int_text_pairs_compared') }}
    where veto is null

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
