with source as (

    select * from {{ source('raw', 'documents') }}

),

renamed as (

    select
        document_id,
        article_id,
        document_key,
        uri,
        sha256,
        media_type,
        method,
        read_error,
        landed_at,
        landed_on
    from source

)

select * from renamed
