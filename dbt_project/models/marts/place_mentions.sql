{{ config(
    materialized='amended', grain='article_id',
    scope=changed('article_id', ['int_documents_landed', 'int_revisions_ordered'])
) }}
with mentions as (

    select * from {{ ref('stg_place_mentions') }}
    where {{ in_scope() }}

),

current_revisions as (

    select document_id
    from {{ ref('int_revisions_ordered') }}
    where is_current

)

select
    mentions.article_id,
    mentions.place_id,
    mentions.span_field,
    mentions.text,
    mentions.char_start,
    mentions.char_end,
    mentions.latitude,
    mentions.longitude,
    mentions.where_prec
from mentions
inner join current_revisions on mentions.document_id = current_revisions.document_id
