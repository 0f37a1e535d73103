with source as (

    select * from {{ source('raw', 'claims') }}

),

renamed as (

    select
        claim_id,
        mention_id,
        article_id,
        document_id,
        outcome,
        victim_group,
        victim_actor_name,
        victim_name,
        list_id,
        part_of,
        is_additional,
        is_update,
        is_corrected_toll,
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
