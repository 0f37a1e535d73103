{{ config(materialized='amended', grain=['mention_a', 'mention_b'], scope=regrouped_mentions('mention_a')) }}
-- Pairs inside a draft event that share no block. They are compared too, so that no veto inside an event is missed.
with drafts as (

    select * from {{ ref('int_events_drafted') }}
    where is_incident and mention_id in (select mention_id from {{ ref('int_mentions_regrouped') }})

),

pairs as (

    select
        a.mention_id as mention_a,
        b.mention_id as mention_b
    from drafts as a
    inner join drafts as b on a.anchor_mention_id = b.anchor_mention_id and a.mention_id < b.mention_id
    anti join {{ ref('int_mention_pairs_compared') }} as compared
        on a.mention_id = compared.mention_a and b.mention_id = compared.mention_b

),

profiles as (

    select * from {{ ref('int_incidents_profiled') }}
    where {{ in_documents_of_pairs() }}

),

{{ compare_mentions('pairs', 'profiles') }}

select * from judged
