-- Why are these mentions one event? The pairs inside each event and what joins them.
select
    a.event_id,
    links.score,
    links.reason,
    links.date_gap_days,
    links.distance_km,
    a.sentence as sentence_a,
    b.sentence as sentence_b
from marts.event_links as links
inner join marts.event_mentions as a on links.mention_a = a.mention_id
inner join marts.event_mentions as b on links.mention_b = b.mention_id
where a.event_id = b.event_id and links.score > 0
order by a.event_id asc, links.score desc, links.mention_a asc, links.mention_b asc;
