{#
    The key of a table: no two rows share it, and no part of it is NULL. An amending build tests only the rows that it changed.
    A view has no changed rows of its own. `changed_in` and `changed_by` then name a table and a column whose changes show which rows may differ.
#}
{% test primary_key(model, columns, changed_in=none, changed_by=none) %}
select {{ columns | join(', ') }}, count(*) as n_rows
from {{ model }}
where {{ changed_in_this_build(changed_in or model, changed_by or columns | join(', ')) }}
group by {{ columns | join(', ') }}
having count(*) > 1{% for column in columns %} or {{ column }} is null{% endfor %}
{% endtest %}
