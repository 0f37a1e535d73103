{{ config(materialized='amended', grain='mention_id') }}
-- Victims of other articles whom an article names at its beginning without telling what became of them ("John Smith was on his
-- way home"): one row per name, beside the article's first incident mention.
with profiles as (

    select * from {{ ref('int_event_mentions_profiled') }}

),

victims as (

    select distinct
        document_id,
        unnest(victim_keys) as victim_key
    from profiles

),

-- First name and last: middle names come and go.
victims_keyed as (

    select distinct
        document_id,
        split_part(victim_key, ' ', 1) || ' ' || split_part(victim_key, ' ', -1) as name_key
    from victims
    where contains(victim_key, ' ')

),

counted as (

    select
        name_key,
        count(*) as n_victim
    from victims_keyed
    group by name_key

),

-- What many articles print and few call a victim is the name of somebody or something else.
told as (

    select
        pairs.mention_id,
        pairs.article_id,
        pairs.name_key,
        counted.n_victim,
        count(*) over (partition by pairs.name_key) as n_told
    from {{ ref('int_names_printed') }} as pairs
    inner join counted on pairs.name_key = counted.name_key
    anti join victims_keyed as own on pairs.document_id = own.document_id and pairs.name_key = own.name_key

)

select
    mention_id,
    article_id,
    name_key
from told
where n_told <= 2 * n_victim + 1
