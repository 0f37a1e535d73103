-- What changed since last week? New events, changed events with their earlier toll, withdrawn events, and ids that now lead to
-- another event. In the first week everything is new.
with then_published as (
    select * from marts.events_history
    where valid_from <= current_date - 7 and (valid_to is null or valid_to > current_date - 7)
),

now_published as (
    select * from marts.events_history
    where valid_to is null
),

latest_changes as (
    select * from marts.event_id_changes
    where changed_at > current_date - 7
    qualify row_number() over (partition by old_event_id order by changed_at desc, new_event_id asc) = 1
)

select
    coalesce(now_published.event_id, then_published.event_id) as event_id,
    case
        when then_published.event_id is null then 'new'
        when now_published.event_id is not null then 'changed'
        else coalesce(latest_changes.reason, 'withdrawn')
    end as what,
    latest_changes.new_event_id as leads_to,
    then_published.killed_low as killed_low_before,
    then_published.killed_best as killed_best_before,
    then_published.killed_high as killed_high_before,
    now_published.killed_low,
    now_published.killed_best,
    now_published.killed_high,
    coalesce(now_published.n_articles, 0) - coalesce(then_published.n_articles, 0) as n_more_articles,
    coalesce(now_published.summary, then_published.summary) as summary,
    coalesce(now_published.valid_from, then_published.valid_to) as changed_at
from now_published
full join then_published on now_published.event_id = then_published.event_id
left join latest_changes on then_published.event_id = latest_changes.old_event_id and now_published.event_id is null
where now_published.valid_from is distinct from then_published.valid_from
order by changed_at desc nulls last, event_id asc;
