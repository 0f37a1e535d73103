{#-
  Records in raw.dbt_builds how the last dbt command that ran models or tests ended: running, success or failed.
  Publishing reads it, so that readers never get marts that a failed or killed command left half built. A successful
  command on some of the models leaves the earlier status, because it did not rebuild the other models.

  raw.built_days records what the marts were built from: the loaded days and the project (its hash, if the caller gives
  one). It exists only after a whole build without a failure or a warning. While it equals the loaded days, there is
  nothing to build. A whole build of the same project that finds it amends the tables (see amended.sql) and copies it to
  changes.build_before. Any other build creates the tables again.
-#}
{% macro record_build_start() %}
    {% if flags.WHICH in ("build", "run", "test", "seed") %}
        {% set project_hash = env_var("TALLYWIRE_DBT_PROJECT_HASH", "") %}
        create schema if not exists raw;
        create table if not exists raw.dbt_builds as select 'never built' as status, 'never built' as status_before;
        update raw.dbt_builds set status_before = status where status <> 'running';
        update raw.dbt_builds set status = 'running';
        drop schema if exists changes cascade;
        create schema changes;
        {% if execute and project_hash and is_whole_build() and not flags.FULL_REFRESH %}
            {% set built = run_query("select 1 from information_schema.tables where table_schema = 'raw' and table_name = 'built_days'") %}
            {% if built | length > 0 %}
                {% set projects = run_query("select distinct project_hash from raw.built_days").columns[0].values() | list %}
                {% if projects == [project_hash] %}
                    create table changes.build_before as select * from raw.built_days;
                {% endif %}
            {% endif %}
        {% endif %}
        drop table if exists raw.built_days;
    {% endif %}
{% endmacro %}

{% macro is_whole_build() -%}
    {{ return(flags.WHICH == "build" and (invocation_args_dict.get("select") or []) | join(" ") in ("", "fqn:*")) }}
{%- endmacro %}

{% macro record_build_end(results) %}
    {% if flags.WHICH in ("build", "run", "test", "seed") %}
        {% set statuses = results | map(attribute="status") | map("string") | list %}
        {% set bad = statuses | select("in", ["error", "fail", "runtime error"]) | list %}
        {% set is_whole = is_whole_build() %}
        update raw.dbt_builds
        set status = {{ "'failed'" if bad else "'success'" if is_whole else "status_before" }};
        {% if is_whole and not bad and "warn" not in statuses %}
            create table raw.built_days as
            select
                landed_on,
                fingerprint,
                '{{ env_var("TALLYWIRE_DBT_PROJECT_HASH", "") }}' as project_hash
            from raw.loaded_days;
        {% endif %}
    {% endif %}
{% endmacro %}
