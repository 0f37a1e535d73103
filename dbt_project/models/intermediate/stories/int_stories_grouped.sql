{{ config(materialized='amended', grain='article_id') }}
-- Articles with the same text, equal or copied without a veto, joined into connected components.
with recursive represented as (

    select
        article_id,
        text_id,
        published_at
    from {{ ref('int_texts_deduplicated') }}

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
        component,
        arg_min(article_id, (coalesce(published_at, 'infinity'), article_id)) as lead_article_id
    from grouped
    group by component

),

named as (

    select
        component,
        lead_article_id,
        {{ hash_id('story', ['lead_article_id']) }} as story_id
    from led

)

select
    grouped.article_id,
    named.lead_article_id,
    named.story_id,
    grouped.article_id = named.lead_article_id as is_story_lead
from grouped
inner join named on grouped.component = named.component
