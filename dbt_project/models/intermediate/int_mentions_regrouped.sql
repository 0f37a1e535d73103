-- depends_on: {{ ref('int_mention_pairs_compared') }}
-- The mentions that are grouped into events anew: all, or where this build amends the tables (see macros/amended.sql) those that
-- changed, those that a pair links or forbids otherwise, and all that such a mention was linked with, be it through others.
{% if is_amending_build() -%}
with affected as (

    select mention_id from {{ changes_of('int_event_mentions_profiled') }}
    union
    select mention_a as mention_id from {{ changes_of('int_mention_pairs_compared') }}
    union
    select mention_b as mention_id from {{ changes_of('int_mention_pairs_compared') }}

),

groups_affected as (

    select group_id from intermediate.int_mention_groups
    where mention_id in (select mention_id from affected)

)

select mention_id from affected
union
select mention_id from intermediate.int_mention_groups
where group_id in (select group_id from groups_affected)
{%- else -%}
select mention_id from {{ ref('int_event_mentions_profiled') }}
{%- endif %}
