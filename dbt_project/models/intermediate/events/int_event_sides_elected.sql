{{ config(materialized='amended', grain='event_id', scope=events_to_recompute()) }}
-- The two sides of each event. actor1: the actor that most articles name first as acting, then the one of most incident mentions
-- (ties in anchor order); a named actor comes before a described one ("gunmen"). actor2: the actor that most of them name as acted upon; else the other acting side of
-- a battle that is reported from both sides.
with mentions as (

    select
        *,
        row_number() over (
            partition by event_id, article_id
            order by
                agent_actor_id is null asc,
                coalesce(is_agent_described, false) asc,
                article_position asc,
                mention_id asc
        ) = 1 as is_first_agent
    from {{ ref('int_event_mentions_assigned') }}
    where event_id is not null and is_incident and {{ in_scope() }}

),

actors as (

    select
        actor_id,
        root_actor_id
    from {{ ref('int_actors_listed') }}

),

agents_counted as (

    select
        mentions.event_id,
        mentions.agent_actor_id as actor_id,
        actors.root_actor_id,
        bool_and(coalesce(mentions.is_agent_described, false)) as is_described,
        count(*) as n_mentions,
        count(*) filter (where mentions.is_first_agent) as n_articles_first,
        min(mentions.anchor_order) as anchor_order,
        min(mentions.article_position) as article_position
    from mentions
    inner join actors on mentions.agent_actor_id = actors.actor_id
    group by mentions.event_id, mentions.agent_actor_id, actors.root_actor_id

),

rooted as (

    select
        *,
        sum(n_articles_first) over (partition by event_id, root_actor_id) as n_articles_first_of_root
    from agents_counted

),

agents as (

    select
        event_id,
        actor_id,
        -- On equal counts the whole comes before its part: the coalition before a member.
        row_number() over (
            partition by event_id
            order by
                is_described asc,
                n_articles_first_of_root desc,
                n_mentions desc,
                actor_id = root_actor_id desc,
                anchor_order asc,
                article_position asc
        ) as position
    from rooted

),

first_sides as (

    select
        agents.event_id,
        agents.actor_id,
        actors.root_actor_id
    from agents
    inner join actors on agents.actor_id = actors.actor_id
    where agents.position = 1

),

acted_upon as (

    select event_id, target_actor_id as actor_id, true as is_target, anchor_order, article_position
    from mentions
    where target_actor_id is not null

    union all

    select event_id, agent_actor_id as actor_id, false as is_target, anchor_order, article_position
    from mentions
    where agent_actor_id is not null and event_type = 'Battles'

),

others as (

    select
        acted_upon.event_id,
        acted_upon.actor_id,
        row_number() over (
            partition by acted_upon.event_id
            order by
                bool_or(acted_upon.is_target) desc,
                count(*) desc,
                min(acted_upon.anchor_order) asc,
                min(acted_upon.article_position) asc,
                acted_upon.actor_id asc
        ) as position
    from acted_upon
    inner join actors on acted_upon.actor_id = actors.actor_id
    left join first_sides on acted_upon.event_id = first_sides.event_id
    where actors.root_actor_id is distinct from first_sides.root_actor_id
    group by acted_upon.event_id, acted_upon.actor_id

),

second_sides as (

    select * from others
    where position = 1

)

select
    coalesce(first_sides.event_id, others.event_id) as event_id,
    first_sides.actor_id as actor1_id,
    others.actor_id as actor2_id
from first_sides
full join second_sides as others on first_sides.event_id = others.event_id
