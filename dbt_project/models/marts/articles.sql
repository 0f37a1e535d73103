{{ config(materialized='amended', grain='article_id', scope=articles_to_refresh()) }}
with revisions as (

    select * from {{ ref('int_revisions_ordered') }}
    where is_current and {{ in_scope() }}

),

texts as (

    {{ current_texts(['text']) }}

),

stories as (

    select * from {{ ref('int_stories_grouped') }}

),

relevant as (

    select distinct mentions.article_id
    from {{ ref('int_event_mentions_assigned') }} as mentions
    inner join {{ ref('int_events_described') }} as events on mentions.event_id = events.event_id
    where events.context = 'conflict' and {{ in_scope() }}

)

select
    revisions.article_id,
    revisions.external_id,
    case
        when revisions.source_name is not null then {{ hash_id('source', ['lower(trim(revisions.source_name))']) }}
    end as source_id,
    revisions.url,
    revisions.title,
    texts.text,
    revisions.language,
    revisions.published_at,
    revisions.published_at_method,
    revisions.published_at_prec,
    revisions.published_on,
    revisions.landed_on,
    revisions.article_first_seen_at as first_seen_at,
    revisions.revision,
    revisions.content_sha256,
    revisions.word_count,
    stories.story_id,
    stories.is_story_lead,
    relevant.article_id is not null as is_relevant
from revisions
inner join texts on revisions.article_id = texts.article_id
inner join stories on revisions.article_id = stories.article_id
left join relevant on revisions.article_id = relevant.article_id
