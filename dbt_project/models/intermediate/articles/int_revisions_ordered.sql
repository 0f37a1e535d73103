{{ config(materialized='amended', grain='article_id', scope=articles_landed()) }}
-- The revisions of each article in the order they were first seen. The current one is the revision seen last (on a tie, the larger
-- sha256). Rejected documents are not revisions. The text stays in the raw table (see current_texts); `text_hash` shows whether it
-- changed.
with landed as (

    select
        document_id,
        landed_on
    from {{ ref('int_documents_landed') }}
    where {{ in_scope() }}

),

articles as (

    select articles.*
    from {{ ref('stg_articles') }} as articles
    inner join landed on articles.document_id = landed.document_id and articles.landed_on = landed.landed_on

),

documents as (

    select
        document_id,
        sha256,
        method
    from {{ ref('stg_documents') }}

),

sighted as (

    select * from {{ ref('int_documents_sighted') }}

),

-- A web page differs at each visit, for example in its advertisements. Visits with the same title and text are one revision, the
-- first of them. A file that is supplied again is always a new revision.
seen as (

    select
        articles.article_id,
        articles.document_id,
        documents.sha256,
        sighted.first_seen_at,
        sighted.last_seen_at,
        case
            when documents.method = 'web' then md5(coalesce(articles.title, '') || chr(31) || articles.text)
            else articles.document_id
        end as content_key
    from articles
    left join documents on articles.document_id = documents.document_id
    left join sighted on articles.document_id = sighted.document_id

),

distinct_revisions as (

    select
        article_id,
        document_id,
        sha256,
        min(first_seen_at) over (partition by article_id, content_key) as revision_first_seen_at,
        max(last_seen_at) over (partition by article_id, content_key) as revision_last_seen_at
    from seen
    qualify
        row_number() over (
            partition by article_id, content_key order by first_seen_at asc nulls last, sha256 asc, document_id asc
        ) = 1

),

ordered as (

    select
        *,
        row_number() over (
            partition by article_id
            order by revision_first_seen_at asc nulls last, sha256 asc, document_id asc
        ) as revision,
        row_number() over (
            partition by article_id
            order by revision_last_seen_at desc nulls last, sha256 desc, document_id desc
        ) = 1 as is_current,
        min(revision_first_seen_at) over (partition by article_id) as article_first_seen_at,
        count(*) over (partition by article_id) as n_revisions
    from distinct_revisions

),

-- Split texts into words only if there is another revision to compare: most articles have one.
worded as (

    select
        ordered.article_id,
        ordered.revision,
        list_distinct(
            regexp_extract_all(lower(coalesce(articles.title, '') || ' ' || coalesce(articles.text, '')), '[\p{L}\p{N}]+')
        ) as words
    from ordered
    inner join articles on ordered.document_id = articles.document_id
    where ordered.n_revisions > 1

),

compared as (

    select
        later.article_id,
        later.revision,
        len(later.words) as n_words,
        len(earlier.words) as n_words_before,
        len(list_intersect(later.words, earlier.words)) as n_shared
    from worded as later
    inner join worded as earlier on later.article_id = earlier.article_id and later.revision = earlier.revision + 1

)

select
    ordered.article_id,
    ordered.document_id,
    cast(ordered.revision as integer) as revision,
    ordered.is_current,
    articles.external_id,
    articles.source_name,
    articles.url,
    articles.title,
    articles.author,
    articles.language,
    articles.published_at,
    articles.published_at_method,
    articles.published_at_prec,
    articles.published_on,
    articles.content_sha256,
    articles.word_count,
    articles.landed_on,
    hash(articles.text, articles.signature) as text_hash,
    ordered.revision_first_seen_at,
    ordered.revision_last_seen_at,
    ordered.article_first_seen_at,
    case
        when compared.n_shared is null then null
        when compared.n_words + compared.n_words_before = 0 then 0.0
        else round(1 - compared.n_shared * 1.0 / (compared.n_words + compared.n_words_before - compared.n_shared), 4)
    end as changed_share
from ordered
inner join articles on ordered.document_id = articles.document_id
left join compared on ordered.article_id = compared.article_id and ordered.revision = compared.revision
