-- How many people were killed and wounded per month, country and province? Unknown dates and places have rows of their own.
select
    date_trunc('month', date_start) as month,
    country_iso3,
    admin1,
    count(*) as n_events,
    sum(killed_low) as killed_low,
    sum(killed_best) as killed_best,
    sum(civilians_killed_best) as civilians_killed_best,
    sum(wounded_best) as wounded_best
from marts.events
where context = 'conflict'
group by all
order by month asc nulls last, country_iso3 asc nulls last, admin1 asc nulls last;
