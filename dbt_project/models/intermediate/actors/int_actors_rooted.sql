-- Each listed actor with the top of its chain of parents. Sides and speakers are compared by this root.
with recursive actors as (

    select
        actor_id,
        parent_actor_id
    from {{ ref('listed_actors') }}

),

chains as (

    select
        actor_id,
        actor_id as ancestor_id,
        parent_actor_id as next_id,
        0 as depth
    from actors

    union all

    select
        chains.actor_id,
        actors.actor_id as ancestor_id,
        actors.parent_actor_id as next_id,
        chains.depth + 1 as depth
    from chains
    inner join actors on chains.next_id = actors.actor_id
    where chains.depth < 10

)

select
    actor_id,
    arg_max(ancestor_id, depth) as root_actor_id
from chains
group by actor_id
