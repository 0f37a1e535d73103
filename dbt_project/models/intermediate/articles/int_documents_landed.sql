{{ config(materialized='amended', grain='article_id') }}
-- Documents that became articles, with everything that can change how they are read: the files of their landing day and their
-- sightings. If a row differs from the build before, the article is processed again.
select
    articles.article_id,
    articles.document_id,
    articles.landed_on,
    sighted.first_seen_at,
    sighted.last_seen_at,
    -- This is not a dbt source: the loading step records here which files the rows of a day come from.
    days.fingerprint
from {{ ref('stg_articles') }} as articles
left join {{ ref('int_documents_sighted') }} as sighted on articles.document_id = sighted.document_id
left join raw.loaded_days as days on articles.landed_on = days.landed_on
