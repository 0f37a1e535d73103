-- Who says so? Every counted figure of people killed, with the quoted words, the sentence, the article and the speaker.
select
    events.event_id,
    events.summary,
    claims.victim_group,
    claims.victim_name,
    claims.count_text,
    claims.count_low,
    claims.count_best,
    claims.count_high,
    claims.attributed_to,
    claims.sentence,
    claims.char_start,
    claims.char_end,
    articles.title,
    articles.url,
    articles.published_at
from marts.claims
inner join marts.events on claims.event_id = events.event_id
inner join marts.articles on claims.article_id = articles.article_id
where claims.outcome = 'killed' and claims.is_counted
order by events.event_id asc, articles.published_at asc nulls last, claims.span_field desc, claims.char_start asc;
