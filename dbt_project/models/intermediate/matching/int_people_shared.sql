{{ config(materialized='amended', grain='mention_id') }}
-- People named by several articles, at least once as a victim or a suspect: one row per name and mention. A person that the same
-- article reports as killed or wounded is already among the victims of its mention.
with people as (

    select * from {{ ref('int_people_named') }}

),

victims as (

    select distinct
        document_id,
        unnest({{ first_and_last_words('victim_keys') }}) as name_key
    from {{ ref('int_incidents_profiled') }}

),

sought as (

    select
        document_id,
        name_key
    from victims
    union
    select
        document_id,
        name_key
    from people
    where role = 'suspect'

),

named as (

    select
        document_id,
        name_key
    from people
    union
    select
        document_id,
        name_key
    from sought

),

-- A name that many articles contain, but few as a victim or suspect, is the name of someone or something else.
shared_names as (

    select named.name_key
    from named
    left join sought on named.document_id = sought.document_id and named.name_key = sought.name_key
    group by named.name_key
    having count(*) between 2 and 3 * count(sought.document_id) + 1 and count(sought.document_id) > 0

)

select
    people.mention_id,
    people.article_id,
    people.name_key,
    bool_or(people.role = 'suspect') as is_suspect
from people
semi join shared_names on people.name_key = shared_names.name_key
anti join victims as own on people.document_id = own.document_id and people.name_key = own.name_key
group by people.mention_id, people.article_id, people.name_key
