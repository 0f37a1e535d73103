{{ config(materialized='amended', grain='article_id', scope=articles_to_resolve()) }}
-- Event mentions with their revision, story and actors. `is_incident`: can create an event. `is_recalled`: can only be attached to
-- one.
with mentions as (

    select * from {{ ref('stg_event_mentions') }}
    where {{ in_scope() }}

),

revisions as (

    select
        document_id,
        revision,
        is_current,
        published_at
    from {{ ref('int_revisions_ordered') }}

),

stories as (

    select
        article_id,
        story_id
    from {{ ref('int_stories_grouped') }}

),

names as (

    select
        names.document_id,
        names.name,
        names.actor_id,
        actors.actor_type,
        actors.root_actor_id,
        -- "Gunmen" and "government troops" are descriptions. They may mean a side that another mention names.
        not names.is_listed
        and regexp_full_match(names.name, '[a-z -]+|[A-Z][a-z-]+ [a-z -]+|[A-Z][a-z]+(s|men)|Police') as is_described,
        coalesce(actors.actor_type in ('State forces', 'External/Other forces'), false) as is_of_states
    from {{ ref('int_actor_names_resolved') }} as names
    inner join {{ ref('int_actors_listed') }} as actors on names.actor_id = actors.actor_id
    where {{ in_scope() }}

)

select
    mentions.*,
    revisions.revision,
    revisions.is_current,
    revisions.published_at,
    stories.story_id,
    agents.actor_id as agent_actor_id,
    targets.actor_id as target_actor_id,
    -- Civilians and the like can be victims of any side, so they do not distinguish sides.
    case
        when
            agents.actor_type not in ('Civilians', 'Protesters', 'Rioters') or agents.actor_type is null
            then agents.root_actor_id
    end
        as agent_side,
    case
        when
            targets.actor_type not in ('Civilians', 'Protesters', 'Rioters') or targets.actor_type is null
            then targets.root_actor_id
    end
        as target_side,
    agents.is_described as is_agent_described,
    targets.is_described as is_target_described,
    agents.is_of_states as is_agent_of_states,
    targets.is_of_states as is_target_of_states,
    -- Order inside an article: the title first, then the text.
    case when mentions.span_field = 'title' then 0 else 1000000000 end + coalesce(mentions.trigger_start, 0) as article_position,
    revisions.is_current
    and mentions.incident_id is not null
    and coalesce(mentions.time_scope, 'incident') = 'incident'
    and mentions.factuality in ('asserted', 'reported', 'alleged') as is_incident,
    revisions.is_current
    and mentions.incident_id is not null
    and (
        (
            mentions.time_scope in ('background', 'period', 'cumulative')
            and mentions.factuality in ('asserted', 'reported', 'alleged')
        )
        or (mentions.time_scope = 'incident' and mentions.factuality = 'denied')
    ) as is_recalled
from mentions
inner join revisions on mentions.document_id = revisions.document_id
left join stories on mentions.article_id = stories.article_id
left join names as agents
    on mentions.document_id = agents.document_id and mentions.agent_name = agents.name
left join names as targets
    on mentions.document_id = targets.document_id and mentions.target_name = targets.name
