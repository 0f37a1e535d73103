{{ config(materialized='amended', grain=['mention_a', 'mention_b'], scope=mention_pairs_compared_anew()) }}
-- Each blocked pair with what speaks for one event (reason, score) and what forbids it (veto).
with pairs as (

    select * from {{ ref('int_mention_pairs_blocked') }}
    where {{ in_scope() }}

),

-- Whole documents: the references and the places of a mention are sought in all of its document.
documents as (

    select document_id
    from {{ ref('int_event_mentions_profiled') }}
    where mention_id in (select unnest([mention_a, mention_b]) from pairs)

),

profiles as (

    select * from {{ ref('int_event_mentions_profiled') }}
    {%- if amends() %}
    where document_id in (select document_id from documents)
    {%- endif %}

),

{{ compare_mentions('pairs', 'profiles') }}

select * from judged
