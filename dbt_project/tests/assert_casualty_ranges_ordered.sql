-- Always low <= best <= high, where known, and never below 0: in each claim, each vote and each figure.
with ranges as (

    select claim_id as id, count_low as low, count_best as best, count_high as high
    from {{ ref('claims') }}
    union all
    select claim_id as id, count_low as low, count_best as best, count_high as high
    from {{ ref('equipment_claims') }}
    union all
    select event_id as id, low, best, high
    from {{ ref('casualty_votes') }}
    union all
    select event_id as id, low, best, high
    from {{ ref('casualties') }}
    union all
    select event_id as id, low, best, high
    from {{ ref('casualties_by_rule') }}
    union all
    select event_id as id, low, best, high
    from {{ ref('casualties_by_side') }}
    union all
    select event_id as id, low, best, high
    from {{ ref('equipment_losses') }}
    union all
    select event_id as id, killed_low as low, killed_best as best, killed_high as high
    from {{ ref('article_events') }}
    union all
    select event_id as id, wounded_low as low, wounded_best as best, wounded_high as high
    from {{ ref('article_events') }}

)

select * from ranges
where low > best or best > high or low > high or least(low, best, high) < 0
