{{ config(materialized='amended', grain=['mention_a', 'mention_b'], scope=mention_pairs_to_compare()) }}
-- Each blocked pair with the evidence for one event (reason, score) and the evidence against it (veto).
with pairs as (

    select * from {{ ref('int_mention_pairs_blocked') }}
    where {{ in_scope() }}

),

profiles as (

    select * from {{ ref('int_incidents_profiled') }}
    where {{ in_documents_of_pairs() }}

),

{{ compare_mentions('pairs', 'profiles') }}

select * from judged
