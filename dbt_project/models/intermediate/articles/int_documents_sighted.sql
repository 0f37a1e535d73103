-- When each document was seen first and last. Only sightings tell that; the landing day never does.
with sightings as (

    select * from {{ ref('stg_sightings') }}

)

select
    document_id,
    article_id,
    min(seen_at) as first_seen_at,
    max(seen_at) as last_seen_at
from sightings
group by document_id, article_id
