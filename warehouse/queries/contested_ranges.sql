-- Where do sources disagree? Figures whose low and high differ, under each rule set.
select
    events.summary,
    casualties_by_rule.event_id,
    casualties_by_rule.outcome,
    casualties_by_rule.victim_group,
    casualties_by_rule.rule,
    casualties_by_rule.low,
    casualties_by_rule.best,
    casualties_by_rule.high,
    casualties_by_rule.n_origins
from marts.casualties_by_rule
inner join marts.events on casualties_by_rule.event_id = events.event_id
where casualties_by_rule.low is distinct from casualties_by_rule.high
order by
    casualties_by_rule.event_id asc,
    casualties_by_rule.outcome asc,
    casualties_by_rule.victim_group asc,
    casualties_by_rule.rule asc;
