{{ config(materialized='amended', grain='text_id', scope=texts_met_anew()) }}
-- Figures, days and names in the texts that may have copies, each with the two words to either side of it. There, facts
-- stand as their kind: "killed # people in" is one place of two texts, whatever the figure is.
with texts as (

    select
        article_id as text_id,
        text
    from {{ ref('int_revisions_ordered') }}
    where
        is_current
        and article_id in (select unnest([text_a, text_b]) from {{ ref('int_text_pairs_blocked') }})
        and {{ in_scope() }}

),

number_words as (

    select
        word,
        cast(best as varchar) as figure
    from {{ ref('number_words') }}
    where kind in ('unit', 'ten')

),

spelled as (

    select list(word order by word) as number_words
    from number_words

),

-- One agency writes ISIS where the other writes Islamic State.
aliases as (

    select
        aliases.name_key,
        min(lower(actors.name)) as name
    from {{ ref('int_actor_aliases_keyed') }} as aliases
    inner join {{ ref('listed_actors') }} as actors on aliases.actor_id = actors.actor_id
    where aliases.country_iso3 is null
    group by aliases.name_key
    having count(distinct aliases.actor_id) = 1

),

marked as (

    select
        text_id,
        lower({{ mark_facts('text') }}) as text
    from texts

),

worded as (

    select
        text_id,
        ['', ''] || regexp_extract_all(text, '@\p{L}+|\^[^^]+\^|\p{N}+(?:\.\p{N}+)?|\p{L}+') || ['', ''] as words
    from marked

),

shaped as (

    select
        worded.text_id,
        worded.words,
        list_transform(worded.words, lambda word: case
            when word[1] between '0' and '9' or list_contains(spelled.number_words, trim(word, '^')) then '#'
            when word[1] in ('@', '^') then word[1]
            else word
        end) as shapes
    from worded
    cross join spelled

),

-- A name has four words at most, else it is a headline, and two words before it, else it is of the agency that opens the text.
told as (

    select
        text_id,
        unnest(list_transform(
            list_filter(
                range(3, len(words) - 1),
                lambda i: shapes[i] in ('#', '@') or (shapes[i] = '^' and i > 4 and len(string_split(words[i], '_')) <= 4)
            ),
            lambda i: struct_pack(kind := shapes[i], surroundings := shapes[i - 2:i + 2], word := words[i])
        )) as fact
    from shaped

),

facts as (

    select
        text_id,
        case fact.kind when '#' then 'figures' when '@' then 'days' else 'names' end as kind,
        array_to_string(fact.surroundings, ' ') as surroundings,
        replace(trim(fact.word, '@^'), '_', ' ') as word
    from told

),

keyed as (

    select
        text_id,
        kind,
        surroundings,
        word,
        case when kind = 'names' then {{ name_key('word') }} end as name_key
    from facts

)

select
    keyed.text_id,
    keyed.kind,
    keyed.surroundings,
    coalesce(number_words.figure, aliases.name, strip_accents(keyed.word)) as fact
from keyed
left join number_words on keyed.word = number_words.word
left join aliases on keyed.name_key = aliases.name_key
