{# What models that amend their table ask (see materializations/amended.sql). Each answers with words of SQL, or "true", or nothing. #}

{# "true" where this model amends its table in this build, else nothing. #}
{% macro amends() -%}
    {%- if is_amending_build() and load_cached_relation(this) is not none %}true{% endif -%}
{%- endmacro %}

{% macro is_amending_build() -%}
    {%- if execute and flags.WHICH == 'build' and model.resource_type in ('model', 'test') -%}
        {%- if run_query("from information_schema.tables where table_schema = 'changes' and table_name = 'build_before'") | length > 0 -%}
            true
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}

{# Of a table that this build amended the condition that a row's key is among those that it changed. #}
{% macro changed_in_this_build(relation, key) -%}
    {%- set ns = namespace(is_amended=false) -%}
    {%- if is_amending_build() -%}
        {%- set noted = "from information_schema.tables where table_schema = 'changes' and table_name = '" ~ relation.identifier ~ "'" -%}
        {%- set ns.is_amended = run_query(noted) | length > 0 -%}
    {%- endif -%}
    {%- if ns.is_amended %}({{ key }}) in (select {{ key }} from changes.{{ relation.identifier }}){% else %}true{% endif -%}
{%- endmacro %}

{# What a model reads of its inputs: the rows in its scope where it amends its table, else all. #}
{% macro in_scope() -%}
    {%- if amends() %}({{ config.get('scope') }}){% else %}true{% endif -%}
{%- endmacro %}

{#
    The rows of another model's table that are in this one's scope. Those of a day lie together: once the narrow columns of the scope have
    told which rows they are, by their numbers, the others are read there only.
#}
{% macro rows_in_scope(name) -%}
    select * from {{ ref(name) }}
    where {% if amends() %}rowid in (select rowid from {{ ref(name) }} where {{ in_scope() }}){% else %}true{% endif %}
{%- endmacro %}

{#
    What a test reads: the rows that an amending build changed, else all. What a build left alone passed in the build before, so
    `condition` has to hold for every row that may break the rule since then.
#}
{% macro to_test(condition) -%}
    {%- if is_amending_build() %}({{ condition }}){% else %}true{% endif -%}
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
        select {{ key.strip('()') }} from {{ changes_of(name) }}
        {%- if not loop.last %} union all{% endif %}
        {%- endfor %}
        {%- if caller is defined %} union all {{ caller() }}{% endif %}
    )
{%- endmacro %}
