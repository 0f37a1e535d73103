{{ config(materialized='amended', grain='event_id', scope=events_to_refresh()) }}
with described as (

    select * from {{ ref('int_events_described') }}
    where {{ in_scope() }}

),

sides as (

    select
        elected.event_id,
        elected.actor1_id,
        first_actors.name as actor1,
        elected.actor2_id,
        second_actors.name as actor2
    from {{ ref('int_event_sides_elected') }} as elected
    left join {{ ref('int_actors_listed') }} as first_actors on elected.actor1_id = first_actors.actor_id
    left join {{ ref('int_actors_listed') }} as second_actors on elected.actor2_id = second_actors.actor_id

),

figures as (

    select
        event_id,
        max(low) filter (where outcome = 'killed' and victim_group = 'total') as killed_low,
        max(best) filter (where outcome = 'killed' and victim_group = 'total') as killed_best,
        max(high) filter (where outcome = 'killed' and victim_group = 'total') as killed_high,
        max(low) filter (where outcome = 'wounded' and victim_group = 'total') as wounded_low,
        max(best) filter (where outcome = 'wounded' and victim_group = 'total') as wounded_best,
        max(high) filter (where outcome = 'wounded' and victim_group = 'total') as wounded_high,
        max(low) filter (where outcome = 'killed' and victim_group = 'civilians') as civilians_killed_low,
        max(best) filter (where outcome = 'killed' and victim_group = 'civilians') as civilians_killed_best,
        max(high) filter (where outcome = 'killed' and victim_group = 'civilians') as civilians_killed_high
    from {{ ref('casualties') }}
    where {{ in_scope() }}
    group by event_id

),

claims as (

    select
        event_id,
        count(*) as n_claims,
        count(distinct origin_id) as n_origins
    from {{ ref('claims') }}
    where is_counted and {{ in_scope() }}
    group by event_id

),

grades as (

    select * from {{ ref('int_events_graded') }}

),

assembled as (

    select
        described.*,
        case when described.date_prec = 1 then described.date_start end as event_date,
        sides.actor1_id,
        sides.actor1,
        sides.actor2_id,
        sides.actor2,
        figures.killed_low,
        figures.killed_best,
        figures.killed_high,
        figures.wounded_low,
        figures.wounded_best,
        figures.wounded_high,
        figures.civilians_killed_low,
        figures.civilians_killed_best,
        figures.civilians_killed_high,
        coalesce(claims.n_claims, 0) as n_claims,
        coalesce(claims.n_origins, 0) as n_origins,
        case
            when
                coalesce(figures.killed_high, figures.killed_best, figures.killed_low, 0) > 0
                or coalesce(figures.wounded_high, figures.wounded_best, figures.wounded_low, 0) > 0
                then grades.grade
        end as grade
    from described
    left join sides on described.event_id = sides.event_id
    left join figures on described.event_id = figures.event_id
    left join claims on described.event_id = claims.event_id
    left join grades on described.event_id = grades.event_id

)

select
    event_id,
    context,
    event_date,
    date_start,
    date_end,
    date_prec,
    event_type,
    sub_event_type,
    place_id,
    location,
    admin1,
    country_iso3,
    latitude,
    longitude,
    where_prec,
    actor1_id,
    actor1,
    actor2_id,
    actor2,
    weapon,
    killed_low,
    killed_best,
    killed_high,
    wounded_low,
    wounded_best,
    wounded_high,
    civilians_killed_low,
    civilians_killed_best,
    civilians_killed_high,
    cast(n_claims as integer) as n_claims,
    n_articles,
    n_stories,
    cast(n_origins as integer) as n_origins,
    first_reported_at,
    last_reported_at,
    grade,
    {{ event_summary() }} as summary
from assembled
