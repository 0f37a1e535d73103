with articles as (

    select * from {{ ref('articles') }}

),

leads as (

    select distinct
        story_id,
        lead_article_id
    from {{ ref('int_stories_grouped') }}

)

select
    leads.story_id,
    leads.lead_article_id,
    cast(count(*) as integer) as n_articles,
    cast(count(distinct articles.source_id) as integer) as n_sources,
    min(articles.published_at) as first_published_at,
    max(articles.published_at) as last_published_at
from leads
inner join articles on leads.story_id = articles.story_id
group by leads.story_id, leads.lead_article_id
