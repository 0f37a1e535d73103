{#  The grain of a table whose key has several columns. #}
{% test unique_combination(model, columns) %}
select {{ columns | join(', ') }}, count(*) as n_rows
from {{ model }}
where {{ changed_in_this_build(model, columns | join(', ')) }}
group by {{ columns | join(', ') }}
having count(*) > 1
{% endtest %}
