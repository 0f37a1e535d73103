{{ config(
    materialized='amended', grain='article_id',
    scope=changed('article_id', ['int_event_mentions_assigned', 'int_article_event_figures_combined'])
) }}
with mentions as (

    select * from {{ ref('int_event_mentions_assigned') }}
    where event_id is not null and {{ in_scope() }}

),

figures as (

    select * from {{ ref('int_article_event_figures_combined') }}
    where {{ in_scope() }}

),

events as (

    select
        article_id,
        event_id,
        count(*) as n_mentions,
        bool_or(incident_role = 'lead') as is_in_lead,
        bool_or(is_incident) as is_incident,
        bool_and(coalesce(event_type = 'Strategic developments', false)) as is_strategic,
        min(article_position) filter (where is_incident) as first_position,
        min(article_position) as first_position_of_any
    from mentions
    group by article_id, event_id

),

-- The lead event of the article: the lead incident that was read; an article of another kind has its first incident.
ranked as (

    select
        events.*,
        figures.killed_low,
        figures.killed_best,
        figures.killed_high,
        figures.wounded_low,
        figures.wounded_best,
        figures.wounded_high,
        row_number() over (
            partition by events.article_id
            order by
                events.is_incident desc,
                events.is_in_lead desc,
                (
                    coalesce(events.first_position, events.first_position_of_any) % 1000000000
                    < {{ var('lead_characters', 1000) }}
                    and (
                        coalesce(figures.killed_best, figures.killed_low, figures.killed_high, 0) > 0
                        or coalesce(figures.wounded_best, figures.wounded_low, figures.wounded_high, 0) > 0
                    )
                ) desc,
                events.is_strategic asc,
                coalesce(events.first_position, events.first_position_of_any) asc,
                events.event_id asc
        ) as position
    from events
    left join figures on events.article_id = figures.article_id and events.event_id = figures.event_id

)

select
    article_id,
    event_id,
    is_incident and position = 1 as is_lead,
    cast(n_mentions as integer) as n_mentions,
    killed_low,
    killed_best,
    killed_high,
    wounded_low,
    wounded_best,
    wounded_high
from ranked
