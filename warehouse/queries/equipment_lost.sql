-- Which equipment was lost, whose, where and when?
select
    losses.equipment,
    losses.category,
    losses.outcome,
    losses.low,
    losses.best,
    losses.high,
    actors.name as owner,
    events.event_date,
    events.location,
    events.summary
from marts.equipment_losses as losses
inner join marts.events on losses.event_id = events.event_id
left join marts.actors on losses.owner_actor_id = actors.actor_id
order by events.event_date asc nulls last, losses.event_id asc, losses.equipment asc, losses.outcome asc;
