{{ config(
    materialized='amended', grain='article_id',
    scope=changed('article_id', ['int_event_mentions_assigned', 'int_claims_resolved'])
) }}
-- Every claim with its event, its origin, and whether it counts or why not. If nobody states a figure, its origin is the speaker of
-- the same outcome of that event elsewhere in the article, else the story.
with claims as (

    {{ rows_in_scope('int_claims_resolved') }}

),

mentions as (

    select
        mention_id,
        event_id
    from {{ ref('int_event_mentions_assigned') }}

),

assigned as (

    select
        claims.*,
        mentions.event_id
    from claims
    left join mentions on claims.mention_id = mentions.mention_id

),

neighbours as (

    select
        document_id,
        event_id,
        table_name,
        outcome,
        first(speaker_key order by span_field = 'text', char_start, claim_id) as speaker_key,
        first(attributed_to order by span_field = 'text', char_start, claim_id) as attributed_to
    from assigned
    where event_id is not null and speaker_key is not null
    group by document_id, event_id, table_name, outcome

),

with_origin as (

    select
        assigned.* exclude (speaker_key),
        coalesce(
            assigned.speaker_key,
            neighbours.speaker_key,
            'story ' || coalesce(assigned.story_id, assigned.article_id)
        ) as origin_key
    from assigned
    left join neighbours
        on
            assigned.document_id = neighbours.document_id
            and assigned.event_id = neighbours.event_id
            and assigned.table_name = neighbours.table_name
            and assigned.outcome = neighbours.outcome

),

-- A list in one sentence is one statement, even if a speaker is named for a part of it. A killer's own death has the origin of the
-- deaths that he caused, whoever reports it.
listed as (

    select
        * exclude (origin_key, is_by_own_hand),
        case
            when list_id is null then origin_key
            when is_by_own_hand then first(origin_key) over (in_list order by span_field, sentence_start, char_start, claim_id)
            else first(origin_key) over (in_list_of_sentence order by char_start, claim_id)
        end as origin_key
    from with_origin
    window
        in_list as (partition by document_id, list_id),
        in_list_of_sentence as (partition by document_id, list_id, span_field, sentence_start)

),

judged as (

    select
        *,
        case
            when not is_current then 'superseded'
            when excluded_reason is not null then excluded_reason
            when is_restored and event_id is not null and coalesce(count_low, count_best, count_high) is not null then null
            when factuality is null or factuality not in ('asserted', 'reported', 'alleged')
                then 'factuality: ' || coalesce(factuality, 'unknown')
            when time_scope = 'sum' then 'sum of incidents reported one by one'
            when time_scope = 'period' then 'total of a period'
            when time_scope = 'cumulative' then 'total of a war or campaign'
            when time_scope is null or time_scope != 'incident' then 'time_scope: ' || coalesce(time_scope, 'unknown')
            when event_id is null then 'no event'
            when count_low is null and count_best is null and count_high is null then 'no figure'
        end as not_counted_reason
    from listed

)

select
    * exclude (excluded_reason, is_restored),
    {{ hash_id('origin', ['origin_key']) }} as origin_id,
    not_counted_reason is null as is_counted
from judged
