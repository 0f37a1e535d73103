{{ config(materialized='amended', grain='article_id', scope=changed('article_id', ['int_event_mentions_assigned'])) }}
with mentions as (

    {{ rows_in_scope('int_event_mentions_assigned') }}

)

select
    mention_id,
    article_id,
    revision,
    event_id,
    span_field,
    sentence,
    sentence_start,
    sentence_end,
    trigger,
    trigger_start,
    trigger_end,
    context,
    event_type,
    sub_event_type,
    agent_actor_id,
    target_actor_id,
    weapon,
    target_site,
    factuality,
    time_scope,
    date_text,
    date_start,
    date_end,
    date_prec,
    place_id,
    where_prec,
    incident_id,
    incident_role,
    incident_rule,
    extractor_version,
    location,
    is_definite,
    is_current
from mentions
