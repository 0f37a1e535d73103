{# A range in words: "21", "at least 21", "up to 20", "15 to 30 (best 21)"; NULL if nothing is known. #}
{% macro describe_range(low, best, high) -%}
    case
        when {{ low }} is null and {{ best }} is null and {{ high }} is null then null
        when {{ low }} is null then 'up to ' || {{ high }}
        when {{ high }} is null then 'at least ' || {{ low }} || case when {{ best }} > {{ low }} then ' (best ' || {{ best }} || ')' else '' end
        when {{ low }} = {{ high }} then cast({{ low }} as varchar)
        else {{ low }} || ' to ' || {{ high }} || coalesce(' (best ' || {{ best }} || ')', '')
    end
{%- endmacro %}

{# One sentence about an event, made from its columns. #}
{% macro event_summary() -%}
    coalesce(sub_event_type, event_type, upper(left(context, 1)) || substr(context, 2))
    || coalesce(' by ' || actor1, '')
    || case
        when actor2 is null then ''
        when sub_event_type in ('Government regains territory', 'Non-state actor overtakes territory') then ' from ' || actor2
        when actor1 is not null and event_type = 'Battles' then ' with ' || actor2
        else ' against ' || actor2
    end
    || coalesce(case where_prec when 1 then ' in ' when 2 then ' near ' else ' in ' end || location, '')
    || case
        when event_date is not null then ' on ' || strftime(event_date, '%Y-%m-%d')
        when date_start is not null then ' between ' || strftime(date_start, '%Y-%m-%d') || ' and ' || strftime(date_end, '%Y-%m-%d')
        else ''
    end
    || coalesce(': ' || nullif(concat_ws(
        ', ',
        {{ describe_range('killed_low', 'killed_best', 'killed_high') }} || ' killed',
        {{ describe_range('wounded_low', 'wounded_best', 'wounded_high') }} || ' wounded'
    ), ''), '')
    || '.'
{%- endmacro %}
