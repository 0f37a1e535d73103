{{ config(materialized='amended', grain='article_id', scope=changed('article_id', ['int_claims_counted'])) }}
with claims as (

    {{ rows_in_scope('int_claims_counted') }} and table_name = 'claims'

)

select
    claim_id,
    article_id,
    revision,
    event_id,
    mention_id,
    outcome,
    victim_group,
    victim_actor_id,
    victim_name,
    count_low,
    count_best,
    count_high,
    count_text,
    qualifier,
    origin_id,
    attributed_to,
    attribution_type,
    time_scope,
    factuality,
    is_counted,
    not_counted_reason,
    correction,
    span_field,
    sentence,
    char_start,
    char_end,
    extractor_version,
    list_id,
    part_of,
    is_additional,
    is_update,
    is_corrected_toll
from claims
