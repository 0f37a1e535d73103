-- Every page that a crawl fetched was listed before. If an address were lost, its fetches would remain.
select fetches.article_id
from {{ ref('stg_fetches') }} as fetches
left join {{ ref('crawl_addresses') }} as addresses on fetches.article_id = addresses.article_id
where fetches.purpose = 'page' and addresses.article_id is null
