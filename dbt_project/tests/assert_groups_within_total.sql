-- Every group has a total beside it, and the low and best of a group do not exceed the total.
with casualties as (

    select * from {{ ref('casualties_by_rule') }}

)

select
    parts.event_id,
    parts.outcome,
    parts.victim_group
from casualties as parts
left join casualties as totals
    on
        parts.event_id = totals.event_id
        and parts.outcome = totals.outcome
        and parts.rule = totals.rule
        and totals.victim_group = 'total'
where
    totals.event_id is null
    or parts.low > totals.low
    or parts.low > totals.best
    or parts.low > totals.high
    or parts.best > totals.best
    or parts.best > totals.high
