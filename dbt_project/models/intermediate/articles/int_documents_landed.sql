{{ config(materialized='amended', grain='article_id') }}
-- Documents that became articles, with all that may change what is read of them: what was landed on their day, and when they were
-- seen. Where a row differs from that of the build before, the article is looked at anew.
select
    articles.article_id,
    articles.document_id,
    articles.landed_on,
    sighted.first_seen_at,
    sighted.last_seen_at,
    -- Not a source: loading notes in it which files the rows of a day are from.
    days.fingerprint
from {{ ref('stg_articles') }} as articles
left join {{ ref('int_documents_sighted') }} as sighted on articles.document_id = sighted.document_id
left join raw.loaded_days as days on articles.landed_on = days.landed_on
