-- The span of every claim and mention contains its words, in the field and revision that it names.
with spans as (

    select claim_id as id, article_id, revision, span_field, char_start, char_end, count_text as words
    from {{ ref('claims') }}
    union all
    select claim_id as id, article_id, revision, span_field, char_start, char_end, count_text as words
    from {{ ref('equipment_claims') }}
    union all
    select
        mention_id as id,
        article_id,
        revision,
        span_field,
        trigger_start as char_start,
        trigger_end as char_end,
        trigger as words
    from {{ ref('event_mentions') }}

),

spans_to_test as (

    select * from spans
    where {{ to_test(changed('article_id', ['claims', 'equipment_claims', 'event_mentions', 'article_revisions'])) }}

),

revisions as (

    select * from {{ ref('article_revisions') }}
    where
        rowid in (
            select rowid from {{ ref('article_revisions') }}
            where {{ to_test(changed('article_id', ['claims', 'equipment_claims', 'event_mentions', 'article_revisions'])) }}
        )

),

quoted as (

    select
        spans.id,
        spans.words,
        substring(
            case spans.span_field when 'title' then revisions.title when 'text' then revisions.text end,
            spans.char_start + 1,
            spans.char_end - spans.char_start
        ) as quote
    from spans_to_test as spans
    left join revisions on spans.article_id = revisions.article_id and spans.revision = revisions.revision

)

select * from quoted
-- The span of a named victim may be longer than the words of the figure.
where coalesce(quote, '') = '' or not contains(quote, coalesce(words, quote))
