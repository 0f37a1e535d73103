with source as (

    select * from {{ source('raw', 'place_mentions') }}

),

renamed as (

    select
        article_id,
        document_id,
        span_field,
        text,
        char_start,
        char_end,
        place_id,
        name,
        admin1,
        country_iso3,
        latitude,
        longitude,
        place_latitude,
        place_longitude,
        feature,
        geonames_id,
        where_prec,
        extractor_version,
        landed_on
    from source

)

select * from renamed
