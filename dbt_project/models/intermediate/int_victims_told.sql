-- Victims of other articles whom an article names at its beginning without telling what became of them ("John Smith was on his
-- way home"): one row per name, beside the article's first incident mention.
with profiles as (

    select * from {{ ref('int_event_mentions_profiled') }}

),

revisions as (

    select
        document_id,
        title,
        text
    from {{ ref('int_revisions_ordered') }}
    where is_current

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

victims as (

    select distinct
        document_id,
        unnest(victim_keys) as victim_key
    from profiles

),

-- First name and last: middle names come and go.
victims_keyed as (

    select distinct
        document_id,
        split_part(victim_key, ' ', 1) || ' ' || split_part(victim_key, ' ', -1) as name_key
    from victims
    where contains(victim_key, ' ')

),

printed as (

    select
        firsts.mention_id,
        firsts.article_id,
        firsts.document_id,
        array_to_string(
            regexp_extract_all(
                coalesce(revisions.title, '') || '. ' || left(revisions.text, {{ var('lead_characters', 1000) }}),
                '\p{Lu}[\p{L}''’-]*\.?(?: \p{Lu}[\p{L}''’-]*\.?){1,4}'
            ),
            '|'
        ) as names
    from firsts
    inner join revisions on firsts.document_id = revisions.document_id

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

),

pairs as (

    select distinct
        mention_id,
        article_id,
        document_id,
        unnest(flatten(list_transform(
            range(1, len(words)),
            lambda i: list_transform(range(i + 1, least(i + 3, len(words)) + 1), lambda j: words[i] || ' ' || words[j])
        ))) as name_key
    from runs

),

counted as (

    select
        name_key,
        count(*) as n_victim
    from victims_keyed
    group by name_key

),

-- What many articles print and few call a victim is the name of somebody or something else.
told as (

    select
        pairs.mention_id,
        pairs.article_id,
        pairs.name_key,
        counted.n_victim,
        count(*) over (partition by pairs.name_key) as n_told
    from pairs
    inner join counted on pairs.name_key = counted.name_key
    anti join victims_keyed as own on pairs.document_id = own.document_id and pairs.name_key = own.name_key

)

select
    mention_id,
    article_id,
    name_key
from told
where n_told <= 2 * n_victim + 1
