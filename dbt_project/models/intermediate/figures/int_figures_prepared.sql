{{ config(materialized='amended', grain='event_id', scope=events_to_recompute()) }}
-- Counted claims as figures of one dimension each: `group` (by victim group), `side` (by actor of the victims) and `equipment`. The
-- rules from claims to one event are the same for all three.
with claims as (

    select * from {{ ref('int_claims_counted') }}
    where is_counted and {{ in_scope() }}

),

-- A generic word and a model name ("plane", "SU-22") are one loss of that category, unless one sentence names both.
equipment_sentences as (

    select
        event_id,
        outcome,
        category,
        max(n_kinds) as most_in_one_sentence
    from (
        select
            event_id,
            outcome,
            category,
            document_id,
            span_field,
            sentence_start,
            count(distinct lower(equipment)) as n_kinds
        from claims
        where table_name = 'equipment_claims'
        group by event_id, outcome, category, document_id, span_field, sentence_start
    ) as sentences
    group by event_id, outcome, category

),

equipment_named as (

    select
        event_id,
        outcome,
        category,
        first(
            kind
            order by regexp_matches(kind, '[0-9]') desc, n_claims desc, len(kind) desc, kind asc
        ) as kind
    from (
        select
            event_id,
            outcome,
            category,
            lower(equipment) as kind,
            count(*) as n_claims
        from claims
        where table_name = 'equipment_claims'
        group by event_id, outcome, category, lower(equipment)
    ) as kinds
    group by event_id, outcome, category

),

dimensioned as (

    select
        claims.*,
        'group' as dimension,
        victim_group as part
    from claims
    where table_name = 'claims'

    union all

    select
        claims.*,
        'side' as dimension,
        victim_actor_id as part
    from claims
    where table_name = 'claims' and victim_actor_id is not null

    union all

    select
        claims.*,
        'equipment' as dimension,
        case when equipment_sentences.most_in_one_sentence > 1 then lower(claims.equipment) else equipment_named.kind end as part
    from claims
    inner join equipment_sentences
        on
            claims.event_id = equipment_sentences.event_id
            and claims.outcome = equipment_sentences.outcome
            and claims.category is not distinct from equipment_sentences.category
    inner join equipment_named
        on
            claims.event_id = equipment_named.event_id
            and claims.outcome = equipment_named.outcome
            and claims.category is not distinct from equipment_named.category
    where claims.table_name = 'equipment_claims'

)

select
    claim_id,
    event_id,
    article_id,
    story_id,
    published_at,
    origin_id,
    dimension,
    outcome,
    coalesce(part, 'total') as part,
    category,
    victim_actor_id,
    victim_key,
    list_id,
    part_of,
    is_additional,
    is_update,
    is_corrected_toll,
    is_person and count_best = 1 as is_person,
    qualifier,
    case when span_field = 'title' then 0 else 1000000000 end + char_start as article_position,
    count_low as low,
    count_best as best,
    count_high as high,
    case
        when qualifier = 'vague' then 3
        when qualifier = 'exact' then 1
        else 2
    end as strength
from dimensioned
