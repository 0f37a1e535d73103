-- How many people of each side were killed and wounded: low, best and high? If there is no best, the low is used. If the high is
-- open, the best is used (`n_open` counts these). Only victims whose side is stated are included.
select
    actors.actor_id,
    actors.name,
    actors.actor_type,
    casualties_by_side.outcome,
    count(*) as n_events,
    sum(coalesce(casualties_by_side.low, 0)) as low,
    sum(coalesce(casualties_by_side.best, casualties_by_side.low, 0)) as best,
    sum(coalesce(casualties_by_side.high, casualties_by_side.best, casualties_by_side.low)) as high,
    count(*) filter (where casualties_by_side.high is null) as n_open
from marts.casualties_by_side
inner join marts.events on casualties_by_side.event_id = events.event_id
inner join marts.actors on casualties_by_side.victim_actor_id = actors.actor_id
where events.context = 'conflict' and casualties_by_side.outcome in ('killed', 'wounded')
group by all
order by casualties_by_side.outcome asc, best desc nulls last, low desc nulls last, actors.actor_id asc;
