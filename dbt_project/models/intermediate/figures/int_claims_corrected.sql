{{ config(materialized='view') }}
-- Casualty and equipment claims side by side, with the permanent corrections of analysts (seeds/reference/corrections.csv). The CTE
-- is not materialized, so a model that needs some rows reads only those.
with claims as not materialized (

    select
        'claims' as table_name,
        claim_id,
        mention_id,
        article_id,
        document_id,
        outcome,
        victim_group,
        victim_actor_name,
        victim_name,
        null as equipment,
        null as category,
        list_id,
        part_of,
        coalesce(is_additional, false) as is_additional,
        coalesce(is_update, false) as is_update,
        coalesce(is_corrected_toll, false) as is_corrected_toll,
        -- "A woman", "his son" or a name is one person and no figure for everyone.
        regexp_matches(rule, '/(person|single|relative|named)$') as is_person,
        regexp_matches(rule, '^(himself|own life|suicide)/') as is_by_own_hand,
        count_low,
        count_best,
        count_high,
        count_text,
        qualifier,
        attributed_to,
        attribution_type,
        time_scope,
        factuality,
        span_field,
        sentence,
        sentence_start,
        char_start,
        char_end,
        extractor_version
    from {{ ref('stg_claims') }}

    union all

    select
        'equipment_claims' as table_name,
        claim_id,
        mention_id,
        article_id,
        document_id,
        outcome,
        null as victim_group,
        owner_name as victim_actor_name,
        null as victim_name,
        equipment,
        category,
        null as list_id,
        null as part_of,
        false as is_additional,
        false as is_update,
        false as is_corrected_toll,
        false as is_person,
        false as is_by_own_hand,
        count_low,
        count_best,
        count_high,
        count_text,
        qualifier,
        attributed_to,
        attribution_type,
        time_scope,
        factuality,
        span_field,
        sentence,
        sentence_start,
        char_start,
        char_end,
        extractor_version
    from {{ ref('stg_equipment_claims') }}

),

corrections as (

    select
        table_name,
        key as claim_id,
        max(value) filter (where column_name = 'is_counted') as is_counted,
        max(value) filter (where column_name = 'count_low') as count_low,
        max(value) filter (where column_name = 'count_best') as count_best,
        max(value) filter (where column_name = 'count_high') as count_high,
        max(value) filter (where column_name = 'outcome') as outcome,
        max(value) filter (where column_name = 'victim_group') as victim_group,
        max(reason) filter (where column_name = 'is_counted') as not_counted_reason,
        bool_or(column_name in ('count_low', 'count_best', 'count_high')) as is_recounted
    from {{ source('raw', 'corrections') }}
    group by table_name, key

),

-- The trace that a correction leaves: the old value, the new value and the reason.
changed as (

    select
        corrections.table_name,
        corrections.key as claim_id,
        corrections.reason,
        corrections.author,
        corrections.column_name
        || case corrections.column_name
            when 'is_counted' then ''
            when 'outcome' then ' ' || claims.outcome
            when 'victim_group' then ' ' || coalesce(claims.victim_group, 'NULL')
            when 'count_low' then ' ' || coalesce(cast(claims.count_low as varchar), 'NULL')
            when 'count_best' then ' ' || coalesce(cast(claims.count_best as varchar), 'NULL')
            when 'count_high' then ' ' || coalesce(cast(claims.count_high as varchar), 'NULL')
        end
        || ' → ' || lower(cast(corrections.value as varchar)) as what
    from {{ source('raw', 'corrections') }} as corrections
    inner join claims on corrections.table_name = claims.table_name and corrections.key = claims.claim_id

),

explained as (

    select
        table_name,
        claim_id,
        string_agg(what, ', ' order by what) || ': ' || coalesce(reason, 'no reason given')
        || coalesce(' (' || author || ')', '') as correction
    from changed
    group by table_name, claim_id, reason, author

),

marks as (

    select
        table_name,
        claim_id,
        string_agg(correction, '; ' order by correction) as correction
    from explained
    group by table_name, claim_id

)

select
    claims.* replace (
        coalesce(corrections.outcome, claims.outcome) as outcome,
        coalesce(corrections.victim_group, claims.victim_group) as victim_group,
        case
            when corrections.is_recounted then try_cast(corrections.count_low as integer) else claims.count_low
        end as count_low,
        case
            when corrections.is_recounted then try_cast(corrections.count_best as integer) else claims.count_best
        end as count_best,
        case
            when corrections.is_recounted then try_cast(corrections.count_high as integer) else claims.count_high
        end as count_high
    ),
    coalesce(lower(corrections.is_counted) = 'true', false) as is_restored,
    marks.correction,
    case
        when lower(corrections.is_counted) = 'false'
            then 'corrected: ' || coalesce(corrections.not_counted_reason, 'no reason given')
    end as excluded_reason
from claims
left join corrections
    on claims.table_name = corrections.table_name and claims.claim_id = corrections.claim_id
left join marks
    on claims.table_name = marks.table_name and claims.claim_id = marks.claim_id
