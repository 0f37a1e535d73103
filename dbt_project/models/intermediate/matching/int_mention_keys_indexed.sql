{{ config(
    materialized='amended', grain='article_id',
    scope=changed('article_id', ['int_incidents_profiled', 'int_people_shared'])
) }}
-- The blocking keys of each incident mention, by which mentions of other articles find it.
with profiles as (

    select * from {{ ref('int_incidents_profiled') }}
    where {{ in_scope() }}

),

{{ mention_keys('profiles') }}

select distinct
    mention_id,
    article_id,
    key
from keys
where is_own
