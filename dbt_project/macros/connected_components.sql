{#
    Two CTEs that compute `components` (node, component) from `edges` (node, neighbour; both directions). Every node takes
    the smallest label among its neighbours until nothing changes. The WITH of the caller must be recursive.
#}
{% macro connected_components(edges) -%}
labels as (

    select distinct
        node,
        node as label,
        0 as round,
        true as is_changed
    from {{ edges }}

    union all

    select
        own.node,
        least(own.label, min(neighbours.label)) as label,
        own.round + 1 as round,
        min(neighbours.label) < own.label as is_changed
    from labels as own
    inner join {{ edges }} as edges on own.node = edges.node
    inner join labels as neighbours on edges.neighbour = neighbours.node
    where (select bool_or(is_changed) from labels)
    group by own.node, own.label, own.round

),

components as (

    select
        node,
        min(label) as component
    from labels
    group by node

)
{%- endmacro %}
