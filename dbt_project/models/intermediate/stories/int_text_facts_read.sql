{{ config(materialized='amended', grain='text_id', scope=texts_to_read()) }}
-- Figures, days and names in texts that may have copies, each with two words on either side. In these surroundings a fact is
-- replaced by its kind: "killed # people in" is the same place in two texts, whatever the figure.
with texts as (

    {{ current_texts(['text'], 'text_id') }}
    where revisions.text_id in (select unnest([text_a, text_b]) from {{ ref('int_text_pairs_blocked') }})

),

number_words as (

    select
        word,
        cast(best as varchar) as figure
    from {{ ref('number_words') }}
    where kind in ('unit', 'ten')

),

-- One agency writes ISIS, another writes Islamic State.
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

spelled as (

    select list(word) as number_words
    from number_words

),

pointed as (

    select
        text_id,
        words,
        unnest(words) as word,
        unnest(range(1, len(words) + 1)) as place
    from worded

),

-- Few words are left here, so only here are their surroundings read. Every character before the letters in sort order is a mark or
-- a digit.
found as (

    select
        text_id,
        place,
        word,
        [words[place - 2], words[place - 1], word, words[place + 1], words[place + 2]] as surroundings
    from pointed
    where
        place between 3 and len(words) - 2
        and (ord(word) < ord('a') or word in (select word from number_words))

),

shaped as (

    select
        found.text_id,
        found.place,
        found.word,
        list_transform(found.surroundings, lambda word: case
            when word = '' or (ord(word) >= ord('a') and not list_contains(spelled.number_words, word)) then word
            when word[1] in ('@', '^') and not list_contains(spelled.number_words, trim(word, '^')) then word[1]
            else '#'
        end) as shapes
    from found
    cross join spelled

),

-- A name has at most four words; a longer one is a headline. It has at least two words before it; otherwise it is the name of the
-- agency.
facts as (

    select
        text_id,
        place,
        case shapes[3] when '#' then 'figures' when '@' then 'days' else 'names' end as kind,
        array_to_string(shapes, ' ') as surroundings,
        replace(trim(word, '@^'), '_', ' ') as word
    from shaped
    where shapes[3] != '^' or (place > 4 and len(string_split(word, '_')) <= 4)

),

-- Each name once, however often it occurs.
names as (

    select distinct
        word,
        {{ name_key('word') }} as name_key
    from facts
    where kind = 'names'

),

known as (

    select
        names.word,
        aliases.name
    from names
    inner join aliases on names.name_key = aliases.name_key

)

select
    facts.text_id,
    facts.place as position,
    facts.kind,
    facts.surroundings,
    coalesce(number_words.figure, known.name, strip_accents(facts.word)) as fact
from facts
left join number_words on facts.word = number_words.word
left join known on facts.kind = 'names' and facts.word = known.word
