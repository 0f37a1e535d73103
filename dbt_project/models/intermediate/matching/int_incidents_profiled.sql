{{ config(
    materialized='amended', grain='article_id',
    scope=changed('article_id', ['int_documents_landed', 'int_event_mentions_resolved', 'int_claims_resolved'])
) }}
-- What two incidents are compared by: time, place and sides by the most precise of the article's mentions, and the figures and names
-- that the article states of it. An incident is known by its first mention.
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

-- Each value is that of the mention which states it most precisely: rule 6 of docs/vocabulary.md, inside one article.
incidents as (

    select
        incident_id,
        any_value(article_id) as article_id,
        any_value(document_id) as document_id,
        any_value(story_id) as story_id,
        any_value(published_at) as published_at,
        min(article_position) as article_position,
        bool_or(is_incident) as is_incident,
        bool_or(is_recalled) as is_recalled,
        bool_or(incident_role = 'lead') as is_lead,
        first(lower(sentence) order by article_position) as folded_sentence,
        first(lower(trigger) order by article_position) as folded_trigger,
        first(context order by is_incident desc, article_position) as context,
        first({event_type: event_type, sub_event_type: sub_event_type} order by
            is_incident desc, sub_event_type is null, event_type is null, coalesce(is_definite, false), article_position
        ) as kind,
        first({
            agent_actor_id: agent_actor_id, agent_side: agent_side, is_agent_described: is_agent_described,
            is_agent_of_states: is_agent_of_states
        } order by agent_side is null, is_agent_described, is_incident desc, article_position) as agent,
        first({
            target_side: target_side, victim_side: victim_side, is_target_described: is_target_described,
            is_target_of_states: is_target_of_states
        } order by target_side is null, victim_side is null, is_target_described, is_incident desc, article_position) as target,
        first({
            date_start: date_start, date_end: date_end, date_prec: date_prec, date_is_anaphoric: date_is_anaphoric,
            date_is_inferred: date_text is null, is_late: is_late, is_early: is_early
        } order by
            is_incident desc, date_prec, date_text is null, coalesce(date_is_anaphoric, false), article_position
        ) filter (where date_start is not null) as day,
        first({
            place_id: place_id, place_key: place_key, admin1: admin1, country_iso3: country_iso3, latitude: latitude,
            longitude: longitude, where_prec: where_prec
        } order by is_incident desc, where_prec, place_id is null, article_position)
            filter (where location is not null or country_iso3 is not null) as place
    from described
    group by incident_id

),

incident_of_mention as (

    select
        mention_id,
        incident_id
    from mentions

),

claims as (

    select claims.* replace (incident_of_mention.incident_id as mention_id)
    from {{ ref('int_claims_resolved') }} as claims
    inner join incident_of_mention on claims.mention_id = incident_of_mention.mention_id
    where
        claims.table_name = 'claims'
        and claims.is_current
        and claims.factuality in ('asserted', 'reported', 'alleged')
        and coalesce(claims.time_scope, 'incident') = 'incident'
        and {{ in_scope() }}

),

-- The figures of one list count together, as their sum.
lists as (

    select
        mention_id,
        outcome,
        list_id,
        sum(count_best) as count_best
    from claims
    where list_id is not null and part_of is null
    group by mention_id, outcome, list_id
    having count(*) = count(count_best)

),

figures as (

    select
        mention_id,
        outcome,
        count_best,
        not is_update and not is_additional and part_of is null and qualifier != 'about' as is_firm
    from claims
    where list_id is null and victim_name is null and count_best is not null

    union all

    select
        mention_id,
        outcome,
        count_best,
        true as is_firm
    from lists

    union all

    -- Another sentence may state only one member of a list: "six guests and two cooks", "the six guests".
    select
        mention_id,
        outcome,
        count_best,
        false as is_firm
    from claims
    where list_id is not null and victim_name is null and count_best is not null

),

figures_listed as (

    select
        mention_id,
        list_sort(list(distinct outcome || ' ' || count_best)) as figures,
        list_sort(list(distinct outcome) filter (where is_firm)) as firm_outcomes,
        max(count_best) as largest_figure
    from figures
    group by mention_id

),

-- The largest numbers of killed and wounded in the article: at most so many different victims can be meant.
outcomes_counted as (

    select
        incidents.document_id,
        figures.outcome,
        max(figures.count_best) as n_victims
    from figures
    inner join incidents on figures.mention_id = incidents.incident_id
    where figures.outcome in ('killed', 'wounded')
    group by incidents.document_id, figures.outcome

),

victims_counted as (

    select
        document_id,
        cast(sum(n_victims) as integer) as n_victims
    from outcomes_counted
    group by document_id

),

names_folded as (

    select
        mention_id,
        coalesce({{ fold_person_name('victim_key') }}, victim_key) as victim_fold
    from claims
    where victim_key is not null

),

names_listed as (

    select
        mention_id,
        list_sort(list(distinct {{ undouble_letters('victim_fold') }})) as victim_keys
    from names_folded
    group by mention_id

),

