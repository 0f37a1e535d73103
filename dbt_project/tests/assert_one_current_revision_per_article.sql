-- Every article has exactly one current revision and at most one lead event; every story has exactly one lead article.
select article_id as id
from {{ ref('int_revisions_ordered') }}
group by article_id
having count(*) filter (where is_current) != 1

union all

select story_id as id
from {{ ref('articles') }}
group by story_id
having count(*) filter (where is_story_lead) != 1

union all

select article_id as id
from {{ ref('article_events') }}
group by article_id
having count(*) filter (where is_lead) > 1
