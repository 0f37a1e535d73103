-- Every figure and every vote rests on a counted claim of the same event and outcome.
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

)

-- Separate queries, so that each is a join on equal keys.
select
    figures.event_id,
    figures.outcome
from {{ ref('casualties') }} as figures
anti join claims
    on figures.event_id = claims.event_id and figures.outcome = claims.outcome

union all

select
    votes.event_id,
    votes.outcome
from {{ ref('casualty_votes') }} as votes
anti join claims
    on votes.event_id = claims.event_id and votes.outcome = claims.outcome and votes.origin_id = claims.origin_id

union all

select
    sides.event_id,
    sides.outcome
from {{ ref('casualties_by_side') }} as sides
anti join claims
    on
        sides.event_id = claims.event_id
        and sides.outcome = claims.outcome
        and sides.victim_actor_id = claims.victim_actor_id

union all

select
    losses.event_id,
    losses.outcome
from {{ ref('equipment_losses') }} as losses
anti join equipment_claims as claims
    on losses.event_id = claims.event_id and losses.outcome = claims.outcome
