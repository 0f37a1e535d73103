{#  The grain of a table whose key has several columns. #}
{% test unique_combination(model, columns) %}
select {{ columns | join(', ') }}, count(*) as n_rows
from {{ model }}
{%- if is_amended_in_this_build(model) %}
where ({{ columns | join(', ') }}) in (select {{ columns | join(', ') }} from changes.{{ model.identifier }})
{%- endif %}
group by {{ columns | join(', ') }}
having count(*) > 1
{% endtest %}
