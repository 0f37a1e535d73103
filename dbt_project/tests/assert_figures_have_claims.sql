-- Every figure and every vote rests on a claim that counts, of the same event and outcome.
with claims as (

    select distinct
        event_id,
        outcome,
        origin_id,
        victim_actor_id
    from {{ ref('claims') }}
    where is_counted

),

equipment_claims as (

    select distinct
        event_id,
        outcome
    from {{ ref('equipment_claims') }}
    where is_counted

),

figures as (

    select event_id, outcome, cast(null as varchar) as origin_id, cast(null as varchar) as victim_actor_id
    from {{ ref('casualties') }}
    union all
    select event_id, outcome, origin_id, cast(null as varchar) as victim_actor_id
    from {{ ref('casualty_votes') }}
    union all
    select event_id, outcome, cast(null as varchar) as origin_id, victim_actor_id
    from {{ ref('casualties_by_side') }}

)

select
    figures.event_id,
    figures.outcome
from figures
anti join claims
    on
        figures.event_id = claims.event_id
        and figures.outcome = claims.outcome
        and coalesce(figures.origin_id, claims.origin_id) = claims.origin_id
        and (figures.victim_actor_id is null or figures.victim_actor_id = claims.victim_actor_id)

union all

select
    losses.event_id,
    losses.outcome
from {{ ref('equipment_losses') }} as losses
anti join equipment_claims as claims
    on losses.event_id = claims.event_id and losses.outcome = claims.outcome
