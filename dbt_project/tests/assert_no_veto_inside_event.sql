-- Every pair of incidents that create an event was compared, and no pair has a veto.
with incidents as (

    select
        incident_id,
        event_id,
        bool_or(is_incident) as is_incident
    from {{ ref('int_event_mentions_assigned') }}
    where event_id is not null and {{ to_test(events_to_check()) }}
    group by incident_id, event_id

),

inside as (

    select
        a.event_id,
        links.veto,
        a.is_incident and b.is_incident as both_incident
    from {{ ref('event_links') }} as links
    inner join incidents as a on links.mention_a = a.incident_id
    inner join incidents as b on links.mention_b = b.incident_id
    where a.event_id = b.event_id

),

needed as (

    select
        event_id,
        count(*) * (count(*) - 1) // 2 as n_pairs
    from incidents
    where is_incident
    group by event_id

)

select
    event_id,
    veto
from inside
where veto is not null

union all

select
    needed.event_id,
    needed.n_pairs || ' pairs, not all compared' as veto
from needed
left join inside on needed.event_id = inside.event_id and inside.both_incident
group by needed.event_id, needed.n_pairs
having count(inside.event_id) != needed.n_pairs
