-- Which figures were read but not counted, and why?
select
    not_counted_reason,
    outcome,
    count_text,
    attributed_to,
    sentence,
    article_id,
    claim_id
from marts.claims
where not is_counted
order by not_counted_reason asc, article_id asc, claim_id asc;
