{{ config(
    materialized='amended', grain='article_id',
    scope=changed('article_id', ['int_documents_landed', 'int_revisions_ordered', 'int_actor_names_resolved'])
) }}
with mentions as (

    select * from {{ ref('stg_actor_mentions') }}
    where {{ in_scope() }}

),

current_revisions as (

    select document_id
    from {{ ref('int_revisions_ordered') }}
    where is_current

),

names as (

    {{ rows_in_scope('int_actor_names_resolved') }}

)

select
    mentions.article_id,
    names.actor_id,
    mentions.span_field,
    mentions.text,
    mentions.char_start,
    mentions.char_end,
    names.is_listed,
    mentions.name
from mentions
inner join current_revisions on mentions.document_id = current_revisions.document_id
inner join names on mentions.document_id = names.document_id and mentions.name = names.name
