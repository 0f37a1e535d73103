with source as (

    select * from {{ source('raw', 'addresses') }}

),

renamed as (

    select
        article_id,
        url,
        source_id,
        source_name,
        found_at,
        published_at,
        updated_at,
        landed_on
    from source

)

select * from renamed
