-- Which origins disagree on an event? Each vote for a figure for which another origin gives another number, highest first.
with disputed as (
    select
        event_id,
        outcome,
        victim_group,
        max(best) - min(best) as n_apart
    from marts.casualty_votes
    group by all
    having count(distinct best) > 1
)

select
    disputed.event_id,
    events.summary,
    disputed.outcome,
    disputed.victim_group,
    disputed.n_apart,
    coalesce(votes.attributed_to, votes.attribution_type, 'the report itself') as origin,
    votes.low,
    votes.best,
    votes.high,
    articles.title,
    articles.published_at
from disputed
inner join marts.casualty_votes as votes
    on
        disputed.event_id = votes.event_id
        and disputed.outcome = votes.outcome
        and disputed.victim_group = votes.victim_group
inner join marts.events on disputed.event_id = events.event_id
inner join marts.articles on votes.article_id = articles.article_id
order by
    disputed.n_apart desc,
    disputed.event_id asc,
    disputed.outcome asc,
    disputed.victim_group asc,
    votes.best desc nulls last,
    votes.origin_id asc;