-- All victims that the article names in full.
victims_listed as (

    select
        incidents.document_id,
        list_sort(list_distinct(
            list_filter(flatten(list(names_listed.victim_keys)), lambda name: contains(name, ' '))
        )) as victims
    from names_listed
    inner join incidents on names_listed.mention_id = incidents.incident_id
    where incidents.is_incident
    group by incidents.document_id

),

-- The towns that the article names anywhere. If a sentence states no place, the event may have been in one of them.
places_keyed as materialized (

    select
        document_id,
        {{ name_key('text') }} as name_key,
        feature = 'town' as is_town,
        where_prec <= 2 as is_exact,
        admin1,
        case when span_field = 'title' then 0 else 1000000000 end + char_start as position
    from {{ ref('stg_place_mentions') }}
    where (where_prec <= 2 or feature = 'district') and {{ in_scope() }}

),

places_folded as (

    select
        document_id,
        is_town,
        is_exact,
        admin1,
        position,
        {{ fold_place_name('name_key') }} as name_fold
    from places_keyed

),

towns_listed as (

    select
        document_id,
        list_sort(list(distinct {{ drop_direction(undouble_letters('name_fold')) }}) filter (where is_exact)) as towns,
        list_sort(list(distinct {{ drop_direction(undouble_letters('name_fold')) }}) filter (where not is_exact)) as districts
    from places_folded
    where name_fold is not null
    group by document_id

),

-- The town that the article is about: the one named most often; on a tie, the first.
towns_counted as (

    select
        document_id,
        {{ drop_direction(undouble_letters('name_fold')) }} as town,
        any_value(admin1 order by position) as admin1
    from places_folded
    where name_fold is not null and is_town and is_exact
    group by document_id, town
    qualify row_number() over (partition by document_id order by count(*) desc, min(position) asc) = 1

),

-- The provinces that the article names, directly or through a part of them.
provinces_listed as (

    select
        document_id,
        list_sort(list(distinct admin1)) as provinces
    from {{ ref('stg_place_mentions') }}
    where feature in ('province', 'district') and admin1 is not null and {{ in_scope() }}
    group by document_id

)

select
    incidents.incident_id as mention_id,
    incidents.article_id,
    incidents.document_id,
    incidents.story_id,
    incidents.published_at,
    incidents.article_position,
    incidents.is_incident,
    incidents.is_recalled and not incidents.is_incident as is_recalled,
    incidents.is_lead,
    incidents.folded_sentence,
    incidents.folded_trigger,
    incidents.context,
    incidents.kind.event_type,
    incidents.kind.sub_event_type,
    incidents.agent.agent_actor_id,
    incidents.agent.agent_side,
    incidents.target.target_side,
    incidents.target.victim_side,
    incidents.agent.is_agent_described,
    incidents.target.is_target_described,
    incidents.agent.is_agent_of_states,
    incidents.target.is_target_of_states,
    incidents.day.date_start,
    incidents.day.date_end,
    incidents.day.date_prec,
    incidents.day.date_is_anaphoric,
    -- A date without a time expression of its own was inferred from another sentence.
    coalesce(incidents.day.date_is_inferred, false) as date_is_inferred,
    coalesce(incidents.day.is_late, false) as is_late,
    coalesce(incidents.day.is_early, false) as is_early,
    -- A crime placed in a province that the report does not name, away from its town: the gazetteer has found a namesake of a
    -- quarter.
    case
        when
            incidents.context = 'crime' and incidents.place.where_prec <= 2 and incidents.place.place_key != towns_counted.town
            and incidents.place.admin1 != towns_counted.admin1
            and not coalesce(list_contains(provinces_listed.provinces, incidents.place.admin1), false)
            then null
        else incidents.place.place_id
    end as place_id,
    incidents.place.place_key,
    incidents.place.admin1,
    incidents.place.country_iso3,
    incidents.place.latitude,
    incidents.place.longitude,
    incidents.place.where_prec,
    coalesce(figures_listed.figures, cast([] as varchar[])) as figures,
    coalesce(figures_listed.firm_outcomes, cast([] as varchar[])) as firm_outcomes,
    figures_listed.largest_figure,
    victims_counted.n_victims as n_victims_of_article,
    coalesce(names_listed.victim_keys, cast([] as varchar[])) as victim_keys,
    coalesce(victims_listed.victims, cast([] as varchar[])) as victims_of_article,
    coalesce(towns_listed.towns, cast([] as varchar[])) as towns,
    coalesce(towns_listed.districts, cast([] as varchar[])) as districts,
    towns_counted.town as main_town,
    coalesce(list_contains(provinces_listed.provinces, incidents.place.admin1), false) as is_province_stated
from incidents
left join figures_listed on incidents.incident_id = figures_listed.mention_id
left join names_listed on incidents.incident_id = names_listed.mention_id
left join victims_listed on incidents.document_id = victims_listed.document_id
left join towns_listed on incidents.document_id = towns_listed.document_id
left join provinces_listed on incidents.document_id = provinces_listed.document_id
left join towns_counted on incidents.document_id = towns_counted.document_id
left join victims_counted on incidents.document_id = victims_counted.document_id
