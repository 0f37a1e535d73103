{#
    A table that a build amends instead of creating it again: only the rows in its scope are computed, and only groups of rows that
    differ are replaced. Removed and added rows are in the table of the same name in schema `changes` until the next build. Models
    downstream read there what they must compute again.

        grain   the columns that identify a group of rows; a group is replaced as a whole
        scope   the rows that this build computes, as a condition on the table's columns. It must hold for every group that may
                differ, and for all rows of a group or none. No scope: all rows, if comparing them is cheap.

    The table is created again, like any other, unless the whole build before succeeded with the same project (see
    record_build.sql). A scope depends on changes in the inputs, never on days, so the result equals that of a full build.
#}
{% materialization amended, adapter='duckdb', supported_languages=['sql', 'python'] %}
    {%- set is_full_build = not amends() -%}
    {%- if is_full_build and model['language'] == 'sql' -%}
        {{ return(materialization_table_duckdb()) }}
    {%- endif -%}
    {%- set changes = 'changes.' ~ this.identifier -%}
    {%- set grain = [config.require('grain')] if config.require('grain') is string else config.require('grain') -%}
    {%- set fresh = api.Relation.create(database=this.database, schema='changes', identifier=this.identifier ~ '__fresh', type='table') -%}
    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {% call statement('fresh', language=model['language']) %}
        {%- if model['language'] == 'python' -%}
            {{ py_write_table(False, fresh, compiled_code) }}
        {%- else -%}
            create table {{ fresh }} as {{ compiled_code }}
        {%- endif -%}
    {% endcall %}
    {% if is_full_build %}
    {% call statement('main') %}
        drop table if exists {{ this }};
        create table {{ this }} as from {{ fresh }};
        drop table {{ fresh }};
    {% endcall %}
    {% else %}
    {%- set columns = get_quoted_csv(adapter.get_columns_in_relation(this) | map(attribute='name') | list) -%}
    {%- set key = grain | join(', ') -%}
    {%- set scope = config.get('scope') -%}
    {%- set standing = 'standing__' ~ this.identifier if scope else this -%}
    {% call statement('main') %}
        {% if scope %}
        -- The narrow columns of the scope give the row numbers first; only then are all columns of these rows read.
        create or replace temp table {{ standing }} as
        select rowid as row_number, {{ columns }} from {{ this }} where rowid in (select rowid from {{ this }} where {{ scope }});
        {% endif %}
        create table {{ changes }} as
        select {{ columns }}
        from (
            select {{ columns }}, 1 as n_more from {{ fresh }}
            union all
            select {{ columns }}, -1 as n_more from {{ standing }}
        )
        group by all
        having sum(n_more) != 0;
        delete from {{ this }}
        where rowid in (select {{ 'row_number' if scope else 'rowid' }} from {{ standing }} where ({{ key }}) in (select {{ key }} from {{ changes }}));
        insert into {{ this }} ({{ columns }})
        select {{ columns }} from {{ fresh }} where ({{ key }}) in (select {{ key }} from {{ changes }});
        drop table {{ fresh }};
        {% if scope %}drop table {{ standing }};{% endif %}
    {% endcall %}
    {% endif %}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {% do adapter.commit() %}
    {{ run_hooks(post_hooks, inside_transaction=False) }}
    {{ return({'relations': [this]}) }}
{% endmaterialization %}
