{{ config(
    materialized='amended', grain='article_id',
    scope=changed('article_id', ['int_documents_landed', 'int_event_mentions_resolved', 'int_claims_resolved'])
) }}
-- What two mentions are compared by: time, place, sides, and the figures and names in their sentences.
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
        case
            when date_start is null
                then nullif(regexp_extract(lower(date_text), '(mon|tues|wednes|thurs|fri|satur|sun)day'), '')
        end as weekday
    from folded

),

claims as (

    select * from {{ ref('int_claims_resolved') }}
    where
        table_name = 'claims'
        and is_current
        and mention_id is not null
        and factuality in ('asserted', 'reported', 'alleged')
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
        list_sort(list(distinct outcome || ' ' || count_best) filter (where is_firm)) as firm_figures,
        list_sort(list(distinct outcome) filter (where is_firm)) as firm_outcomes,
        max(count_best) as largest_figure
    from figures
    group by mention_id

),

-- The largest numbers of killed and wounded in the article: at most so many different victims can be meant.
outcomes_counted as (

    select
        mentions.document_id,
        figures.outcome,
        max(figures.count_best) as n_victims
    from figures
    inner join mentions on figures.mention_id = mentions.mention_id
    where figures.outcome in ('killed', 'wounded')
    group by mentions.document_id, figures.outcome

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
        mentions.document_id,
        list_sort(list_distinct(
            list_filter(flatten(list(names_listed.victim_keys)), lambda name: contains(name, ' '))
        )) as victims
    from names_listed
    inner join mentions on names_listed.mention_id = mentions.mention_id
    where mentions.is_incident
    group by mentions.document_id

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

),

-- The lead of an article: its title, and the first sentence that states victims, else the first sentence.
leads as (

    select mentions.mention_id
    from mentions
    left join figures_listed on mentions.mention_id = figures_listed.mention_id
    left join names_listed on mentions.mention_id = names_listed.mention_id
    where mentions.is_incident
    qualify
        mentions.span_field = 'title'
        or row_number() over (
            partition by mentions.document_id, mentions.span_field
            order by
                (
                    mentions.sentence_start < {{ var('lead_characters', 1000) }}
                    and coalesce(figures_listed.mention_id, names_listed.mention_id) is not null
                ) desc,
                mentions.article_position asc,
                mentions.mention_id asc
        ) = 1

),

speakers_listed as (

    select
        mention_id,
        list_sort(list(distinct speaker_key)) as speakers
    from claims
    where speaker_key is not null and not starts_with(speaker_key, 'type ')
    group by mention_id

)

select
    mentions.mention_id,
    mentions.article_id,
    mentions.document_id,
    mentions.story_id,
    mentions.published_at,
    mentions.span_field,
    mentions.sentence_start,
    mentions.article_position,
    mentions.is_incident,
    mentions.is_recalled,
    leads.mention_id is not null as is_lead,
    coalesce(mentions.is_definite, false) as is_definite,
    lower(mentions.sentence) as folded_sentence,
    lower(mentions.trigger) as folded_trigger,
    mentions.context,
    mentions.event_type,
    mentions.sub_event_type,
    mentions.agent_actor_id,
    mentions.agent_side,
    mentions.target_side,
    mentions.victim_side,
    mentions.is_agent_described,
    mentions.is_target_described,
    mentions.is_agent_of_states,
    mentions.is_target_of_states,
    mentions.date_start,
    mentions.date_end,
    mentions.date_prec,
    mentions.date_is_anaphoric,
    -- A date without a time expression of its own was inferred from another sentence.
    mentions.date_start is not null and mentions.date_text is null as date_is_inferred,
    mentions.weekday,
    -- A crime placed in a province that the report does not name, away from its town: the gazetteer has found a namesake of a
    -- quarter.
    case
        when
            mentions.context = 'crime' and mentions.where_prec <= 2 and mentions.place_key != towns_counted.town
            and mentions.admin1 != towns_counted.admin1
            and not coalesce(list_contains(provinces_listed.provinces, mentions.admin1), false)
            then null
        else mentions.place_id
    end as place_id,
    coalesce(
        regexp_matches(lower(mentions.date_text), 'night|evening')
        or regexp_matches(lower(mentions.sentence), '\blate( on)? ' || regexp_escape(lower(mentions.date_text)) || '\b'),
        false
    ) as is_late,
    coalesce(
        regexp_matches(lower(mentions.date_text), 'early|dawn|overnight')
        or regexp_matches(lower(mentions.sentence), '\bearly( on)? ' || regexp_escape(lower(mentions.date_text)) || '\b'),
        false
    ) as is_early,
    mentions.is_incident
    and mentions.span_field = 'text'
    and row_number() over (
        partition by mentions.document_id, mentions.is_incident, mentions.span_field
        order by mentions.article_position, mentions.mention_id
    ) = 1 as opens_text,
    mentions.place_key,
    mentions.admin1,
    mentions.country_iso3,
    mentions.latitude,
    mentions.longitude,
    mentions.where_prec,
    coalesce(figures_listed.figures, cast([] as varchar[])) as figures,
    coalesce(figures_listed.firm_figures, cast([] as varchar[])) as firm_figures,
    coalesce(figures_listed.firm_outcomes, cast([] as varchar[])) as firm_outcomes,
    figures_listed.largest_figure,
    victims_counted.n_victims as n_victims_of_article,
    mentions.agent_side is not null
    and mentions.target_side is null
    and mentions.location is null
    and (mentions.date_start is null or mentions.date_text is null)
    and mentions.weekday is null
    and figures_listed.mention_id is null
    and names_listed.mention_id is null as states_only_agent,
    coalesce(names_listed.victim_keys, cast([] as varchar[])) as victim_keys,
    coalesce(victims_listed.victims, cast([] as varchar[])) as victims_of_article,
    coalesce(speakers_listed.speakers, cast([] as varchar[])) as speakers,
    coalesce(towns_listed.towns, cast([] as varchar[])) as towns,
    coalesce(towns_listed.districts, cast([] as varchar[])) as districts,
    towns_counted.town as main_town,
    coalesce(list_contains(provinces_listed.provinces, mentions.admin1), false) as is_province_stated
from described as mentions
left join leads on mentions.mention_id = leads.mention_id
left join figures_listed on mentions.mention_id = figures_listed.mention_id
left join names_listed on mentions.mention_id = names_listed.mention_id
left join victims_listed on mentions.document_id = victims_listed.document_id
left join speakers_listed on mentions.mention_id = speakers_listed.mention_id
left join towns_listed on mentions.document_id = towns_listed.document_id
left join provinces_listed on mentions.document_id = provinces_listed.document_id
left join towns_counted on mentions.document_id = towns_counted.document_id
left join victims_counted on mentions.document_id = victims_counted.document_id
