-- How many deaths of civilians are attributed to each perpetrator, low and best?
select
    actors.actor_id,
    actors.name,
    event_actors.actor_type,
    count(distinct events.event_id) as n_events,
    sum(events.civilians_killed_low) as civilians_killed_low,
    sum(events.civilians_killed_best) as civilians_killed_best
from marts.events
inner join marts.event_actors
    on events.event_id = event_actors.event_id and events.actor1_id = event_actors.actor_id
inner join marts.actors on event_actors.actor_id = actors.actor_id
where events.context = 'conflict' and event_actors.role = 'perpetrator'
group by all
order by civilians_killed_best desc nulls last, n_events desc, actors.actor_id asc;
