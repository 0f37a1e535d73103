-- Which actors are not on the reference list yet, most active first? Candidates for seeds/reference/actor_aliases.csv.
select
    actor_id,
    name,
    actor_type,
    n_events,
    aliases
from marts.actors
where not is_listed
order by n_events desc, name asc, actor_id asc;
