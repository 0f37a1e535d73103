{{ config(
    materialized='amended', grain='article_id',
    scope=changed('article_id', ['int_event_mentions_profiled', 'int_revisions_ordered'])
) }}
-- Names that each article prints at its beginning, first and last word of each, beside the article's first incident mention.
with profiles as (

    select * from {{ ref('int_event_mentions_profiled') }}
    where {{ in_scope() }}

),

texts as (

    {{ current_texts(['document_id', 'title', 'text']) }}

),

firsts as (

    select
        mention_id,
        article_id,
        document_id
    from profiles
    where is_incident
    qualify row_number() over (partition by document_id order by article_position asc, mention_id asc) = 1

),

printed as (

    select
        firsts.mention_id,
        firsts.article_id,
        firsts.document_id,
        array_to_string(
            regexp_extract_all(
                coalesce(texts.title, '') || '. ' || left(texts.text, {{ var('lead_characters', 1000) }}),
                '\p{Lu}[\p{L}''’-]*\.?(?: \p{Lu}[\p{L}''’-]*\.?){1,4}'
            ),
            '|'
        ) as names
    from firsts
    inner join texts on firsts.document_id = texts.document_id

),

printed_keyed as (

    select
        * exclude (names),
        {{ name_key('names') }} as names_key
    from printed

),

printed_folded as (

    select
        * exclude (names_key),
        {{ person_fold('names_key') }} as names_fold
    from printed_keyed

),

runs as (

    select
        mention_id,
        article_id,
        document_id,
        string_split(trim(unnest(string_split({{ undoubled('names_fold') }}, '|'))), ' ') as words
    from printed_folded

)

select distinct
    mention_id,
    article_id,
    document_id,
    unnest(flatten(list_transform(
        range(1, len(words)),
        lambda i: list_transform(range(i + 1, least(i + 3, len(words)) + 1), lambda j: words[i] || ' ' || words[j])
    ))) as name_key
from runs
