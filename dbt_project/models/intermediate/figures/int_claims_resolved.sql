{{ config(materialized='amended', grain='article_id', scope=articles_to_resolve()) }}
-- Claims with their revision, the actor of their victims, and their speaker. Speakers with the same key are one origin: a listed
-- actor by its root, another name by its name key, unnamed speakers ("officials", in lower case) by their type.
with claims as (

    select * from {{ ref('int_claims_corrected') }}
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
        names.name_key,
        names.actor_id,
        actors.name as actor_name,
        actors.root_actor_id
    from {{ ref('int_actor_names_resolved') }} as names
    left join {{ ref('int_actors_listed') }} as actors on names.actor_id = actors.actor_id
    where {{ in_scope() }}

),

resolved as (

    select
        claims.* exclude (victim_actor_name, attributed_to),
        revisions.revision,
        revisions.is_current,
        revisions.published_at,
        stories.story_id,
        victims.actor_id as victim_actor_id,
        speakers.actor_id as speaker_actor_id,
        speakers.root_actor_id as speaker_root_id,
        coalesce(speakers.actor_name, claims.attributed_to) as attributed_to,
        {{ name_key('claims.victim_name') }} as victim_key,
        case
            when speakers.root_actor_id is not null then 'actor ' || speakers.root_actor_id
            when speakers.name_key is not null and lower(claims.attributed_to) != claims.attributed_to
                then 'name ' || speakers.name_key
            when claims.attributed_to is not null or claims.attribution_type not in ('media', 'unattributed')
                then 'type ' || coalesce(claims.attribution_type, 'unattributed')
        end as speaker_key
    from claims
    inner join revisions on claims.document_id = revisions.document_id
    left join stories on claims.article_id = stories.article_id
    left join names as victims
        on claims.document_id = victims.document_id and claims.victim_actor_name = victims.name
    left join names as speakers
        on claims.document_id = speakers.document_id and claims.attributed_to = speakers.name

)

select * from resolved
