-- First and last sighting of each document. Only sightings show this; the landing day does not.
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
