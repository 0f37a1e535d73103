{{ config(
    materialized='amended', grain='article_id',
    scope=changed('article_id', ['int_documents_landed', 'int_incidents_profiled'])
) }}
-- The people that each article names, by the first and last word of their names, at the incident where the article reports them,
-- else at its first incident. People named only in recalled events are left out.
with profiles as (

    select * from {{ ref('int_incidents_profiled') }}
    where is_incident and {{ in_scope() }}

),

mentions as (

    select
        mention_id,
        incident_id
    from {{ ref('int_event_mentions_resolved') }}
    where {{ in_scope() }}

),

people as (

    select
        people.document_id,
        mentions.incident_id as mention_id,
        people.role,
        {{ name_key('people.name') }} as name_key
    from {{ ref('stg_person_mentions') }} as people
    left join mentions on people.mention_id = mentions.mention_id
    where {{ in_scope() }}

),

firsts as (

    select
        mention_id,
        article_id,
        document_id
    from profiles
    qualify row_number() over (partition by document_id order by article_position asc, mention_id asc) = 1

),

people_folded as (

    select
        firsts.article_id,
        firsts.document_id,
        coalesce(people.mention_id, firsts.mention_id) as mention_id,
        people.role,
        {{ fold_person_name('people.name_key') }} as name_fold
    from people
    inner join firsts on people.document_id = firsts.document_id

),

people_undoubled as (

    select
        * exclude (name_fold),
        {{ undouble_letters('name_fold') }} as name
    from people_folded
    where contains(name_fold, ' ')

)

select distinct
    people.mention_id,
    people.article_id,
    people.document_id,
    people.role,
    split_part(people.name, ' ', 1) || ' ' || split_part(people.name, ' ', -1) as name_key
from people_undoubled as people
semi join profiles on people.mention_id = profiles.mention_id
