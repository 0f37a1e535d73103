-- Each blocked pair with what speaks for one event (reason, score) and what forbids it (veto).
with pairs as (

    select * from {{ ref('int_mention_pairs_blocked') }}

),

profiles as (

    select * from {{ ref('int_event_mentions_profiled') }}

),

{{ compare_mentions('pairs', 'profiles') }}

select * from judged
