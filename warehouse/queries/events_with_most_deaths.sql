-- Which conflict events killed the most people, and what are the low and the high?
select
    event_date,
    date_start,
    location,
    actor1,
    actor2,
    killed_low,
    killed_best,
    killed_high,
    grade,
    summary
from marts.events
where context = 'conflict' and (killed_low is not null or killed_best is not null or killed_high is not null)
order by coalesce(killed_best, killed_high, killed_low) desc, event_id asc
limit 50;
