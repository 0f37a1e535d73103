with source as (

    select * from {{ source('raw', 'rejected_articles') }}

),

renamed as (

    select
        article_id,
        document_id,
        reason,
        message,
        landed_on,
        extractor_version
    from source

)

select * from renamed
