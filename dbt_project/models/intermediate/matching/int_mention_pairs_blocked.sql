{{ config(materialized='amended', grain=['mention_a', 'mention_b'], scope=mention_pairs_to_compare()) }}
-- The pairs worth comparing: mentions of one article or story; across articles, mentions that share a block of day and place, of
-- day, country and figure, of day, country and sides, or of a named victim. Never a full cross join.
with profiles as (

    select * from {{ ref('int_event_mentions_profiled') }}
    where {% if amends() %}{{ mentions_to_compare('mention_id') }}{% else %}true{% endif %}

),

{{ mention_keys('profiles') }},

met as (

    select
        own.mention_id as mention_a,
        reached.mention_id as mention_b
    from {{ indexed_keys() }} as own
    inner join keys as reached on own.key = reached.key and own.article_id != reached.article_id

    union all

    select
        a.mention_id as mention_a,
        b.mention_id as mention_b
    from incidents as a
    inner join {{ ref('int_event_mentions_profiled') }} as b
        on a.story_id = b.story_id and a.article_id != b.article_id and b.is_incident

    union all

    select
        a.mention_id as mention_a,
        b.mention_id as mention_b
    from profiles as a
    inner join profiles as b
        on
            a.document_id = b.document_id
            and a.mention_id != b.mention_id
            and (a.is_incident or b.is_incident)

)

select distinct
    least(mention_a, mention_b) as mention_a,
    greatest(mention_a, mention_b) as mention_b
from met
