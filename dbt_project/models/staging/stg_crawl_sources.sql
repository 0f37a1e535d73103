with source as (

    select * from {{ source('raw', 'sources') }}

),

renamed as (

    select
        source_id,
        name,
        kind,
        address,
        country_iso3,
        language,
        owner_type,
        every_hours,
        is_active,
        listed_at,
        landed_on
    from source

)

select * from renamed
