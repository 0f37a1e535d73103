{{ config(
    materialized='amended', grain='article_id',
    scope=changed('article_id', ['int_event_mentions_resolved', 'int_claims_resolved'])
) }}
-- The figures and the named victims that an article states of each of its incidents.
with mentions as (

    select
        mention_id,
        incident_id,
        document_id
    from {{ ref('int_event_mentions_resolved') }}
    where (is_incident or is_recalled) and {{ in_scope() }}

),

claims as (

    select
        mentions.incident_id,
        mentions.document_id,
        claims.article_id,
        claims.outcome,
        claims.count_best,
        claims.qualifier,
        claims.list_id,
        claims.part_of,
        claims.is_update,
        claims.is_additional,
        claims.victim_name,
        claims.victim_key
    from {{ ref('int_claims_resolved') }} as claims
    inner join mentions on claims.mention_id = mentions.mention_id
    where
        claims.table_name = 'claims'
        and claims.is_current
        and claims.factuality in ('asserted', 'reported', 'alleged')
        and coalesce(claims.time_scope, 'incident') = 'incident'
        and {{ in_scope() }}

),

-- The figures of one list count together, as their sum.
lists as (

    select
        incident_id,
        outcome,
        list_id,
        sum(count_best) as count_best
    from claims
    where list_id is not null and part_of is null
    group by incident_id, outcome, list_id
    having count(*) = count(count_best)

),

figures as (

    select
        incident_id,
        outcome,
        count_best,
        not is_update and not is_additional and part_of is null and qualifier != 'about' as is_firm
    from claims
    where list_id is null and victim_name is null and count_best is not null

    union all

    select
        incident_id,
        outcome,
        count_best,
        true as is_firm
    from lists

    union all

    -- Another sentence may state only one member of a list: "six guests and two cooks", "the six guests".
    select
        incident_id,
        outcome,
        count_best,
        false as is_firm
    from claims
    where list_id is not null and victim_name is null and count_best is not null

),

figures_listed as (

    select
        incident_id,
        list_sort(list(distinct outcome || ' ' || count_best)) as figures,
        list_sort(list(distinct outcome) filter (where is_firm)) as firm_outcomes,
        max(count_best) filter (where outcome = 'killed') as most_killed,
        max(count_best) filter (where outcome = 'wounded') as most_wounded
    from figures
    group by incident_id

),

names_folded as (

    select
        incident_id,
        coalesce({{ fold_person_name('victim_key') }}, victim_key) as victim_fold
    from claims
    where victim_key is not null

),

names_listed as (

    select
        incident_id,
        list_sort(list(distinct {{ undouble_letters('victim_fold') }})) as victim_keys
    from names_folded
    group by incident_id

),

incidents as (

    select distinct
        incident_id,
        article_id,
        document_id
    from claims

)

select
    incidents.incident_id,
    incidents.article_id,
    incidents.document_id,
    coalesce(figures_listed.figures, cast([] as varchar[])) as figures,
    coalesce(figures_listed.firm_outcomes, cast([] as varchar[])) as firm_outcomes,
    cast(figures_listed.most_killed as integer) as most_killed,
    cast(figures_listed.most_wounded as integer) as most_wounded,
    coalesce(names_listed.victim_keys, cast([] as varchar[])) as victim_keys
from incidents
left join figures_listed on incidents.incident_id = figures_listed.incident_id
left join names_listed on incidents.incident_id = names_listed.incident_id
