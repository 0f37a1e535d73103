{#
    The rule for every id that SQL makes: the first 16 hex digits of the SHA-256 of the fields, joined by the unit
    separator (chr(31)). NULL counts as the empty text. `kind` gives different things different ids.
#}
{% macro hash_id(kind, fields) -%}
    left(sha256('{{ kind }}' {%- for field in fields %} || chr(31) || coalesce(cast({{ field }} as varchar), ''){% endfor %}), 16)
{%- endmacro %}
