with source as (

    select * from {{ source('raw', 'rejected_documents') }}

),

renamed as (

    select
        document_id,
        uri,
        stage,
        reason,
        message,
        is_retriable,
        landed_on
    from source

)

select * from renamed
