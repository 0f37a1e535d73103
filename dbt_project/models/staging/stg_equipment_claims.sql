with source as (

    select * from {{ source('raw', 'equipment_claims') }}

),

renamed as (

    select
        claim_id,
        mention_id,
        article_id,
        document_id,
        equipment,
        category,
        owner_name,
        outcome,
        count_low,
        count_best,
        count_high,
        count_text,
        qualifier,
        attributed_to,
        attribution_type,
        time_scope,
        factuality,
        span_field,
        sentence,
        sentence_start,
        sentence_end,
        char_start,
        char_end,
        rule,
        extractor_version,
        landed_on
    from source

)

select * from renamed
