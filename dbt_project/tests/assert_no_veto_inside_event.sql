-- No pair of mentions inside an event is vetoed.
select
    links.mention_a,
    links.mention_b,
    links.veto
from {{ ref('event_links') }} as links
inner join {{ ref('event_mentions') }} as a on links.mention_a = a.mention_id
inner join {{ ref('event_mentions') }} as b on links.mention_b = b.mention_id
where links.veto is not null and a.event_id = b.event_id
