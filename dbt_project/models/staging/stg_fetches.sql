with source as (

    select * from {{ source('raw', 'fetches') }}

),

renamed as (

    select
        article_id,
        url,
        host,
        purpose,
        source_id,
        asked_at,
        seconds,
        status,
        outcome,
        document_id,
        sha256,
        n_visits,
        n_failures,
        n_host_failures,
        again_at,
        problem,
        n_found,
        landed_on
    from source

)

select * from renamed
