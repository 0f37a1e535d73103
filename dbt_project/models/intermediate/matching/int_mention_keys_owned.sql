{{ config(
    materialized='amended', grain='article_id',
    scope=changed('article_id', ['int_event_mentions_profiled', 'int_people_told'])
) }}
-- The keys at which each mention of an incident stands, for those of other articles to meet it.
with profiles as (

    select * from {{ ref('int_event_mentions_profiled') }}
    where {{ in_scope() }}

),

{{ mention_keys('profiles') }}

select distinct
    mention_id,
    article_id,
    key
from keys
where is_own
