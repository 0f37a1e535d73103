{{ config(materialized='amended', grain=['text_a', 'text_b'], scope=text_pairs_to_compare()) }}
-- Pairs of texts that may be copies, and the evidence against it: another figure, day or name at the same place or, if much of the
-- wording differs, too few shared facts.
with pairs as (

    select * from {{ ref('int_text_pairs_blocked') }}
    where {{ in_scope() }}

),

facts as (

    select * from {{ ref('int_text_facts_read') }}
    where text_id in (select unnest([text_a, text_b]) from pairs)

),

placed as (

    select
        text_id,
        kind,
        surroundings,
        list(distinct fact order by fact) as facts
    from facts
    group by text_id, kind, surroundings

),

-- Materialized before the join with the other text: many texts have the same words at some place, and only the pair matters.
sought as materialized (

    select
        pairs.text_a,
        pairs.text_b,
        placed.kind,
        placed.surroundings,
        placed.facts
    from pairs
    inner join placed on pairs.text_a = placed.text_id

),

-- Spellings of one name: one contains the other word by word ("Smith", "John Smith"), or nearly all letters are the same.
differing as (

    select
        a.text_a,
        a.text_b,
        a.kind,
        min('different ' || a.kind || ': ' || a.facts[1] || ', ' || b.facts[1]) as veto
    from sought as a
    inner join placed as b on a.text_b = b.text_id and a.surroundings = b.surroundings
    where
        not list_has_any(a.facts, b.facts)
        and not (
            a.kind = 'names'
            and (
                contains(' ' || a.facts[1] || ' ', ' ' || b.facts[1] || ' ')
                or contains(' ' || b.facts[1] || ' ', ' ' || a.facts[1] || ' ')
                or jaro_winkler_similarity(a.facts[1], b.facts[1]) >= 0.9
            )
        )
    group by a.text_a, a.text_b, a.kind

),

vetoed as (

    select
        text_a,
        text_b,
        min(veto) as veto
    from differing
    group by text_a, text_b

),

fact_lists as (

    select
        text_id,
        list(distinct kind || ' ' || fact) as facts
    from facts
    group by text_id

),

compared as (

    select
        pairs.text_a,
        pairs.text_b,
        pairs.jaccard,
        vetoed.veto,
        len(list_intersect(a.facts, b.facts)) / least(len(a.facts), len(b.facts)) as shared_facts
    from pairs
    left join vetoed on pairs.text_a = vetoed.text_a and pairs.text_b = vetoed.text_b
    left join fact_lists as a on pairs.text_a = a.text_id
    left join fact_lists as b on pairs.text_b = b.text_id

)

select
    text_a,
    text_b,
    jaccard,
    shared_facts,
    case
        when veto is not null then veto
        when jaccard < {{ var('copy_certain_jaccard') }} and shared_facts < {{ var('copy_shared_facts') }}
            then 'few shared facts: ' || cast(round(100 * shared_facts) as integer) || ' %'
    end as veto
from compared
