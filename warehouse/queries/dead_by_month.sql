-- How many were killed in each month, at least, at best and at most? Where nobody gives a best number the low stands in for it, and
-- a toll that is open upwards counts with its best: `n_without_best` and `n_open` say how many these are. Events without a date
-- stand in the last row.
select
    date_trunc('month', date_start) as month,
    count(*) as n_events,
    sum(coalesce(killed_low, 0)) as killed_low,
    sum(coalesce(killed_best, killed_low, 0)) as killed_best,
    sum(coalesce(killed_high, killed_best, killed_low)) as killed_high,
    count(*) filter (where killed_best is null) as n_without_best,
    count(*) filter (where killed_high is null) as n_open,
    sum(coalesce(civilians_killed_low, 0)) as civilians_killed_low,
    sum(coalesce(civilians_killed_best, civilians_killed_low, 0)) as civilians_killed_best
from marts.events
where context = 'conflict' and coalesce(killed_low, killed_best, killed_high) is not null
group by all
order by month asc nulls last;
