{{ config(
    materialized='amended', grain='article_id',
    scope=changed('article_id', ['int_claims_counted', 'int_event_mentions_assigned'])
) }}
-- Figures for more than one incident: they never count for an event, and are kept here. Their days, place and subject are those of
-- the mention in the same sentence.
with claims as (

    {{ rows_in_scope('int_claims_counted') }} and table_name = 'claims'

),

mentions as (

    {{ rows_in_scope('int_event_mentions_assigned') }}

)

select
    claims.claim_id as total_id,
    claims.article_id,
    claims.time_scope as scope,
    lower(mentions.trigger) as subject,
    mentions.date_start,
    mentions.date_end,
    mentions.place_id,
    claims.outcome,
    claims.victim_group,
    claims.count_low as low,
    claims.count_best as best,
    claims.count_high as high,
    claims.qualifier,
    claims.attributed_to,
    claims.attribution_type,
    claims.span_field,
    claims.sentence,
    claims.char_start,
    claims.char_end,
    claims.extractor_version
from claims
left join mentions
    on
        claims.mention_id = mentions.mention_id
        and claims.span_field = mentions.span_field
        and claims.sentence_start = mentions.sentence_start
where
    claims.is_current
    and not claims.is_counted
    and claims.time_scope in ('cumulative', 'period', 'sum')
    and claims.factuality in ('asserted', 'reported', 'alleged')
    and coalesce(claims.count_low, claims.count_best, claims.count_high) is not null
