{# What models that amend their table ask (see materializations/amended.sql). Each answers with words of SQL, or "true", or nothing. #}

{# "true" where this model amends its table in this build, else nothing. #}
{% macro amends() -%}
    {%- if is_amending_build() and load_cached_relation(this) is not none %}true{% endif -%}
{%- endmacro %}

{% macro is_amending_build() -%}
    {%- if execute and flags.WHICH == 'build' and model.resource_type == 'model' -%}
        {%- if run_query("from information_schema.tables where table_schema = 'changes' and table_name = 'build_before'") | length > 0 -%}
            true
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}

{# What a model reads of its inputs: the rows in its scope where it amends its table, else all. #}
{% macro in_scope() -%}
    {%- if amends() %}({{ config.get('scope') }}){% else %}true{% endif -%}
{%- endmacro %}

{# The changed rows of another model in this build. The model that asks has to wait for it. #}
{% macro changes_of(name) -%}
    {%- if model is defined and model.resource_type != 'unit_test' %}{% do ref(name) %}{% endif -%}
    changes.{{ name }}
{%- endmacro %}

{#
    The condition that a row's `key` stands among the changed rows of one of these models,
    or among the keys that the query selects around which it is called.
#}
{% macro changed(key, models) -%}
    {{ key }} in (
        {%- for name in models %}
        select {{ key }} from {{ changes_of(name) }}
        {%- if not loop.last %} union all{% endif %}
        {%- endfor %}
        {%- if caller is defined %} union all {{ caller() }}{% endif %}
    )
{%- endmacro %}
