{{ config(materialized='amended', grain=['mention_a', 'mention_b'], scope=mention_pairs_to_compare()) }}
-- The pairs of incidents worth comparing: of one story; else those that share a block of day and place, of day, country and figure,
-- of day, country and sides, or of a named victim. Never a full cross join. Incidents of one article are never compared: what
-- belongs together inside an article was decided when it was read.
with profiles as (

    select * from {{ ref('int_incidents_profiled') }}
    where {% if amends() %}{{ mentions_to_compare('mention_id') }}{% else %}true{% endif %}

),

{{ mention_keys('profiles') }},

met as (

    select
        own.mention_id as mention_a,
        reached.mention_id as mention_b
    from {{ indexed_keys() }} as own
    inner join keys as reached
        on
            own.key = reached.key and own.article_id != reached.article_id
            and not (reached.is_own and starts_with(reached.key, 'dated '))

    union all

    select
        a.mention_id as mention_a,
        b.mention_id as mention_b
    from incidents as a
    inner join {{ ref('int_incidents_profiled') }} as b
        on a.story_id = b.story_id and a.article_id != b.article_id and b.is_incident

)

select distinct
    least(mention_a, mention_b) as mention_a,
    greatest(mention_a, mention_b) as mention_b
from met
