-- How many people were killed in each month: low, best and high? If there is no best, the low is used (`n_without_best` counts
-- these). If the high is open, the best is used (`n_open` counts these). Events without a date are in the last row.
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
