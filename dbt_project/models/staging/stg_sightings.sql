with source as (

    select * from {{ source('raw', 'sightings') }}

),

renamed as (

    select
        document_id,
        article_id,
        seen_at,
        landed_on
    from source

)

select * from renamed
