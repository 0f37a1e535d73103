{#
    A table that a build amends instead of making it anew: only the rows of its scope are computed, and only groups of rows that
    came out differently are replaced. What was taken out or put in stands in the table of the same name in schema `changes` until
    the next build: there the models downstream read what they have to look at.

        grain   the columns that name a group of rows, which is replaced as a whole
        scope   which rows this build looks at, as a condition on the table's columns; it must hold for every group that may
                come out differently, and a group lies in it as a whole. No scope: all rows, where comparing them is cheap.

    The table is made anew, like any other, unless the whole build before ended well, with the same models, on the rows that were
    loaded then (see record_build.sql). A scope looks at changes in what is read, never at days: the result is the same.
#}
{% materialization amended, adapter='duckdb', supported_languages=['sql', 'python'] %}
    {%- set is_anew = not amends() -%}
    {%- if is_anew and model['language'] == 'sql' -%}
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
    {% if is_anew %}
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
        -- Only after the narrow columns of the scope say which rows those are, by their numbers, are all columns read.
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
