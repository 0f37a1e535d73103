with source as (

    select * from {{ source('raw', 'articles') }}

),

renamed as (

    select
        article_id,
        document_id,
        external_id,
        source_name,
        url,
        title,
        text,
        author,
        language,
        published_at,
        published_at_method,
        published_at_prec,
        published_on,
        content_sha256,
        word_count,
        signature,
        extra,
        landed_at,
        landed_on
    from source

)

select * from renamed
