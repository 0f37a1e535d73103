{{ config(materialized='amended', grain='event_id', scope=events_to_recompute()) }}
-- How well the harm of an event is supported: conceded, denied, contested, corroborated or single-origin.
with claims as (

    select * from {{ ref('int_claims_counted') }}
    where
        table_name = 'claims'
        and event_id is not null
        and {{ in_scope() }}
        and is_current
        and outcome in ('killed', 'wounded')
        and time_scope = 'incident'
        and factuality in ('asserted', 'reported', 'alleged', 'denied')
        and (is_counted or factuality = 'denied')

),

mentions as (

    select
        mention_id,
        agent_side
    from {{ ref('int_event_mentions_assigned') }}

),

sides as (

    select
        elected.event_id,
        actors.root_actor_id as perpetrator_side
    from {{ ref('int_event_sides_elected') }} as elected
    inner join {{ ref('int_actors_listed') }} as actors on elected.actor1_id = actors.actor_id

),

latest as (

    select
        *,
        row_number() over (
            partition by event_id, origin_id
            order by published_at desc nulls last, article_id asc, span_field = 'text' desc, char_start desc, claim_id asc
        ) as position
    from claims

),

accused as (

    select
        claims.event_id,
        count(distinct mentions.agent_side) as n_perpetrators,
        count(distinct claims.origin_id) filter (where mentions.agent_side is not null) as n_accusers
    from claims
    inner join mentions on claims.mention_id = mentions.mention_id
    where claims.is_counted
    group by claims.event_id

),

-- A report's own statement is not a second source beside a speaker that the same report quotes.
voices as (

    select
        event_id,
        origin_id,
        origin_id = {{ hash_id('origin', ["'story ' || coalesce(story_id, article_id)"]) }} as is_own_voice,
        coalesce(story_id, article_id) as story
    from claims
    where is_counted

),

sourced as (

    select
        event_id,
        origin_id,
        is_own_voice and bool_or(not is_own_voice) over (partition by event_id, story) as is_beside_a_speaker
    from voices

),

independent as (

    select
        event_id,
        count(distinct origin_id) filter (where not is_beside_a_speaker) as n_origins
    from sourced
    group by event_id

),

judged as (

    select
        claims.event_id,
        coalesce(
            bool_or(
                claims.is_counted and claims.speaker_root_id = sides.perpetrator_side
                and coalesce(claims.count_best, claims.count_high, claims.count_low) > 0
            ), false
        ) as is_conceded
    from claims
    left join sides on claims.event_id = sides.event_id
    group by claims.event_id

),

denials as (

    select
        event_id,
        bool_and(factuality = 'denied') as is_denied
    from latest
    where position = 1
    group by event_id

)

select
    judged.event_id,
    case
        when judged.is_conceded then 'conceded'
        when denials.is_denied then 'denied'
        when accused.n_perpetrators > 1 and accused.n_accusers > 1 then 'contested'
        when independent.n_origins > 1 then 'corroborated'
        when independent.n_origins = 1 then 'single-origin'
    end as grade
from judged
inner join denials on judged.event_id = denials.event_id
left join independent on judged.event_id = independent.event_id
left join accused on judged.event_id = accused.event_id
