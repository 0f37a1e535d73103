{# What a model that amends its table needs to know (see materializations/amended.sql). Each macro returns SQL, or "true", or nothing. #}

{# "true" if this model amends its table in this build, else nothing. #}
{% macro amends() -%}
    {%- if is_amending_build() and load_cached_relation(this) is not none %}true{% endif -%}
{%- endmacro %}

{# "true" if this build amends tables, else nothing. #}
{% macro is_amending_build() -%}
    {%- if execute and flags.WHICH == 'build' and model.resource_type in ('model', 'test') -%}
        {%- if run_query("from information_schema.tables where table_schema = 'changes' and table_name = 'build_before'") | length > 0 -%}
            true
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}

{# If this build amended the table: the condition that a row's key is among the changed keys. Else "true". #}
{% macro changed_in_this_build(relation, key) -%}
    {%- set ns = namespace(is_amended=false) -%}
    {%- if is_amending_build() -%}
        {%- set noted = "from information_schema.tables where table_schema = 'changes' and table_name = '" ~ relation.identifier ~ "'" -%}
        {%- set ns.is_amended = run_query(noted) | length > 0 -%}
    {%- endif -%}
    {%- if ns.is_amended %}({{ key }}) in (select {{ key }} from changes.{{ relation.identifier }}){% else %}true{% endif -%}
{%- endmacro %}

{# The rows of its inputs that a model reads: those in its scope if it amends its table, else all. #}
{% macro in_scope() -%}
    {%- if amends() %}({{ config.get('scope') }}){% else %}true{% endif -%}
{%- endmacro %}

{#
    The rows of another model's table that are in this model's scope. The narrow columns of the scope give the row numbers first; then the
    other columns are read for these rows only. The rows of a day are stored together, so few blocks are read.
#}
{% macro rows_in_scope(name) -%}
    select * from {{ ref(name) }}
    where {% if amends() %}rowid in (select rowid from {{ ref(name) }} where {{ in_scope() }}){% else %}true{% endif %}
{%- endmacro %}

{#
    The rows that a test reads: those that `condition` selects in an amending build, else all. Rows that a build did not change passed in
    the build before, so `condition` must select every row that may break the rule since then.
#}
{% macro to_test(condition) -%}
    {%- if is_amending_build() %}({{ condition }}){% else %}true{% endif -%}
{%- endmacro %}

{# The changed rows of another model in this build. The calling model must run after it. #}
{% macro changes_of(name) -%}
    {%- if model is defined and model.resource_type != 'unit_test' %}{% do ref(name) %}{% endif -%}
    changes.{{ name }}
{%- endmacro %}

{#
    The condition that a row's `key` is among the changed rows of one of these models,
    or among the keys that the query in the call block selects.
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
