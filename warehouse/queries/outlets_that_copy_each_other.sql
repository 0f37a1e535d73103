-- Which outlets publish the same texts, how often, and which outlet is first? Texts that both took from an agency are here too:
-- then the agency was first, or no listed outlet.
with carried as (
    select
        articles.story_id,
        articles.source_id,
        sources.name,
        min(articles.published_at) as published_at
    from marts.articles
    inner join marts.sources on articles.source_id = sources.source_id
    group by all
),

sizes as (
    select
        source_id,
        count(*) as n_stories
    from carried
    group by source_id
)

select
    a.name as outlet_a,
    b.name as outlet_b,
    count(*) as n_shared_stories,
    round(count(*) / least(any_value(sizes_a.n_stories), any_value(sizes_b.n_stories)), 2) as share_of_the_smaller,
    count(*) filter (where a.published_at < b.published_at) as n_first_in_a,
    count(*) filter (where b.published_at < a.published_at) as n_first_in_b
from carried as a
inner join carried as b on a.story_id = b.story_id and a.source_id < b.source_id
inner join sizes as sizes_a on a.source_id = sizes_a.source_id
inner join sizes as sizes_b on b.source_id = sizes_b.source_id
group by a.source_id, b.source_id, a.name, b.name
order by n_shared_stories desc, share_of_the_smaller desc, outlet_a asc, outlet_b asc;
