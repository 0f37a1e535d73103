-- Which claims are behind one figure, and which were read but not counted? Put an event, an outcome and a group into `figure`;
-- unchanged, it takes the figure with the most claims. `tallywire why` shows the same in words.
with figure as (
    select
        event_id,
        outcome,
        victim_group
    from marts.casualties
    order by n_claims desc, event_id asc, outcome asc, victim_group asc
    limit 1
)

select
    figure.event_id,
    figure.outcome,
    figure.victim_group as figure_for,
    claims.victim_group,
    claims.is_counted,
    claims.not_counted_reason,
    claims.correction,
    claims.victim_name,
    claims.count_text,
    claims.count_low,
    claims.count_best,
    claims.count_high,
    coalesce(claims.attributed_to, claims.attribution_type) as said_by,
    votes.low as vote_low,
    votes.best as vote_best,
    votes.high as vote_high,
    coalesce(votes.article_id = claims.article_id, false) as is_from_the_article_of_the_vote,
    claims.sentence,
    articles.title,
    articles.published_at
from figure
inner join marts.claims
    on
        figure.event_id = claims.event_id
        and figure.outcome = claims.outcome
        -- The figure for all rests on the groups too.
        and figure.victim_group in ('total', claims.victim_group)
inner join marts.articles on claims.article_id = articles.article_id
left join marts.casualty_votes as votes
    on
        claims.is_counted
        and figure.event_id = votes.event_id
        and figure.outcome = votes.outcome
        and figure.victim_group = votes.victim_group
        and claims.origin_id = votes.origin_id
order by claims.is_counted desc, claims.origin_id asc, articles.published_at asc nulls last, claims.char_start asc;
