-- The revisions of each article in the order in which they were first seen, and which of them is current: the one
-- seen last, on a tie the one with the larger sha256. Documents that were rejected are not revisions.
with articles as (

    select * from {{ ref('stg_articles') }}

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

-- A page from the web comes in another dress at each visit, with other advertisements around the same words: of those
-- that say the same, the first stands for all. A file that was given anew is a new revision, whatever it says.
seen as (

    select
        articles.*,
        documents.sha256,
        sighted.first_seen_at,
        sighted.last_seen_at,
        case
            when documents.method = 'web' then coalesce(articles.title, '') || chr(31) || articles.text
            else articles.document_id
        end as said
    from articles
    left join documents on articles.document_id = documents.document_id
    left join sighted on articles.document_id = sighted.document_id

),

told_apart as (

    select
        * exclude (said, first_seen_at, last_seen_at),
        min(first_seen_at) over (partition by article_id, said) as revision_first_seen_at,
        max(last_seen_at) over (partition by article_id, said) as revision_last_seen_at
    from seen
    qualify
        row_number() over (
            partition by article_id, said order by first_seen_at asc nulls last, sha256 asc, document_id asc
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
        min(revision_first_seen_at) over (partition by article_id) as article_first_seen_at
    from told_apart

),

worded as (

    select
        *,
        list_distinct(
            regexp_extract_all(lower(coalesce(title, '') || ' ' || coalesce(text, '')), '[\p{L}\p{N}]+')
        ) as words
    from ordered

),

compared as (

    select
        *,
        lag(words) over (partition by article_id order by revision) as words_before
    from worded

)

select
    article_id,
    document_id,
    cast(revision as integer) as revision,
    is_current,
    external_id,
    source_name,
    url,
    title,
    text,
    author,
    language,
    published_at,
    published_at_method,
    published_at_prec,
    content_sha256,
    word_count,
    signature,
    landed_on,
    revision_first_seen_at,
    revision_last_seen_at,
    article_first_seen_at,
    case
        when words_before is null then null
        when len(words) + len(words_before) = 0 then 0.0
        else round(
            1 - len(list_intersect(words, words_before)) * 1.0
            / (len(words) + len(words_before) - len(list_intersect(words, words_before))), 4
        )
    end as changed_share
from compared
