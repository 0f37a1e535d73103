-- The figures in events equal those in casualties.
with totals as (

    select
        event_id,
        outcome,
        victim_group,
        low,
        best,
        high
    from {{ ref('casualties') }}

),

pivoted as (

    select event_id, 'killed' as outcome, 'total' as victim_group, killed_low as low, killed_best as best, killed_high as high
    from {{ ref('events') }}
    union all
    select event_id, 'wounded' as outcome, 'total' as victim_group, wounded_low as low, wounded_best as best, wounded_high as high
    from {{ ref('events') }}
    union all
    select
        event_id,
        'killed' as outcome,
        'civilians' as victim_group,
        civilians_killed_low as low,
        civilians_killed_best as best,
        civilians_killed_high as high
    from {{ ref('events') }}

)

select
    pivoted.event_id,
    pivoted.outcome,
    pivoted.victim_group
from pivoted
left join totals
    on
        pivoted.event_id = totals.event_id
        and pivoted.outcome = totals.outcome
        and pivoted.victim_group = totals.victim_group
where
    pivoted.low is distinct from totals.low
    or pivoted.best is distinct from totals.best
    or pivoted.high is distinct from totals.high
