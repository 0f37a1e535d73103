-- Which articles changed the number of dead that they state? Between which revisions, and in which words?
with stated as (
    select
        revisions.article_id,
        revisions.revision,
        revisions.first_seen_at,
        max(claims.count_best) as most_killed,
        arg_max(claims.sentence, claims.count_best) as sentence
    from marts.article_revisions as revisions
    left join marts.claims as claims
        on
            revisions.article_id = claims.article_id
            and revisions.revision = claims.revision
            and claims.outcome = 'killed'
            and coalesce(claims.not_counted_reason, 'superseded') = 'superseded'
    group by all
),

compared as (
    select
        *,
        lag(most_killed) over (partition by article_id order by revision) as most_killed_before,
        lag(sentence) over (partition by article_id order by revision) as sentence_before
    from stated
)

select
    articles.title,
    articles.url,
    compared.revision,
    compared.first_seen_at as seen_at,
    compared.most_killed_before,
    compared.most_killed,
    compared.sentence_before,
    compared.sentence
from compared
inner join marts.articles as articles on compared.article_id = articles.article_id
where compared.revision > 1 and compared.most_killed is distinct from compared.most_killed_before
order by compared.first_seen_at desc, compared.article_id asc, compared.revision asc
