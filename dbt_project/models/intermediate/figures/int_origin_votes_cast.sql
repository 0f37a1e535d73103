{{ config(materialized='amended', grain='event_id', scope=events_to_recompute()) }}
-- One vote per event, origin, outcome and part: the latest figure of the origin (unknown publication first), a number before a
-- vague word. The total is not below a group of the same origin. An origin that gives a group only ("four children") does not vote
-- on a total of another origin that is at least as high: parts and wholes are not compared across articles. An origin that reports
-- one person ("a woman was killed") usually reports everyone.
-- Tolls rise: a vote is superseded by a higher one that any origin published at least a day later (six hours where both times are
-- known), or later at all if it is marked as an update. A lower one supersedes it if it is marked as a correction. An origin that repeats its figure afterwards votes with the repetition.
with figures as (

    select
        settled.*,
        articles.published_at,
        articles.published_at_prec
    from {{ ref('int_article_figures_reconciled') }} as settled
    inner join {{ ref('int_revisions_ordered') }} as articles
        on settled.article_id = articles.article_id and articles.is_current
    where {{ in_scope() }}

),

ranked as (

    select
        *,
        row_number() over (
            partition by event_id, origin_id, dimension, outcome, part
            order by
                best is not null or high is not null desc,
                is_derived asc,
                published_at desc nulls last,
                coalesce(best, high, low) desc,
                article_id asc
        ) as position
    from figures

),

latest as (

    select * from ranked
    where position = 1

),

groups as (

    select
        event_id,
        origin_id,
        outcome,
        max(low) as low,
        max(best) as best
    from latest
    where dimension = 'group' and part != 'total'
    group by event_id, origin_id, outcome

),

voted as (

    select
        latest.event_id,
        latest.origin_id,
        latest.dimension,
        latest.outcome,
        latest.part,
        latest.article_id,
        latest.published_at,
        latest.published_at_prec,
        latest.is_derived,
        latest.is_update,
        latest.is_corrected_toll,
        latest.article_position,
        case when latest.part = 'total' then greatest(latest.low, groups.low) else latest.low end as low,
        case
            when latest.part = 'total' and latest.best is not null then greatest(latest.best, groups.best, groups.low)
            else latest.best
        end as best,
        case
            when latest.part = 'total' and latest.high is not null then greatest(latest.high, groups.best, groups.low)
            else latest.high
        end as high
    from latest
    left join groups
        on
            latest.event_id = groups.event_id
            and latest.origin_id = groups.origin_id
            and latest.outcome = groups.outcome
            and latest.dimension = 'group'

),

weighed as (

    select
        *,
        coalesce(
            dimension = 'group' and part = 'total' and is_derived
            and coalesce(best, low) > 1
            and coalesce(best, low)
            <= max(best) filter (where not is_derived) over (partition by event_id, dimension, outcome, part),
            false
        ) as is_part_of_total
    from voted

),

-- The votes that can supersede another one: numbers, no vague words.
later as (

    select * from weighed
    where not is_part_of_total and (best is not null or high is not null)

),

superseded as (

    select
        earlier.event_id,
        earlier.origin_id,
        earlier.dimension,
        earlier.outcome,
        earlier.part,
        first(later.origin_id order by later.published_at desc, later.low desc, later.origin_id asc) as superseded_by_origin_id
    from weighed as earlier
    inner join later
        on
            earlier.event_id = later.event_id
            and earlier.dimension = later.dimension
            and earlier.outcome = later.outcome
            and earlier.part = later.part
            and earlier.published_at < later.published_at
    where
        case
            when later.is_corrected_toll and coalesce(later.best, later.high) < coalesce(earlier.best, earlier.low) then true
            when coalesce(later.low <= coalesce(earlier.best, earlier.high, earlier.low), true) then false
            when later.is_update then true
            when earlier.published_at_prec = 'time' and later.published_at_prec = 'time'
                then later.published_at >= earlier.published_at + interval 6 hours
            else cast(later.published_at as date) > cast(earlier.published_at as date)
        end
    group by earlier.event_id, earlier.origin_id, earlier.dimension, earlier.outcome, earlier.part

)

select
    weighed.* exclude (published_at_prec),
    superseded.superseded_by_origin_id
from weighed
left join superseded
    on
        weighed.event_id = superseded.event_id
        and weighed.origin_id = superseded.origin_id
        and weighed.dimension = superseded.dimension
        and weighed.outcome = superseded.outcome
        and weighed.part = superseded.part
