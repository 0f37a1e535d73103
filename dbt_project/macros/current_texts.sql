{#
    Columns of the current revision of articles, with the article id as `key`: of the articles that `condition` selects, else of those in
    the model's scope. The join includes the landing day, so that a build skips the long texts of all other days.
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
