{#
    CTEs that combine the votes of origins (low, best, high per `keys`, origin_id) into one interval per `keys`: `combined`.
    Source: docs/vocabulary.md, "From claims to one event", rules 3 and 5.
      low   the smallest low; unknown if a vote without a low has its high below it
      high  the largest high; unknown if a vote without a high has its low above it
      best  the best whose votes come first by `preferences`, on a tie the lower; 0 never wins against a positive figure; unknown if
            outside low..high
    Vague votes (a low only) count only if no origin has a number.
#}
{% macro combine_votes(votes, keys, preferences) -%}
{%- set key_list = keys | join(', ') -%}
weighed as (

    select
        *,
        best is not null or high is not null as is_number,
        bool_or(best is not null or high is not null) over (partition by {{ key_list }}) as has_number
    from {{ votes }}

),

voters as (

    select * from weighed
    where is_number = has_number

),

bounds as (

    select
        {{ key_list }},
        min(low) as smallest_low,
        max(high) as largest_high,
        min(high) filter (where low is null) as high_without_low,
        max(low) filter (where high is null) as low_without_high,
        min(best) as lowest_best,
        max(best) as highest_best,
        count(distinct origin_id) as n_origins
    from voters
    group by {{ key_list }}

),

elected as (

    select
        {{ key_list }},
        best,
        row_number() over (partition by {{ key_list }} order by best = 0 asc, {{ preferences | join(', ') }}, best asc) as position
    from voters
    where best is not null
    group by {{ key_list }}, best

),

spanned as (

    select
        bounds.*,
        elected.best as elected_best,
        case when high_without_low < smallest_low then null else smallest_low end as low,
        case when low_without_high > largest_high then null else largest_high end as high
    from bounds
    left join elected
        on
            elected.position = 1
            {%- for key in keys %}
            and bounds.{{ key }} is not distinct from elected.{{ key }}
            {%- endfor %}

),

combined as (

    select
        {{ key_list }},
        low,
        case when elected_best >= coalesce(low, elected_best) and elected_best <= coalesce(high, elected_best) then elected_best end as best,
        high,
        case when lowest_best >= coalesce(low, lowest_best) and lowest_best <= coalesce(high, lowest_best) then lowest_best end as lowest_best,
        case when highest_best >= coalesce(low, highest_best) and highest_best <= coalesce(high, highest_best) then highest_best end as highest_best,
        n_origins
    from spanned

)
{%- endmacro %}
