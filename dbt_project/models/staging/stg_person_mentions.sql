with source as (

    select * from {{ source('raw', 'person_mentions') }}

),

renamed as (

    select
        article_id,
        document_id,
        mention_id,
        name,
        role,
        span_field,
        text,
        char_start,
        char_end,
        extractor_version,
        landed_on
    from source

)

select * from renamed
