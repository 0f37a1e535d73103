-- Always low <= best <= high, where known.
with ranges as (

    select event_id, low, best, high
    from {{ ref('casualties_by_rule') }}
    union all
    select event_id, low, best, high
    from {{ ref('casualties_by_side') }}
    union all
    select event_id, low, best, high
    from {{ ref('equipment_losses') }}
    union all
    select event_id, killed_low as low, killed_best as best, killed_high as high
    from {{ ref('article_events') }}
    union all
    select event_id, wounded_low as low, wounded_best as best, wounded_high as high
    from {{ ref('article_events') }}

)

select * from ranges
where low > best or best > high or low > high or least(low, best, high) < 0
