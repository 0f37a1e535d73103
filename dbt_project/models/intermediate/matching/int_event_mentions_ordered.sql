{{ config(materialized='view') }}
-- Mentions in anchor order: by publication (unknown last), then article, position in the article, and id. The order is a text and
-- not a number, so a new mention does not renumber the others.
with profiles as (

    select * from {{ ref('int_incidents_profiled') }}

)

select
    mention_id,
    is_incident,
    concat_ws(
        ' ',
        coalesce(cast(published_at as varchar), 'unknown'),
        article_id,
        lpad(cast(article_position as varchar), 12, '0'),
        mention_id
    ) as anchor_order
from profiles
