{{ config(materialized='amended', grain='event_id', scope=events_to_recompute()) }}
-- When, where and what each event was. Each value comes from the most precise incident mention, non-anaphoric ones first, then in
-- anchor order (docs/vocabulary.md, rule 6).
with mentions as (

    select * from {{ ref('int_event_mentions_assigned') }}
    where event_id is not null and {{ in_scope() }}

),

incidents as (

    select * from mentions
    where is_incident

),

sources as (

    select
        mentions.event_id,
        count(distinct mentions.article_id) as n_articles,
        count(distinct mentions.story_id) as n_stories,
        min(mentions.published_at) as first_reported_at,
        max(mentions.published_at) as last_reported_at
    from mentions
    group by mentions.event_id

),

-- One article has one vote. On a tie conflict comes before crime.
context_votes as (

    select
        event_id,
        context,
        count(distinct article_id) as n_articles,
        min(anchor_order) as anchor_order
    from incidents
    group by event_id, context

),

contexts as (

    select
        event_id,
        first(
            context order by n_articles desc, context = 'conflict' desc, context = 'crime' desc, anchor_order asc
        ) as context
    from context_votes
    group by event_id

),

dates as (

    select
        event_id,
        date_start,
        date_end,
        date_prec,
        row_number() over (
            partition by event_id order by date_prec asc nulls last, coalesce(date_is_anaphoric, false) asc, anchor_order asc
        ) as position
    from incidents
    where date_start is not null

),

places as (

    select
        event_id,
        place_id,
        location,
        admin1,
        country_iso3,
        latitude,
        longitude,
        where_prec,
        row_number() over (
            partition by event_id
            order by
                -- Sea or air space (7) is more precise than a country (6) or a vague region (5).
                case where_prec when 7 then 4.5 else where_prec end asc nulls last,
                place_id is null asc,
                anchor_order asc
        ) as position
    from incidents
    where location is not null or country_iso3 is not null

),

types as (

    select
        event_id,
        event_type,
        sub_event_type,
        row_number() over (
            partition by event_id
            order by
                -- A kind that the title states comes before one of the first paragraphs, this before one that is stated later. A
                -- place that changed hands is news wherever the opening states it.
                case
                    when sub_event_type is null then 4
                    when span_field = 'title' and sub_event_type != 'Attack' then 0
                    when
                        sub_event_type in ('Attack', 'Abduction/forced disappearance') or event_type in ('Protests', 'Riots')
                        then 3
                    when article_position % 1000000000 >= {{ var('lead_characters', 1000) }} then 2
                    when
                        sub_event_type in ('Government regains territory', 'Non-state actor overtakes territory')
                        then 0
                    else 1
                end asc,
                -- "The attack" and "the second time that …" refer to another mention, which states the type better.
                coalesce(is_definite, false) asc,
                case
                    when sub_event_type in ('Government regains territory', 'Non-state actor overtakes territory') then 1
                    when sub_event_type = 'Armed clash' then 2
                    when sub_event_type in ('Chemical weapon', 'Suicide bomb') then 3
                    when
                        sub_event_type in (
                            'Air/drone strike', 'Shelling/artillery/missile attack', 'Remote explosive/landmine/IED', 'Grenade'
                        )
                        then 4
                    when sub_event_type is not null then 5
                    when event_type is not null then 6
                    else 7
                end asc,
                anchor_order asc,
                article_position asc
        ) as position
    from incidents

),

-- Violence in a conflict without stated means, forces or crowd is an attack on civilians.
typed as (

    select
        types.event_id,
        case
            when contexts.context = 'conflict' then coalesce(types.event_type, 'Violence against civilians') else types.event_type
        end as event_type,
        case
            when contexts.context = 'conflict' and types.event_type is null then 'Attack' else types.sub_event_type
        end as sub_event_type
    from types
    inner join contexts on types.event_id = contexts.event_id
    where types.position = 1

),

weapons as (

    select
        incidents.event_id,
        incidents.weapon,
        row_number() over (
            partition by incidents.event_id
            order by
                coalesce(incidents.sub_event_type = typed.sub_event_type, false) desc,
                coalesce(incidents.event_type = typed.event_type, incidents.event_type is null) desc,
                incidents.anchor_order asc
        ) as position
    from incidents
    left join typed on incidents.event_id = typed.event_id
    where incidents.weapon is not null

)

select
    sources.event_id,
    contexts.context,
    dates.date_start,
    dates.date_end,
    dates.date_prec,
    typed.event_type,
    typed.sub_event_type,
    places.place_id,
    places.location,
    places.admin1,
    places.country_iso3,
    places.latitude,
    places.longitude,
    places.where_prec,
    weapons.weapon,
    cast(sources.n_articles as integer) as n_articles,
    cast(sources.n_stories as integer) as n_stories,
    sources.first_reported_at,
    sources.last_reported_at
from sources
inner join contexts on sources.event_id = contexts.event_id
left join dates on sources.event_id = dates.event_id and dates.position = 1
left join places on sources.event_id = places.event_id and places.position = 1
left join typed on sources.event_id = typed.event_id
left join weapons on sources.event_id = weapons.event_id and weapons.position = 1
