{{ config(
    materialized='amended', grain='article_id',
    scope=changed('article_id', ['int_event_mentions_resolved'])
) }}
-- Time, place, kind and sides of an incident, each by the mention of the article that states it most precisely.
with mentions as (

    {{ rows_in_scope('int_event_mentions_resolved') }} and (is_incident or is_recalled)

),

keyed as (

    select
        *,
        {{ name_key('location') }} as location_key
    from mentions

),

folded as (

    select
        *,
        {{ fold_place_name('location_key') }} as location_fold
    from keyed

),

described as (

    select
        *,
        coalesce(target_side, target_actor_id) as victim_side,
        {{ undouble_letters('location_fold') }} as place_key,
        coalesce(
            regexp_matches(lower(date_text), 'night|evening')
            or regexp_matches(lower(sentence), '\blate( on)? ' || regexp_escape(lower(date_text)) || '\b'),
            false
        ) as is_late,
        coalesce(
            regexp_matches(lower(date_text), 'early|dawn|overnight')
            or regexp_matches(lower(sentence), '\bearly( on)? ' || regexp_escape(lower(date_text)) || '\b'),
            false
        ) as is_early
    from folded

),

incidents as (

    select
        incident_id,
        article_id,
        document_id,
        story_id,
        published_at,
        min(article_position) as article_position,
        coalesce(
            list_sort(list(distinct target_site) filter (where target_site is not null)), cast([] as varchar[])
        ) as target_sites,
        bool_or(is_incident) as is_incident,
        bool_or(is_recalled) as is_recalled,
        bool_or(incident_role = 'lead') as is_lead
    from described
    group by incident_id, article_id, document_id, story_id, published_at

),

firsts as (

    select
        incident_id,
        lower(sentence) as folded_sentence,
        lower(trigger) as folded_trigger
    from described
    qualify row_number() over (
        partition by incident_id
        order by
            article_position asc,
            mention_id asc
    ) = 1

),

contexts as (

    select
        incident_id,
        context
    from described
    qualify row_number() over (
        partition by incident_id
        order by
            is_incident desc,
            article_position asc,
            mention_id asc
    ) = 1

),

-- From here on, each value is that of the mention which states it most precisely: rule 6 of docs/vocabulary.md, inside one article.
kinds as (

    select
        incident_id,
        event_type,
        sub_event_type
    from described
    qualify row_number() over (
        partition by incident_id
        order by
            is_incident desc,
            sub_event_type is null asc,
            event_type is null asc,
            coalesce(is_definite, false) asc,
            article_position asc,
            mention_id asc
    ) = 1

),

agents as (

    select
        incident_id,
        agent_actor_id,
        agent_side,
        is_agent_described,
        is_agent_of_states
    from described
    qualify row_number() over (
        partition by incident_id
        order by
            agent_side is null asc,
            is_agent_described asc,
            is_incident desc,
            article_position asc,
            mention_id asc
    ) = 1

),

targets as (

    select
        incident_id,
        target_side,
        victim_side,
        is_target_described,
        is_target_of_states
    from described
    qualify row_number() over (
        partition by incident_id
        order by
            target_side is null asc,
            victim_side is null asc,
            is_target_described asc,
            is_incident desc,
            article_position asc,
            mention_id asc
    ) = 1

),

days as (

    select
        incident_id,
        date_start,
        date_end,
        date_prec,
        date_is_anaphoric,
        -- A date without a time expression of its own was inferred from another sentence.
        date_text is null as date_is_inferred,
        is_late,
        is_early
    from described
    where date_start is not null
    qualify row_number() over (
        partition by incident_id
        order by
            is_incident desc,
            date_prec asc,
            coalesce(date_is_anaphoric, false) asc,
            date_text is null asc,
            article_position asc,
            mention_id asc
    ) = 1

),

places as (

    select
        incident_id,
        place_id,
        place_key,
        admin1,
        country_iso3,
        latitude,
        longitude,
        where_prec
    from described
    where location is not null or country_iso3 is not null
    qualify row_number() over (
        partition by incident_id
        order by
            is_incident desc,
            where_prec asc,
            place_id is null asc,
            article_position asc,
            mention_id asc
    ) = 1

)

select
    incidents.incident_id,
    incidents.article_id,
    incidents.document_id,
    incidents.story_id,
    incidents.published_at,
    incidents.article_position,
    incidents.is_incident,
    incidents.is_recalled and not incidents.is_incident as is_recalled,
    incidents.is_lead,
    incidents.target_sites,
    firsts.folded_sentence,
    firsts.folded_trigger,
    contexts.context,
    kinds.event_type,
    kinds.sub_event_type,
    agents.agent_actor_id,
    agents.agent_side,
    targets.target_side,
    targets.victim_side,
    agents.is_agent_described,
    targets.is_target_described,
    agents.is_agent_of_states,
    targets.is_target_of_states,
    days.date_start,
    days.date_end,
    days.date_prec,
    days.date_is_anaphoric,
    coalesce(days.date_is_inferred, false) as date_is_inferred,
    coalesce(days.is_late, false) as is_late,
    coalesce(days.is_early, false) as is_early,
    places.place_id,
    places.place_key,
    places.admin1,
    places.country_iso3,
    places.latitude,
    places.longitude,
    places.where_prec
from incidents
inner join firsts on incidents.incident_id = firsts.incident_id
inner join contexts on incidents.incident_id = contexts.incident_id
inner join kinds on incidents.incident_id = kinds.incident_id
inner join agents on incidents.incident_id = agents.incident_id
inner join targets on incidents.incident_id = targets.incident_id
left join days on incidents.incident_id = days.incident_id
left join places on incidents.incident_id = places.incident_id
