{# No two rows share these columns; NULL counts as a value. An amending build tests only the rows that it changed. #}
{% test unique_combination(model, columns) %}
select {{ columns | join(', ') }}, count(*) as n_rows
from {{ model }}
where {{ changed_in_this_build(model, columns | join(', ')) }}
group by {{ columns | join(', ') }}
having count(*) > 1
{% endtest %}
