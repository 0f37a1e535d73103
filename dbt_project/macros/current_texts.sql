{#
    What articles say in their current revision, under the `key` that names them: of those that a condition on this key names, else of those in
    the model's scope. Texts are long: that the day must be equal too lets a build pass over all the days that it does not touch.
#}
{% macro current_texts(columns, key='article_id', condition=none) -%}
    select
        revisions.{{ key }},
        {%- for column in columns %}
        articles.{{ column }}{{ ',' if not loop.last }}
        {%- endfor %}
    from (
        select
            article_id as {{ key }},
            document_id,
            landed_on
        from {{ ref('int_revisions_ordered') }}
        where is_current and {{ condition or in_scope() }}
    ) as revisions
    inner join {{ ref('stg_articles') }} as articles
        on revisions.document_id = articles.document_id and revisions.landed_on = articles.landed_on
{%- endmacro %}
