with source as (

    select * from {{ source('raw', 'actor_mentions') }}

),

renamed as (

    select
        article_id,
        document_id,
        span_field,
        text,
        char_start,
        char_end,
        name,
        actor_type_hint,
        extractor_version,
        landed_on
    from source

)

select * from renamed
